import { describe, expect, onTestFinished, test } from 'vitest'
import { createEmulator, type EmulatorSnapshot, startEmulator } from '../src/index.ts'
import { poll } from './patience.ts'
import {
  buyOne,
  callerOf,
  createAddress,
  createApproved,
  createRoute,
  setUp,
  socketCallerOf,
} from './support.ts'
import { outside, send, setAccountCallback, setUpPosts, statuses } from './webhook-support.ts'

const hook = 'https://hooks.example.com/'

/** As it is after it was written to a file and read again. */
function reread(snapshot: EmulatorSnapshot): EmulatorSnapshot {
  return JSON.parse(JSON.stringify(snapshot))
}

describe('from a snapshot on', () => {
  test('receipts that were still to come are still to come, and come', async () => {
    const { emulator, call } = setUp()
    const id = await send(call, await buyOne(call))
    emulator.clock.advance(100)
    const copy = createEmulator()
    copy.restore(reread(emulator.snapshot()))
    const receipts = async () => {
      const { data } = await callerOf(copy)('GET', `/v2.2/messages/${id}`)
      return (data.attributes['delivery_receipts'] as { level: number }[]).map(({ level }) => level)
    }
    expect(await receipts()).toEqual([1])
    copy.clock.advance(499)
    expect(await receipts()).toEqual([1])
    copy.clock.advance(1)
    expect(await receipts()).toEqual([2, 1])
  })

  test('webhooks that wait to be tried again go on where they were', async () => {
    const first = setUpPosts(() => 503)
    await setAccountCallback(first.call, 'sms_callback', hook)
    first.emulator.receive({ from: outside, to: await buyOne(first.call), body: 'hello' })
    await first.pass(0)
    await first.pass(30_000)
    const second = setUpPosts((_posted, index) => (index === 2 ? 200 : 503))
    second.emulator.restore(reread(first.emulator.snapshot()))
    await second.pass(29_999)
    expect(second.posts).toHaveLength(0)
    await second.pass(1)
    await second.pass(60_000)
    await second.pass(60_000)
    expect(second.posts.map(({ json }) => json)).toEqual(Array(3).fill(first.posts[0]?.json))
    const [delivery] = second.emulator.deliveries()
    expect(delivery?.state).toBe('delivered')
    expect(delivery && statuses(delivery)).toEqual([503, 503, 503, 503, 200])
    expect(delivery?.attempts.map(({ at }) => at.getTime() - Date.parse('2026-01-15T17:00:00Z'))).toEqual([
      0, 30_000, 60_000, 90_000, 120_000,
    ])
  })

  test('a webhook that was under way is posted anew, before those behind it', async () => {
    let letGo = (): void => {}
    const gate = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const first = setUpPosts(async () => {
      await gate
      return 200
    })
    await setAccountCallback(first.call, 'sms_callback', hook)
    const to = await buyOne(first.call)
    const ids = ['one', 'two'].map((body) => first.emulator.receive({ from: outside, to, body }))
    await poll(() => first.posts.length).toBe(1)
    const snapshot = reread(first.emulator.snapshot())
    letGo()
    const second = setUpPosts()
    second.emulator.restore(snapshot)
    await second.pass(0)
    expect(second.posts.map(({ json }) => (json as { data: { id: string } }).data.id)).toEqual(ids)
    expect(second.emulator.deliveries().map(statuses)).toEqual([[200], [200]])
  })

  test('webhooks of the world before go out no more', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const empty = emulator.snapshot()
    await setAccountCallback(call, 'sms_dlr_callback', hook)
    await send(call, await buyOne(call))
    emulator.restore(empty)
    await pass(10_000)
    expect(posts).toEqual([])
    expect(emulator.deliveries()).toEqual([])
    expect(emulator.snapshot().events).toEqual([])
  })

  test('ids are drawn on from where they were', async () => {
    const one = setUp()
    await createRoute(one.call, 'a')
    await createAddress(one.call)
    await createApproved(one.call, one.emulator)
    const number = await buyOne(one.call)
    await send(one.call, number)
    const two = setUp({ seed: 77 })
    two.emulator.restore(reread(one.emulator.snapshot()))
    for (const { call } of [one, two]) await call('GET', '/v2/numbers/1')
    const made = async ({ emulator, call }: typeof one) => [
      await createRoute(call, 'b'),
      await createAddress(call, { label: 'b', street_number: '2' }),
      await createApproved(call, emulator, 'OTHER'),
      await send(call, number),
      (await call('GET', '/v2/numbers/1')).error.id,
    ]
    const expected = await made(one)
    expect(await made(two)).toEqual(expected)
    expect(new Set(expected).size).toBe(expected.length)
  })

  test('the snapshot’s seed rules the inventory, until a reset', async () => {
    const seven = setUp({ seed: 7 })
    const inSeven = await buyOne(seven.call)
    const one = setUp({ seed: 1 })
    const inOne = await buyOne(one.call)
    one.emulator.restore(reread(seven.emulator.snapshot()))
    expect((await one.call('GET', '/v2/numbers')).list.map(({ id }) => id)).toEqual([inSeven])
    const search = '/v2/numbers/available?limit=20&offset=5000'
    expect((await one.call('GET', search)).text).toBe((await seven.call('GET', search)).text)
    expect(one.emulator.snapshot().seed).toBe(7)
    one.emulator.reset()
    expect((await one.call('GET', '/v2/numbers/available?limit=1')).list[0]?.id).toBe(inOne)
    expect(one.emulator.snapshot().seed).toBe(1)
  })

  test('a clock that runs goes on from the snapshot’s time, and things happen by themselves', async () => {
    const { emulator, call } = setUpPosts()
    await setAccountCallback(call, 'sms_dlr_callback', hook)
    await send(call, await buyOne(call))
    emulator.clock.advance(599)
    const snapshot = reread(emulator.snapshot())
    const delivered: unknown[] = []
    const server = await startEmulator({
      deliver: async (request) => {
        delivered.push(await request.json())
        return new Response()
      },
    })
    onTestFinished(() => server.close())
    server.restore(snapshot)
    expect(server.clock.now().toISOString()).toMatch(/^2026-01-15T17:00:0/)
    await poll(() => delivered.length).toBe(2)
    server.reset()
    expect(Math.abs(server.clock.now().getTime() - Date.now())).toBeLessThan(60_000)
  })

  test('a fraction of a millisecond is kept', () => {
    const { emulator } = setUp()
    emulator.clock.advance(1.5)
    const copy = createEmulator()
    copy.restore(reread(emulator.snapshot()))
    copy.clock.advance(998.5)
    expect(copy.clock.now().toISOString()).toBe('2026-01-15T17:00:01.000Z')
  })

  test('the API’s documented rules hold on: opt-outs, limits, funds', async () => {
    const { emulator, call } = setUp({ rateLimits: true, balance: 100 })
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body: 'STOP' })
    emulator.faults.add({ path: '/v2/routes', times: 2, fault: { kind: 'status', status: 503 } })
    await call('GET', '/v2/routes')
    const copy = setUp()
    copy.emulator.restore(reread(emulator.snapshot()))
    const json = { from: number, to: outside, body: 'x' }
    expect((await copy.call('POST', '/v2.2/messages', { json })).error).toMatchObject({ code: 1110 })
    expect(copy.emulator.account.balance).toBe(emulator.account.balance)
    expect(copy.emulator.rateLimits.enabled).toBe(true)
    expect(copy.emulator.faults.list()).toEqual(emulator.faults.list())
    expect((await copy.call('GET', '/v2/routes')).status).toBe(503)
    expect((await copy.call('GET', '/v2/routes')).status).toBe(200)
  })
})

test('a snapshot and the emulator share nothing', async () => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  await send(call, number)
  const snapshot = emulator.snapshot()
  const text = JSON.stringify(snapshot)
  const [owned] = snapshot.numbers
  const [record] = snapshot.messages.records
  if (owned === undefined || record === undefined) throw new Error('there is nothing to look at')
  owned.callbacks.push({ kind: 'sms_callback', url: hook })
  record.receipts.length = 0
  expect(JSON.stringify(emulator.snapshot())).toBe(text)
  const document = JSON.parse(text) as EmulatorSnapshot
  emulator.restore(document)
  emulator.clock.advance(48 * 3_600_000)
  await call('PATCH', `/v2/numbers/${number}`, { json: { alias: 'changed' } })
  expect(JSON.stringify(document)).toBe(text)
})

describe('from another process', () => {
  test('looks at the time, starts over, saves and restores', async () => {
    const server = await startEmulator({ startTime: new Date('2026-01-01T00:00:00Z') })
    onTestFinished(() => server.close())
    const call = socketCallerOf(server)
    server.clock.advance(1_500)
    const clock = await call('GET', '/__emulator/clock')
    expect([clock.status, clock.body]).toEqual([200, { now: '2026-01-01T00:00:01.500Z' }])
    const number = await buyOne(call)
    const saved = await call('GET', '/__emulator/snapshot')
    expect([saved.status, saved.body]).toEqual([200, reread(server.snapshot())])
    const reset = await call('POST', '/__emulator/reset')
    expect([reset.status, reset.text]).toEqual([204, ''])
    expect(server.clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z')
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
    const restored = await call('PUT', '/__emulator/snapshot', { json: saved.body })
    expect([restored.status, restored.text]).toEqual([204, ''])
    expect((await call('GET', '/v2/numbers')).list.map(({ id }) => id)).toEqual([number])
    expect((await call('GET', '/__emulator/clock')).body).toEqual({ now: '2026-01-01T00:00:01.500Z' })
  })

  test('a snapshot may be larger than other bodies', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    for (let index = 0; index < 12; index++) {
      emulator.receive({ from: outside, to: number, body: 'x'.repeat(1024 * 1024) })
    }
    const { text } = await call('GET', '/__emulator/snapshot')
    expect(text.length).toBeGreaterThan(12 * 1024 * 1024)
    const copy = setUp()
    expect((await copy.call('PUT', '/__emulator/snapshot', { raw: text })).status).toBe(204)
    const ids = ({ messages }: EmulatorSnapshot): string[] => messages.records.map(({ id }) => id)
    expect(ids(copy.emulator.snapshot())).toEqual(ids(JSON.parse(text)))
  })
})
