import { describe, expect, test } from 'vitest'
import { createEmulator, startEmulator } from '../src/index.ts'
import { open, ways } from './fault-support.ts'
import { buyOne, callerOf, createApproved, createPending, expectError, setUp } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const start = Date.parse('2026-01-15T17:00:00Z')
const hour = 3_600_000

/** The Date header of an answer in milliseconds since the epoch. */
const dateOf = (headers: Headers): number => Date.parse(headers.get('date') ?? '')

describe.each(ways)('the Date header, %s', (way) => {
  test.each([
    ['GET', '/v2/numbers'],
    ['GET', '/v2/nowhere'],
    ['DELETE', '/v2/routes/5'],
    ['GET', '/v1/tns/'],
    ['GET', '/__emulator/clock'],
  ])('of %s %s is the emulator’s time', async (method, path) => {
    const { emulator, send: request } = await open(way)
    for (const ahead of [0, hour, -hour]) {
      emulator.clock.set(new Date(start + ahead))
      expect(dateOf((await request(method, path)).headers)).toBe(start + ahead)
    }
  })

  test('an answer of a fault has it too', async () => {
    const { emulator, send: request } = await open(way)
    emulator.clock.advance(hour)
    for (const fault of [
      { kind: 'status', status: 503 },
      { kind: 'html' },
      { kind: 'truncated' },
      { kind: 'reset', when: 'during' },
    ] as const) {
      emulator.faults.add({ times: 1, fault })
      expect(dateOf((await request('GET', '/v2/routes')).headers)).toBe(start + hour)
    }
  })
})

test('a running clock keeps its distance from the machine’s, behind as well as ahead', async () => {
  await using emulator = await startEmulator()
  for (const apart of [-600_000, 600_000]) {
    const before = Date.now()
    emulator.clock.set(new Date(before + apart))
    const now = emulator.clock.now().getTime()
    expect(now - apart).toBeGreaterThanOrEqual(before)
    expect(now - apart).toBeLessThanOrEqual(Date.now())
  }
})

test('a clock in this process runs when asked to, from a start too, and is there again after a reset', () => {
  const hour = 3_600_000
  const before = Date.now()
  expect(createEmulator({ runs: true }).clock.now().getTime()).toBeGreaterThanOrEqual(before)
  const startTime = new Date('2017-12-22T01:52:39.390Z')
  const emulator = createEmulator({ runs: true, startTime })
  const passed = (): number => emulator.clock.now().getTime() - startTime.getTime()
  expect(passed()).toBeGreaterThanOrEqual(0)
  emulator.clock.advance(hour)
  expect(passed()).toBeGreaterThanOrEqual(hour)
  emulator.reset()
  expect(passed()).toBeLessThan(hour)
  expect(() => createEmulator({ runs: 1 as never })).toThrow('runs must be true or false')
})

test('a clock that stands still stands where it was set', async () => {
  const { clock } = createEmulator()
  clock.set(new Date('2019-05-01T00:00:00.250Z'))
  expect(clock.now().toISOString()).toBe('2019-05-01T00:00:00.250Z')
})

test.each([new Date(Number.NaN), 5, '2026-01-01', undefined])('%s is refused', (time) => {
  const { clock } = createEmulator()
  expect(() => clock.set(time as Date)).toThrow(new RangeError('a clock can be set to a valid date only'))
  expect(clock.now().getTime()).toBe(start)
})

test('forward, what falls due in between happens', async () => {
  const { emulator, call, posts } = setUpPosts()
  const number = await buyOne(call)
  await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/')
  await send(call, number)
  emulator.clock.set(new Date(start + 600))
  await emulator.settled()
  expect(posts).toHaveLength(2)
})

describe('back', () => {
  test('messages, their receipts and opt-outs stay', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const id = await send(call, number)
    emulator.receive({ from: outside, to: number, body: 'STOP' })
    emulator.clock.advance(600)
    const before = await call('GET', `/v2.2/messages/${id}`)
    emulator.clock.set(new Date(start - hour))
    const after = await call('GET', `/v2.2/messages/${id}`)
    expect(after.text).toBe(before.text)
    expect((await call('GET', '/v2.2/messages?start_date=2026-01-15')).list).toHaveLength(2)
    const json = { from: number, to: outside, body: 'hello' }
    expectError(await call('POST', '/v2.2/messages', { json }), 400, '1110')
  })

  test('receipts that are still to come wait for their time', async () => {
    const { emulator, call } = setUp()
    const id = await send(call, await buyOne(call))
    emulator.clock.set(new Date(start - hour))
    const count = async () => {
      const { data } = await call('GET', `/v2.2/messages/${id}`)
      return (data.attributes['delivery_receipts'] as unknown[]).length
    }
    emulator.clock.advance(hour)
    expect(await count()).toBe(0)
    emulator.clock.advance(600)
    expect(await count()).toBe(2)
  })

  test('approved names and enabled numbers stay so', async () => {
    const { emulator, call } = setUp()
    const approved = await createApproved(call, emulator)
    await createPending(call, 'LATER')
    const number = await buyOne(call)
    await call('PATCH', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
    emulator.clock.advance(3_000)
    emulator.clock.set(new Date(start - hour))
    expect((await call('GET', '/v2/cnams?is_approved=true')).list.map(({ id }) => id)).toEqual([approved])
    const { data } = await call('GET', `/v2/numbers/${number}`)
    expect(data.attributes['messaging_enabled']).toBe(true)
  })

  test('what was sent at later times counts towards no rate limit', async () => {
    const { emulator, call } = setUp({ rateLimits: true })
    const number = await buyOne(call)
    for (let count = 0; count < 5; count++) await send(call, number)
    emulator.clock.set(new Date(start - hour))
    await send(call, number)
  })

  test('what is sent then is listed by its time', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const first = await send(call, number)
    emulator.clock.set(new Date(start - hour))
    const second = await send(call, number)
    const { list } = await call('GET', '/v2.2/messages?start_date=2026-01-15')
    expect(list.map(({ id }) => id)).toEqual([first, second])
    const path = `/__emulator/conversations/${number}/${outside}`
    const { messages } = (await call('GET', path)).body as { messages: { id: string }[] }
    expect(messages.map(({ id }) => id)).toEqual([first, second])
  })

  test('a snapshot has what has come in', async () => {
    const { emulator, call } = setUp()
    const id = await send(call, await buyOne(call))
    emulator.clock.advance(600)
    emulator.clock.set(new Date(start - hour))
    const { text } = await call('GET', `/v2.2/messages/${id}`)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect((await callerOf(other)('GET', `/v2.2/messages/${id}`)).text).toBe(text)
  })
})

describe('over HTTP', () => {
  test('it can be set', async () => {
    const { emulator, call } = setUp()
    const reply = await call('POST', '/__emulator/clock', { json: { set: '2025-12-31T23:00:00Z' } })
    expect([reply.status, reply.body]).toEqual([200, { now: '2025-12-31T23:00:00.000Z' }])
    expect(emulator.clock.now().toISOString()).toBe('2025-12-31T23:00:00.000Z')
  })

  test.each([5, 'tomorrow', null])('%j is refused', async (set) => {
    const { call } = setUp()
    const reply = await call('POST', '/__emulator/clock', { json: { set } })
    expectError(reply, 422, 'set must be a time such as 2026-01-15T17:00:00Z.')
  })
})
