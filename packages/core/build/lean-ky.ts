import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * ky's modules that core has no use for, in the form that remains: core does its own retries, timeouts and errors,
 * reads bodies itself, and hands ky text. Leaving them out saves a third of ky, and work on every request.
 *
 * The whole test suite also runs against the build (`pnpm test:dist`), which would show a mistake here.
 */
const lean: Record<string, string> = {
  'index.js': `
    /*! MIT License © Sindre Sorhus */
    import { Ky } from './core/Ky.js'
    export default { create: (defaults) => (input, options) => Ky.create(input, { ...defaults, ...options }) }`,
  'utils/body.js': 'export const streamRequest = undefined, streamResponse = undefined',
  'utils/delay.js': 'export default undefined',
  'utils/timeout.js': 'export default undefined',
  'utils/normalize.js': `
    export const normalizeRequestMethod = (method) => method
    export const normalizeRetryOptions = () => ({ limit: 0 })`,
  'utils/options.js': `
    export const findUnknownOptions = () => undefined
    export const hasSearchParameters = () => false`,
  'utils/type-guards.js': 'export const isHTTPError = undefined, isTimeoutError = undefined',
  'utils/merge.js': `
    export const mergeHooks = (hooks) => hooks
    export const mergeHeaders = (first, second) => {
      const headers = new Headers(first)
      for (const name in second) headers.set(name, second[name])
      return headers
    }`,
  'core/constants.js': `
    export const supportsAbortController = true, supportsAbortSignal = true
    export const supportsRequestStreams = false, supportsResponseStreams = false, supportsFormData = false
    export const responseTypes = {}, maxSafeTimeout = Infinity, stop = undefined
    export class RetryMarker {}`,
  'errors/HTTPError.js': 'export class HTTPError {}',
  'errors/TimeoutError.js': 'export class TimeoutError {}',
  'errors/NonError.js': 'export class NonError {}',
  'errors/ForceRetryError.js': 'export class ForceRetryError {}',
}

/** With retries off, ky's decision about one is always to give the error back. */
function withoutRetryRules(source: string): string {
  const rules = /#calculateDelay\(\) \{.*(?= {4}#decorateResponse\()/s
  if (!rules.test(source)) throw new Error('ky has changed: review what of it core leaves out')
  return source.replace(rules, 'async #calculateRetryDelay(error) { throw error }\n')
}

/** Bundles ky without the parts named above. */
export const leanKy: Plugin = {
  name: 'lean-ky',
  setup(build) {
    build.onLoad({ filter: /[\\/]ky[\\/]distribution[\\/].+\.js$/ }, ({ path }) => {
      const module = path.replaceAll('\\', '/').replace(/^.*\/ky\/distribution\//, '')
      if (module === 'core/Ky.js')
        return { contents: withoutRetryRules(readFileSync(path, 'utf8')), loader: 'js' }
      const contents = lean[module]
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
  },
}
