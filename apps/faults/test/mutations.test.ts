import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import pLimit from 'p-limit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A change of the client that loses a promise. */
interface Mutation {
  what: string
  /** A file of core's sources. */
  file: string
  text: string
  changed: string
  /** The suite that is run. */
  suite: keyof typeof selections
  /** The problem that it must report. */
  problem: RegExp
}

const methods = 'Messages.send,Numbers.get,Numbers.list'

/** A small selection, so that it can be run for each mutation. */
const selections = {
  matrix: [
    '--only=matrix',
    '--transport=fetch',
    `--methods=${methods}`,
    '--faults=503,silence up to the deadline,302 to another origin,reset after it is read,200 with nothing,' +
      'a next link elsewhere,429, Retry-After 1,a new connection with a 421,' +
      'a document with very long texts in place of other attributes,' +
      "a middleware that fails with another client's 429 after the response," +
      'a middleware that waits longer than the timeout before the request',
  ],
  aborts: ['--only=aborts', '--transport=fetch', `--methods=${methods}`, '--runs=200'],
  writes: ['--only=writes', '--transport=fetch', '--runs=200', '--seed=7'],
} as const

/** Everything is taken for what may be repeated. */
const repeatsEverything = {
  file: 'client/retry.ts',
  text: 'mayRepeat(error: FlowrouteError, replayable: boolean): boolean {',
  changed: 'mayRepeat(error: FlowrouteError, _replayable: boolean): boolean {\n  const replayable = true',
}

const mutations: readonly Mutation[] = [
  {
    what: 'a send is retried on 503',
    ...repeatsEverything,
    suite: 'matrix',
    problem: /^Messages\.send, 503: the number of requests is 3, not 1$/m,
  },
  {
    what: 'a send is retried, and the service has it twice',
    ...repeatsEverything,
    suite: 'writes',
    problem: /^run \d+ of seed 7, Messages\.send: was done [2-4] times /m,
  },
  {
    what: 'the deadline is forgotten',
    file: 'client/limits.ts',
    text: 'deadline - (performance.now() - start)',
    changed: 'Number.POSITIVE_INFINITY',
    suite: 'matrix',
    problem: /^Numbers\.get, silence up to the deadline: never ended$/m,
  },
  {
    what: 'a signed request loses its credentials',
    file: 'client/attempt.ts',
    text: 'secretHeaders = signed.headers',
    changed: 'secretHeaders = {}',
    suite: 'writes',
    problem: /^run \d+ of seed 7, NumbersV1\.purchase: was refused with 401 /m,
  },
  {
    what: 'redirects are followed',
    file: 'transports/fetch.ts',
    text: "redirect: 'manual'",
    changed: "redirect: 'follow'",
    suite: 'matrix',
    problem: /^Numbers\.get, 302 to another origin: the result is ConnectionError, not ApiError$/m,
  },
  {
    what: 'Node.js is left to repeat a request after a 421',
    file: 'transports/fetch.ts',
    text: 'const own = once ? detected.once(request) : {}',
    changed: 'const own: FetchOptions = {}',
    suite: 'matrix',
    problem: /^Messages\.send, a new connection with a 421: the number of requests is 2, not 1$/m,
  },
  {
    what: "another client's error passes for one of this call",
    file: 'client/attempt.ts',
    text: 'isFlowrouteError(error) && !attempt.ownErrors.has(error)',
    changed: 'false',
    suite: 'matrix',
    problem:
      /^Messages\.send, a middleware that fails with another client's 429 after the response: the result is RateLimitError, not FlowrouteError$/m,
  },
  {
    what: 'the timeout runs while a middleware waits',
    file: 'client/limits.ts',
    text: 'if (startedAt === undefined) waitForDeadline()',
    changed: 'clock.start()',
    suite: 'matrix',
    problem:
      /^Messages\.send, a middleware that waits longer than the timeout before the request: the result is TimeoutError, not value$/m,
  },
  {
    what: 'secrets that a response shows are not removed from errors',
    file: 'client/config.ts',
    text: 'createRedact([authorization.slice(6), secretKey, JSON.stringify(secretKey).slice(1, -1)])',
    changed: 'createRedact([])',
    suite: 'matrix',
    problem: /^Messages\.send, 503: shows a secret$/m,
  },
  {
    what: 'an empty body passes for a document',
    file: 'json-api/document.ts',
    text: "return context.fail(document === undefined ? 'it is empty' : 'it is not a document')",
    changed: "return { data: { id: '12065550100' }, included: new Map() }",
    suite: 'matrix',
    problem: /^Numbers\.get, 200 with nothing: the result is value, not ResponseFormatError$/m,
  },
  {
    what: 'reports of a schema grow with the response',
    file: 'client/result.ts',
    text: 'message: redactAndClip(message, redact, 200)',
    changed: 'message',
    suite: 'matrix',
    problem:
      /^Numbers\.get, a document with very long texts in place of other attributes: a schema report has \d+ characters$/m,
  },
  {
    what: 'a link is followed',
    file: 'lists/list.ts',
    text: 'const items = answer.data\n',
    changed:
      'const items = answer.data\n' +
      'const link = (answer.response.body as { links?: { next?: string } }).links?.next\n' +
      "if (link?.startsWith('http')) await globalThis.fetch(link)\n",
    suite: 'matrix',
    problem: /^Numbers\.list, a next link elsewhere: the result is TypeError, not value$/m,
  },
  {
    what: 'Retry-After is ignored',
    file: 'client/call.ts',
    text: 'retryAfter ?? backoff(number, config.backoff)',
    changed: 'backoff(number, config.backoff)',
    suite: 'matrix',
    problem: /^Numbers\.get, 429, Retry-After 1: waited \d+ ms, not 990$/m,
  },
  {
    what: 'the same page is requested again and again',
    file: 'lists/list.ts',
    text: '(offset, signal) =>\n      this.#fetch(resolved, offset,',
    changed: '(_offset, signal) =>\n      this.#fetch(resolved, 0,',
    suite: 'aborts',
    problem: /^Numbers\.list, in prefetch: the number of requested pages is 1, not 5$/m,
  },
  {
    what: 'a listener stays on the signal',
    file: 'client/limits.ts',
    text: 'timer.clear()\n          unwatch()',
    changed: 'timer.clear()',
    suite: 'aborts',
    problem: /^Numbers\.get, waiting for headers: the number of listeners left is 1, not 0$/m,
  },
  {
    what: 'every call has a listener of its own on the signal',
    file: 'client/when-aborted.ts',
    text: 'callbacksOf.get(signal) ?? new Callbacks()',
    changed: 'new Callbacks()',
    suite: 'aborts',
    problem: /^MaxListenersExceededWarning: /m,
  },
]

const core = fileURLToPath(new URL('../../../packages/core/src/', import.meta.url))
const app = fileURLToPath(new URL('../src/', import.meta.url))

/** Waits of the app that are longer than needed for these few cells. */
const haste = [
  { path: join(app, 'cell.ts'), text: 'hangsAfter = 60_000', changed: 'hangsAfter = 15_000' },
  { path: join(app, 'faults/connections.ts'), text: 'patience = 3_000', changed: 'patience = 500' },
]

type Change = (typeof haste)[number]

/** Builds from changed sources; a change whose text is not there, once and no more, fails. */
function changing(changes: readonly Change[]): Plugin {
  return {
    name: 'changing',
    setup({ onLoad }) {
      for (const path of new Set(changes.map((change) => change.path))) {
        onLoad({ filter: new RegExp(`${path.replaceAll(/[.\\/]/g, '\\$&')}$`) }, async () => {
          let contents = await readFile(path, 'utf8')
          for (const { text, changed } of changes.filter((change) => change.path === path)) {
            const parts = contents.split(text)
            if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times: ${text}`)
            contents = parts.join(changed)
          }
          return { contents, loader: 'ts' }
        })
      }
    },
  }
}

let folder: string

beforeAll(async () => {
  // Inside the repository: the program looks for its own folder above itself.
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
  await mkdir(cache, { recursive: true })
  folder = await mkdtemp(join(cache, 'mutations-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function bundle(name: string, changes: readonly Change[]): Promise<string> {
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [join(app, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    conditions: ['flowroute-source'],
    banner: {
      js: "import { createRequire as load } from 'node:module'; const require = load(import.meta.url)",
    },
    logLevel: 'silent',
    plugins: [changing([...haste, ...changes])],
  })
  return outfile
}

function run(program: string, args: readonly string[]): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr })
    })
  })
}

/** Programs at a time: most of what they do is waiting. */
const limit = pLimit(4)

describe.concurrent('the fault app', { timeout: 120_000 }, () => {
  const unchanged = (): Promise<string> => (bundled ??= bundle('unchanged', []))
  let bundled: Promise<string> | undefined

  it.each(Object.entries(selections))('finds no problem of the client: %s', (_suite, args) =>
    limit(async () => {
      const { code, output } = await run(await unchanged(), args)
      expect(output).toContain('in all')
      expect(code, output).toBe(0)
    }),
  )

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'reports it when $what',
    ({ index, file, text, changed, suite, problem }) =>
      limit(async () => {
        const program = await bundle(`mutation-${index}`, [{ path: join(core, file), text, changed }])
        const { code, output } = await run(program, selections[suite])
        expect(output).toMatch(problem)
        expect(code).toBe(1)
      }),
  )
})
