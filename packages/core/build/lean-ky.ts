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

/**
 * Parts of ky's one large class that never run, since core gives it a complete URL, text, and no hooks, retries,
 * progress callbacks or timeout. Each is cut from one mark up to the next.
 */
const unused: readonly (readonly [what: string, from: string, upTo: string, instead: string])[] = [
  ['a check of the timeout', "if (typeof ky.#options.timeout === 'number'", '// Delay the fetch', ''],
  ['hooks after the response', 'for (const hook of ky.#options.hooks.afterResponse)', 'return response;', ''],
  ['shortcuts to the body', 'for (const [type, mimeType] of', 'return result;', ''],
  ['search parameters', 'static #normalizeSearchParams(', 'request;', ''],
  ['a prefix for the URL', 'if (this.#options.prefixUrl', 'if (supportsAbortController', ''],
  ['bodies that are not text', 'if (supportsRequestStreams)', 'this.request = new globalThis.Request(', ''],
  ['search parameters and progress', 'if (hasSearchParameters(', '#calculateDelay()', '}\n'],
  ['rules for retries', '#calculateDelay()', '#cancelBody(', ''],
  ['a body given up', '#cancelResponseBody(', 'async #retry(', ''],
  ['retries', 'async #retry(', 'async #fetch()', 'async #retry(function_) { return function_() }\n'],
  ['a second start, hooks before the request', 'if (this.#abortController?.signal', 'const nonRequest', ''],
  ['the timeout', 'if (this.#options.timeout === false)', 'return this.#options.fetch', ''],
  ['what the above called', 'return timeout(this.#originalRequest', '//# sourceMappingURL', '}\n'],
]

function withoutUnused(source: string): string {
  return unused.reduce((text, [what, from, upTo, instead]) => {
    const start = text.indexOf(from)
    const end = text.indexOf(upTo, start)
    if (start < 0 || end < 0) throw new Error(`ky has changed: cannot find ${what}`)
    return text.slice(0, start) + instead + text.slice(end)
  }, source)
}

/** Bundles ky without the parts named above. */
export const leanKy: Plugin = {
  name: 'lean-ky',
  setup(build) {
    build.onLoad({ filter: /[\\/]ky[\\/]distribution[\\/].+\.js$/ }, ({ path }) => {
      const module = path.replaceAll('\\', '/').replace(/^.*\/ky\/distribution\//, '')
      if (module === 'core/Ky.js')
        return { contents: withoutUnused(readFileSync(path, 'utf8')), loader: 'js' }
      const contents = lean[module]
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
  },
}
