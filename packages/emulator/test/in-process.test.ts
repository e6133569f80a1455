import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { inboxPage } from '../build/inbox.ts'

/** What browsers have, and Node.js too. Nothing else is there. */
const standards = [
  ...['AbortController', 'AbortSignal', 'Blob', 'CompressionStream', 'DOMException', 'DecompressionStream'],
  ...['Event', 'EventTarget', 'FormData', 'Headers', 'ReadableStream', 'Request', 'Response', 'TextDecoder'],
  ...[
    'TextEncoder',
    'TransformStream',
    'URL',
    'URLSearchParams',
    'WritableStream',
    'atob',
    'btoa',
    'console',
  ],
  ...['crypto', 'performance', 'queueMicrotask', 'structuredClone', 'clearInterval', 'clearTimeout'],
]

/** A program over the entry, as one script without an import. */
const program = `
  import { createEmulator, inboxPage } from './in-process.ts'

  globalThis.run = async () => {
    const emulator = createEmulator({ runs: true, world: { numbers: [{ number: '12062140284' }] } })
    const authorization = 'Basic ' + btoa(emulator.accessKey + ':' + emulator.secretKey)
    const call = async (method, path, body) => {
      const init = { method, headers: { authorization, 'content-type': 'application/json' } }
      if (body !== undefined) init.body = JSON.stringify(body)
      return emulator.fetch('https://emulator.invalid' + path, init)
    }
    const read = async (answer) => (await answer).json()

    const message = { to: '12065550100', from: '12062140284', body: 'hello' }
    const sent = await read(call('POST', '/v2.2/messages', message))
    emulator.clock.advance(60_000)
    const record = await read(call('GET', '/v2.2/messages/' + sent.data.id))

    const [start, end] = [new Date(Date.now() - 9e8), new Date()]
    // Both wait: the approval of a caller name for 48 hours, the live feed for news.
    await call('POST', '/v2/cnams', { value: 'RAIN CITY' })
    await call('GET', '/__emulator/events')

    const filters = { start_call_start_time: start.toISOString(), start_call_end_time: end.toISOString() }
    const attributes = { filter_parameters: filters }
    const asked = await read(call('POST', '/v2/cdrs/exports', { data: { type: 'cdrexport', attributes } }))
    emulator.clock.advance(60_000)
    const { data } = await read(call('GET', '/v2/cdrs/exports/' + asked.data.id))
    const file = await emulator.fetch(data.attributes.download_url)
    const rows = await new Response(file.body.pipeThrough(new DecompressionStream('gzip'))).text()

    return {
      events: record.data.attributes.delivery_receipts.map(({ status }) => status),
      export: { status: data.attributes.status, answer: file.status, rows: rows.split('\\n').length > 1 },
      unsigned: (await call('GET', '/v1/tns/')).status,
      inbox: (await inboxPage(emulator, { script: 'early()', url: 'https://a.example/"&' })).slice(0, 400),
      webhooks: emulator.deliveries().length,
    }
  }
`

let script: string
let externals: unknown[]

beforeAll(async () => {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: program,
      resolveDir: fileURLToPath(new URL('../src', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    conditions: ['flowroute-source'],
    plugins: [inboxPage],
    external: ['node:*'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  script = outputFiles[0]?.text ?? ''
  externals = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external),
  )
})

test('imports no module of Node.js', () => {
  expect(externals).toEqual([])
})

test('runs where there is nothing but web standards, and timers are numbers', async () => {
  const timers = new Map<number, NodeJS.Timeout>()
  const numbered =
    (start: (run: () => void, wait: number) => NodeJS.Timeout) => (run: () => void, wait: number) => {
      timers.set(timers.size + 1, start(run, wait).unref())
      return timers.size
    }
  const context = createContext({
    ...Object.fromEntries(standards.map((name) => [name, Reflect.get(globalThis, name)])),
    setTimeout: numbered(setTimeout),
    setInterval: numbered(setInterval),
  })
  runInContext(script, context)
  const result: unknown = await (context as { run: () => Promise<unknown> }).run()
  expect(result).toMatchObject({
    events: expect.arrayContaining(['message buffered']) as unknown,
    export: { status: 'completed', answer: 200, rows: true },
    unsigned: 401,
    inbox: expect.stringContaining(
      '<meta name="emulator" content="https://a.example/&quot;&amp;">',
    ) as unknown,
  })
})

test('keeps no process of Node.js running by what it waits for', () => {
  const input = `${script}\nrun().then(() => console.log('done'))`
  // The limit is against hanging only.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-'], { input, timeout: 120_000 })
  expect({ status, stdout: String(stdout), stderr: String(stderr) }).toEqual({
    status: 0,
    stdout: 'done\n',
    stderr: '',
  })
})
