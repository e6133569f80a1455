import { describe, expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { buy, buyOne, callerOf, setUp } from './support.ts'
import { outside, receiver, send, setAccountCallback, setUpPosts, statuses } from './webhook-support.ts'

const hook = (name: string): string => `https://hooks.example.com/${name}`

/** Which receipt a webhook is: the message's number in the order of sending, and the level. */
const told = (json: unknown, ids: string[]): string => {
  const { id, attributes } = (json as { data: { id: string; attributes: { level: number } } }).data
  return `${ids.indexOf(id)}/${attributes.level}`
}

test('webhooks to one address go out one after another, as they fall due', async () => {
  const { emulator, call } = setUp()
  let open = 0
  let most = 0
  const server = await receiver(async () => {
    open += 1
    most = Math.max(most, open)
    await new Promise((resolve) => setImmediate(resolve))
    open -= 1
    return { status: 200 }
  })
  const from = await buyOne(call)
  await setAccountCallback(call, 'sms_dlr_callback', server.url)
  const ids: string[] = []
  for (const body of 'abcdefghij') {
    ids.push(await send(call, from, { body }))
    emulator.clock.advance(100)
  }
  emulator.clock.advance(600)
  await emulator.settled()
  expect(most).toBe(1)
  const due = ids.flatMap((_, i) => [
    { at: i * 100 + 70, what: `${i}/1` },
    { at: i * 100 + 600, what: `${i}/2` },
  ])
  const expected = due.sort((a, b) => a.at - b.at).map(({ what }) => what)
  expect(server.requests.map(({ json }) => told(json, ids))).toEqual(expected)
  expect(emulator.deliveries().map(({ payload }) => told(payload, ids))).toEqual(expected)
})

test('what is tried again takes its turn, and does not hold up what comes after it', async () => {
  const { emulator, call, posts, pass } = setUpPosts((_, index) => (index < 2 ? 500 : 200))
  const from = await buyOne(call)
  await setAccountCallback(call, 'sms_dlr_callback', hook('receipts'))
  const ids = [await send(call, from)]
  emulator.clock.advance(29_600)
  ids.push(await send(call, from))
  await pass(60_000)
  // Due: 0/1 at 0.07 s and again at 30.07, 0/2 at 0.6 and again at 30.6, 1/1 at 29.67, 1/2 at 30.2.
  expect(posts.map(({ json }) => told(json, ids))).toEqual(['0/1', '0/2', '1/1', '0/1', '1/2', '0/2'])
})

test('different addresses do not wait for each other', async () => {
  let release = (): void => {}
  const held = new Promise<number>((resolve) => {
    release = () => resolve(200)
  })
  const { emulator, call, posts } = setUpPosts(({ url }) => (url === hook('slow') ? held : 200))
  const from = await buyOne(call)
  await send(call, from, { dlr_callback: hook('slow') })
  const names = Array.from({ length: 20 }, (_, i) => `quick-${i}`)
  for (const name of names) await send(call, from, { dlr_callback: hook(name) })
  emulator.clock.advance(600)
  let isSettled = false
  const settled = emulator.settled().then(() => {
    isSettled = true
  })
  const quick = () => emulator.deliveries().filter(({ url }) => url !== hook('slow'))
  while (!quick().every(({ state }) => state === 'delivered')) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isSettled).toBe(false)
  expect(posts.filter(({ url }) => url === hook('slow'))).toHaveLength(1)
  release()
  await settled
  expect(posts.filter(({ url }) => url === hook('slow'))).toHaveLength(2)
  expect(posts).toHaveLength(42)
})

test('many calls at once lose nothing and post nothing twice', async () => {
  const { emulator, call } = setUp()
  const servers = [await receiver([{ status: 200 }]), await receiver([{ status: 500 }, { status: 200 }])]
  const numbers = await buy(call, 4)
  const sent = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const id = await send(call, numbers[i % 4] ?? '', { dlr_callback: servers[i % 2]?.url })
      emulator.clock.advance(11)
      return id
    }),
  )
  emulator.clock.advance(31_000)
  await Promise.all([emulator.settled(), emulator.settled(), emulator.settled()])
  expect(new Set(sent).size).toBe(60)
  const deliveries = emulator.deliveries()
  expect(deliveries).toHaveLength(120)
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(120)
  expect(new Set(deliveries.map(({ payload }) => told(payload, sent))).size).toBe(120)
  expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true)
  expect(deliveries.filter((delivery) => statuses(delivery).length === 2)).toHaveLength(1)
  expect(servers.map(({ requests }) => requests.length)).toEqual([60, 61])
})

describe('a target that fails', () => {
  test.each([
    ['answers 500', async () => new Response(null, { status: 500 })],
    ['hangs up', () => Promise.reject(new Error('hung up'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('does not show in the answers of the API: %s', async (_, deliver) => {
    const tell = async (emulator: ReturnType<typeof createEmulator>): Promise<string[]> => {
      const call = callerOf(emulator)
      const [from = '', to = ''] = await buy(call, 2)
      for (const kind of ['sms_callback', 'sms_dlr_callback']) {
        await setAccountCallback(call, kind, hook(kind))
      }
      const ids = [await send(call, from, { to }), emulator.receive({ from: outside, to, body: 'x' })]
      emulator.clock.advance(600)
      return [...ids, (await call('GET', '/v2.2/messages?start_date=2000-01-01')).text]
    }
    const failing = await tell(createEmulator({ deliver }))
    expect(failing).toEqual(await tell(createEmulator({ deliver: async () => new Response() })))
  })
})
