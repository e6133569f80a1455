import { expect, test } from 'vitest'
import { createEmulator, startEmulator } from '../src/index.ts'
import { buy, buyOne, type Call, callerOf, setUp, socketCallerOf } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const hook = 'https://hooks.example.com/in'
const failing = async (): Promise<Response> => new Response(null, { status: 500 })

/** Messages both ways and some time; what was posted, as text. */
async function story(emulator: ReturnType<typeof createEmulator>, call: Call): Promise<string> {
  const [one = '', two = ''] = await buy(call, 2)
  const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback']
  for (const kind of kinds) await setAccountCallback(call, kind, `${hook}/${kind}`)
  await send(call, one, { to: two })
  await send(call, two, { media_urls: ['https://example.com/a.png'] })
  emulator.receive({ from: outside, to: one, mediaUrls: ['https://example.com/b.png'] })
  emulator.clock.advance(45_000)
  await emulator.settled()
  return JSON.stringify(emulator.deliveries())
}

test('the same seed and the same calls give the same deliveries to the byte', async () => {
  const emulator = createEmulator({ deliver: failing })
  const told = await story(emulator, callerOf(emulator))
  expect(JSON.parse(told)).toHaveLength(6)
  emulator.reset()
  expect(emulator.deliveries()).toEqual([])
  expect(await story(emulator, callerOf(emulator))).toBe(told)
  const startTime = new Date('2026-01-15T17:00:00.000Z')
  await using server = await startEmulator({ startTime, deliver: failing })
  expect(await story(server, socketCallerOf(server))).toBe(told)
  const other = createEmulator({ seed: 2, deliver: failing })
  expect(await story(other, callerOf(other))).not.toBe(told)
})

test('webhooks do not change the ids of messages', async () => {
  const ids = async (withWebhook: boolean): Promise<string[]> => {
    const { emulator, call, pass } = setUpPosts(() => 500)
    const from = await buyOne(call)
    if (withWebhook) await setAccountCallback(call, 'sms_dlr_callback', hook)
    const first = await send(call, from)
    await pass(600)
    return [first, emulator.receive({ from: outside, to: from, body: 'x' })]
  }
  expect(await ids(true)).toEqual(await ids(false))
})

test('what is looked at can be changed without harm', async () => {
  const { emulator, call, pass } = setUpPosts(() => 500)
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', hook)
  emulator.receive({ from: outside, to, body: 'x' })
  await pass(0)
  const before = JSON.stringify(emulator.deliveries())
  const [delivery] = emulator.deliveries()
  delivery?.attempts[0]?.at.setFullYear(1999)
  Object.assign(delivery?.payload ?? {}, { data: null })
  expect(JSON.stringify(emulator.deliveries())).toBe(before)
})

test('the latest thousand are remembered, and those that are pending', async () => {
  const first = 'to be tried again'
  const { emulator, call, pass, posts } = setUpPosts(({ json }) =>
    JSON.stringify(json).includes(first) ? 500 : 200,
  )
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', hook)
  emulator.receive({ from: outside, to, body: first })
  await pass(0)
  const ids: string[] = []
  for (let i = 0; i < 1_010; i += 1) {
    ids.push(emulator.receive({ from: outside, to, body: `${i}` }))
    if (i % 50 === 0) await pass(0)
  }
  await pass(0)
  expect(posts).toHaveLength(1_011)
  const kept = emulator.deliveries()
  expect(kept).toHaveLength(1_000)
  expect(kept[0]).toMatchObject({ state: 'pending', attempts: [{ status: 500 }] })
  expect(kept.slice(1).map(({ payload }) => payload)).toMatchObject(
    ids.slice(-999).map((id) => ({ data: { id } })),
  )
  await pass(30_000)
  expect(emulator.deliveries()[0]?.attempts).toHaveLength(2)
})

test('a reset ends what was pending or under way', async () => {
  const asked: Request[] = []
  const deliver = (request: Request): Promise<Response> => {
    asked.push(request)
    return new Promise((_resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
    })
  }
  const { emulator, call } = setUp({ deliver })
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', hook)
  emulator.receive({ from: outside, to, body: 'x' })
  const settled = emulator.settled()
  while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
  emulator.reset()
  await settled
  expect(asked[0]?.signal.aborted).toBe(true)
  emulator.clock.advance(86_400_000)
  await emulator.settled()
  expect(asked).toHaveLength(1)
  expect(emulator.deliveries()).toEqual([])
})
