import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * ky's modules that core has no use for, in the form that remains: core does its own retries, timeouts and errors,
 * reads bodies itself, and hands ky text. Without them a bundle has 0.2 kB of ky instead of 5, and each request less to
 * do: what is left joins the credentials to a request's headers, and calls fetch.
 *
 * The whole test suite also runs against the build (`pnpm test:dist`), which would show a mistake here.
 */
const lean: Record<string, string> = {
  'index.js': `
    import { Ky } from './core/Ky.js'
    export default Ky.create`,
  'utils/merge.js': `
    export const mergeHooks = undefined
    export const mergeHeaders = (first, second) => {
      if (first === undefined) return second
      const headers = new Headers(first)
      for (const name in second) headers.set(name, second[name])
      return headers
    }`,
}

/**
 * Parts of ky's one large class that never run, or have no effect, since core gives it a complete URL, text, a fetch
 * and a signal of its own, and no hooks, retries, progress callbacks or timeout. Each is cut from one mark up to the
 * next. What is left hands address and options on to fetch, which makes a request of them, once.
 */
const unused: readonly (readonly [what: string, from: string, upTo: string, instead: string])[] = [
  [
    'what surrounds the fetch, retries',
    'const function_ = async () =>',
    '.finally(',
    'return ky.#fetch();\n}\n',
  ],
  ['a body given up, shortcuts to the body', '.finally(', 'request;\n', ''],
  ['fields', 'request;\n', '#input;', ''],
  ['more fields', '#originalRequest;', '// eslint-disable-next-line complexity', ''],
  [
    'a copy of the options, their defaults',
    'this.#options = {\n',
    'if (typeof this.#input !==',
    'this.#options = options\noptions.headers = mergeHeaders(input.headers, options.headers)\n',
  ],
  ['checks, a second signal, a request', 'if (typeof this.#input !==', 'async #fetch()', '}\n'],
  [
    'a second start, hooks, a clone',
    'if (this.#abortController?.signal',
    'this.#options.fetch(',
    // Sooner done than without `await`.
    'return await ',
  ],
  [
    'the timeout',
    '#originalRequest, nonRequestOptions);',
    '//# sourceMappingURL',
    '#input, this.#options);\n}\n}\n',
  ],
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
