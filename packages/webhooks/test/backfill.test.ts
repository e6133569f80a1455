import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@flowroute/core'
import { backfill, createWebhookHandler, type WebhookEvent, type WebhookOptions } from '@flowroute/webhooks'
import { webhookRequest } from '@flowroute/webhooks/testing'
import { expect, onTestFinished, test } from 'vitest'
import { bundle } from './child-server.ts'
import { createEmulator, Messages, startEmulator } from './neighbours.ts'

/** How many messages the receiver that is killed gets; the figures in the README are of 1,000. */
const total = Number(process.env['WEBHOOKS_RUNS'] ?? 60)
const start = new Date('2026-01-15T17:00:00Z')
const credentials = { accessKey: 'a', secretKey: 'b' }
const outside = '12065550123'

async function openAccount() {
  const emulator = createEmulator({ ...credentials, startTime: start })
  const client = createClient({ ...credentials, fetch: emulator.fetch })
  return { emulator, messages: new Messages(client), number: await buyNumber(client) }
}

async function buyNumber(client: ReturnType<typeof createClient>): Promise<string> {
  const { data } = await client.request<{ data: { id: string }[] }>({
    path: '/v2/numbers/available',
    query: { limit: 1 },
  })
  const number = data[0]?.id ?? ''
  await client.request({ method: 'POST', path: `/v2/numbers/${number}` })
  return number
}

function recorder(options: WebhookOptions = {}) {
  const events: WebhookEvent[] = []
  const onEvent = (event: WebhookEvent): unknown => events.push(event)
  return { events, handler: createWebhookHandler({ onMessage: onEvent, onReceipt: onEvent, ...options }) }
}

test('replays messages and receipts in order and in the form of webhooks, media included', async () => {
  const { emulator, messages, number } = await openAccount()
  const first = emulator.receive({ from: outside, to: number, body: 'hello' })
  emulator.clock.advance(1_000)
  const { id: sent } = await messages.send({ to: outside, from: number, body: 'hi there' })
  emulator.clock.advance(20_000)
  const mms = emulator.receive({ from: outside, to: number, mediaUrls: ['https://example.com/cat.jpg'] })
  emulator.clock.advance(20_000)

  // Neither the secret of the URL nor an address is asked for.
  const { events, handler } = recorder({
    secret: 'a-secret-of-32-random-characters',
    allowedAddresses: ['1.2.3.4'],
  })
  const result = await backfill({ messages, since: start, handler })

  expect(result).toEqual({ messages: 2, receipts: 2, failed: [] })
  expect(events.map(({ type, id }) => [type, id])).toEqual([
    ['message.received', first],
    ['message.receipt', sent],
    ['message.receipt', sent],
    ['message.received', mms],
  ])
  expect(events[0]).toMatchObject({
    from: outside,
    to: number,
    body: 'hello',
    direction: 'inbound',
    isMms: false,
  })
  expect(events[1]).toMatchObject({
    level: 1,
    status: 'smsc submit',
    statusCode: null,
    to: outside,
    body: 'hi there',
  })
  expect(events[2]).toMatchObject({ level: 2 })
  expect(events[3]).toMatchObject({ isMms: true, media: [{ url: expect.stringContaining('https://') }] })
})

test('handles what came as a webhook and what is replayed once, with the same store', async () => {
  const { emulator, messages, number } = await openAccount()
  const { events, handler } = recorder()
  const id = emulator.receive({ from: outside, to: number, body: 'hello' })
  const record = await messages.get(id)
  const attributes = { from: outside, to: number, body: record.body }
  await handler(webhookRequest({ data: { type: 'message', id, attributes } }))
  for (const _ of [1, 2]) await backfill({ messages, since: start, handler })
  expect(events).toHaveLength(1)
})

test('keeps to the time between since and until, receipts of older messages included', async () => {
  const { emulator, messages, number } = await openAccount()
  emulator.receive({ from: outside, to: number, body: 'too early' })
  const { id: sent } = await messages.send({ to: outside, from: number, body: 'sent before' })
  const since = new Date(start.getTime() + 10)
  emulator.clock.advance(20_000)
  const inTime = emulator.receive({ from: outside, to: number, body: 'in time' })
  const until = new Date(emulator.clock.now().getTime() + 1)
  emulator.clock.advance(1_000)
  emulator.receive({ from: outside, to: number, body: 'too late' })
  const { events, handler } = recorder()
  await backfill({ messages, since, until, handler })
  expect(events.map(({ id }) => id)).toEqual([sent, sent, inTime])
  const narrow = recorder()
  await backfill({ messages, since, until, handler: narrow.handler, receiptDelay: 0 })
  expect(narrow.events.map(({ id }) => id)).toEqual([inTime])
})

test('names what failed, and handles that alone the next time', async () => {
  const { emulator, messages, number } = await openAccount()
  const ids = ['one', 'two', 'three'].map((body) => {
    emulator.clock.advance(1_000)
    return emulator.receive({ from: outside, to: number, body })
  })
  let isDown = true
  const runs: (string | null)[] = []
  const { handler } = recorder({
    onMessage({ id, body }) {
      runs.push(body)
      if (isDown && id === ids[1]) throw new Error('the database is gone')
    },
  })
  const first = await backfill({ messages, since: start, handler })
  expect(first).toMatchObject({ messages: 2, failed: [{ type: 'message.received', body: 'two' }] })
  isDown = false
  expect(await backfill({ messages, since: start, handler })).toEqual({
    messages: 3,
    receipts: 0,
    failed: [],
  })
  expect(runs).toEqual(['one', 'two', 'three', 'two'])
})

test('handles nothing when the records cannot be read, or its signal is aborted', async () => {
  const { emulator, messages, number } = await openAccount()
  emulator.receive({ from: outside, to: number, body: 'hello' })
  const { events, handler } = recorder()
  const wrong = new Messages(createClient({ accessKey: 'a', secretKey: 'wrong', fetch: emulator.fetch }))
  await expect(backfill({ messages: wrong, since: start, handler })).rejects.toThrow('401')
  const request = { signal: AbortSignal.abort('enough') }
  await expect(backfill({ messages, since: start, handler, request })).rejects.toThrow('abort')
  expect(events).toEqual([])
})

test.each([
  [{ handler: async () => new Response() }, 'handler must be what createWebhookHandler returned.'],
  [{ since: new Date(Number.NaN) }, 'since must be a valid Date.'],
  [{ since: '2026-01-15' }, 'since must be a valid Date.'],
])('refuses %j', async (changes, message) => {
  const { messages } = await openAccount()
  const options = { messages, since: start, handler: recorder().handler, ...changes }
  await expect(backfill(options as never)).rejects.toThrow(message)
})

/** A generator of numbers from 0 to 1 that repeats for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test('a receiver that is killed at random handles each message and each receipt once', async () => {
  const random = seeded(18)
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-backfill-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await using emulator = await startEmulator({ ...credentials, startTime: start })
  const client = createClient({ ...credentials, baseUrl: emulator.url })
  const number = await buyNumber(client)
  const messages = new Messages(client)
  const file = join(folder, 'handled')
  const program = await bundle('receiver')
  const env = { API_URL: emulator.url, FILE: file, SINCE: start.toJSON() }
  let child: ChildProcess | undefined
  let port = 0
  onTestFinished(() => void child?.kill('SIGKILL'))
  const startReceiver = async (): Promise<void> => {
    child = fork(program, { env: { ...process.env, ...env, PORT: String(port) } })
    const [reported] = (await once(child, 'message')) as [number]
    port = reported
  }
  const kill = async (): Promise<void> => {
    const exit = once(child as ChildProcess, 'exit')
    child?.kill('SIGKILL')
    await exit
  }

  await startReceiver()
  for (const kind of ['sms_callback', 'sms_dlr_callback'] as const) {
    await messages.setCallback(kind, `http://127.0.0.1:${port}/${kind}`)
  }
  const received: string[] = []
  const sent: string[] = []
  const expectedKills = Math.max(3, Math.round(total / 25))
  let kills = 0
  for (let count = 0; count < total; count++) {
    if (random() < 0.5) received.push(emulator.receive({ from: outside, to: number, body: `in ${count}` }))
    else sent.push((await messages.send({ to: outside, from: number, body: `out ${count}` })).id)
    emulator.clock.advance(random() < 0.3 ? 1_500 : 50)
    if (kills < expectedKills && random() < 0.05 + (expectedKills - kills) / (total - count)) {
      kills++
      // While webhooks are on their way, or after some of them were answered.
      if (random() < 0.5) await new Promise((resolve) => setImmediate(resolve))
      else await emulator.settled()
      await kill()
      // Down for some messages, whose webhooks find nobody.
      for (let down = 0; down < 3 && count < total - 1; down++, count++) {
        received.push(emulator.receive({ from: outside, to: number, body: `down ${count}` }))
        emulator.clock.advance(1_000)
        await emulator.settled()
      }
      // Longer than Flowroute tries: what was posted meanwhile does not come again by itself.
      for (let attempt = 0; attempt < 5; attempt++) {
        emulator.clock.advance(31_000)
        await emulator.settled()
      }
      await startReceiver()
    }
  }
  emulator.clock.advance(60_000)
  await emulator.settled()
  await kill()
  await startReceiver()
  await kill()

  expect(kills).toBe(expectedKills)
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  expect(new Set(lines).size).toBe(lines.length)
  const of = (kind: string): string[] => lines.filter((line) => line.startsWith(`${kind}:`))
  expect(of('message').sort()).toEqual(received.map((id) => `message:${id}`).sort())
  const receiptsOf = new Map<string, number>()
  for (const line of of('receipt')) {
    const id = line.split(':')[1] ?? ''
    receiptsOf.set(id, (receiptsOf.get(id) ?? 0) + 1)
  }
  // Two receipts each: for the hand-off, and for what became of it.
  expect(Object.fromEntries(receiptsOf)).toEqual(Object.fromEntries(sent.map((id) => [id, 2])))
}, 600_000)
