import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
  /** What of the campaign is run. */
  part: keyof typeof selections
  /** What has to be complained of. */
  problem: RegExp
}

const methods = 'Messages.send,Numbers.get,Numbers.list'

/** Little of the campaign, so that it can be run for each mutation. */
const selections = {
  matrix: [
    '--only=matrix',
    `--methods=${methods}`,
    '--faults=503,silence up to the deadline,302 to another origin,reset after it is read,200 with nothing,' +
      'a next link elsewhere,429, Retry-After 1',
  ],
  aborts: ['--only=aborts', `--methods=${methods}`, '--runs=200'],
  writes: ['--only=writes', '--runs=200', '--seed=7'],
} as const

const mutations: readonly Mutation[] = [
  {
    what: 'a send is tried again on 503',
    file: 'retry.ts',
    text: 'replayable ? repeatable.has(error.status) : error.status === 429',
    changed: 'repeatable.has(error.status)',
    part: 'matrix',
    problem: /^Messages\.send, 503: the number of requests is 3, not 1$/m,
  },
  {
    what: 'a send is tried again on 503, and the snapshot tell',
    file: 'retry.ts',
    text: 'replayable ? repeatable.has(error.status) : error.status === 429',
    changed: 'repeatable.has(error.status)',
    part: 'writes',
    problem: /^run \d+ of seed 7, Messages\.send: was done [2-4] times /m,
  },
  {
    what: 'a send is tried again when the connection broke',
    file: 'retry.ts',
    text: "replayable || error.outcome === 'not-sent'",
    changed: 'true',
    part: 'writes',
    problem: /^run \d+ of seed 7, Messages\.send: was done [2-4] times /m,
  },
  {
    what: 'the deadline is forgotten',
    file: 'limits.ts',
    text: 'deadline - (performance.now() - start)',
    changed: 'Number.POSITIVE_INFINITY',
    part: 'matrix',
    problem: /^Numbers\.get, silence up to the deadline: never ended$/m,
  },
  {
    what: 'a signed request loses its credentials',
    file: 'transport.ts',
    text: '{ headers: signed.headers }',
    changed: '{}',
    part: 'writes',
    problem: /^run \d+ of seed 7, NumbersV1\.purchase: was refused with 401 /m,
  },
  {
    what: 'redirects are followed',
    file: 'transport.ts',
    text: "redirect: 'manual'",
    changed: "redirect: 'follow'",
    part: 'matrix',
    problem: /^Numbers\.get, 302 to another origin: the result is ConnectionError, not ApiError$/m,
  },
  {
    what: 'the authorization header is in an error message',
    file: 'transport.ts',
    text: 'throw connectionError(error, request)',
    changed:
      "throw Object.assign(connectionError(error, request), { message: 'ECONNRESET ' + config.authorization })",
    part: 'matrix',
    problem: /^Messages\.send, reset after it is read: shows a secret$/m,
  },
  {
    what: 'an empty body passes for a document',
    file: 'json-api.ts',
    text: "return context.fail(document === undefined ? 'it is empty' : 'it is not a document')",
    changed: "return { data: { id: '12065550100' }, included: new Map() }",
    part: 'matrix',
    problem: /^Numbers\.get, 200 with nothing: the result is value, not ResponseFormatError$/m,
  },
  {
    what: 'a link is followed',
    file: 'list.ts',
    text: 'const items = answer.data\n',
    changed:
      'const items = answer.data\n' +
      'const link = (answer.response.body as { links?: { next?: string } }).links?.next\n' +
      "if (link?.startsWith('http')) await globalThis.fetch(link)\n",
    part: 'matrix',
    problem: /^Numbers\.list, a next link elsewhere: the result is TypeError, not value$/m,
  },
  {
    what: 'Retry-After is ignored',
    file: 'client.ts',
    text: 'retryAfter ?? backoff(attempt, config.backoff)',
    changed: 'backoff(attempt, config.backoff)',
    part: 'matrix',
    problem: /^Numbers\.get, 429, Retry-After 1: waited \d+ ms, not 990$/m,
  },
  {
    what: 'the same page is asked for again and again',
    file: 'list.ts',
    text: '(offset, signal) =>\n      this.#fetch(resolved, offset,',
    changed: '(_offset, signal) =>\n      this.#fetch(resolved, 0,',
    part: 'aborts',
    problem: /^Numbers\.list, in prefetch: the number of pages asked for is 1, not 5$/m,
  },
  {
    what: 'a listener stays on the signal',
    file: 'limits.ts',
    text: 'clearTimeout(timer)\n      leave()',
    changed: 'clearTimeout(timer)',
    part: 'aborts',
    problem: /^Numbers\.get, waiting for headers: the number of listeners left is 1, not 0$/m,
  },
  {
    what: 'every call has a listener of its own on the signal',
    file: 'when-aborted.ts',
    text: 'waiting.get(signal) ?? new Runs()',
    changed: 'new Runs()',
    part: 'aborts',
    problem: /^MaxListenersExceededWarning: /m,
  },
]

const core = fileURLToPath(new URL('../../../packages/core/src/', import.meta.url))
const campaign = fileURLToPath(new URL('../src/', import.meta.url))

/** Patience that the campaign has, and what is enough on a machine that has nothing else to do but this. */
const haste = [
  { path: join(campaign, 'cell.ts'), text: 'hangsAfter = 60_000', changed: 'hangsAfter = 15_000' },
  { path: join(campaign, 'faults/connections.ts'), text: 'patience = 3_000', changed: 'patience = 500' },
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
  folder = await mkdtemp(join(tmpdir(), 'campaign-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function bundle(name: string, changes: readonly Change[]): Promise<string> {
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [join(campaign, 'main.ts')],
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

describe.concurrent('the campaign', { timeout: 120_000 }, () => {
  const unchanged = (): Promise<string> => (bundled ??= bundle('unchanged', []))
  let bundled: Promise<string> | undefined

  it.each(Object.entries(selections))('finds nothing wrong with the client: %s', (_part, args) =>
    limit(async () => {
      const { code, output } = await run(await unchanged(), args)
      expect(output).toContain('in all')
      expect(code, output).toBe(0)
    }),
  )

  it.each(mutations.map((mutation, index) => ({ ...mutation, index })))(
    'tells when $what',
    ({ index, file, text, changed, part, problem }) =>
      limit(async () => {
        const program = await bundle(`mutation-${index}`, [{ path: join(core, file), text, changed }])
        const { code, output } = await run(program, selections[part])
        expect(output).toMatch(problem)
        expect(code).toBe(1)
      }),
  )
})
