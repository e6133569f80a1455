import { describe, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../src/index.ts'
import {
  buy,
  buyOne,
  type Call,
  callerOf,
  createAddress,
  createPending,
  createRoute,
  house,
  setUp,
  socketCallerOf,
} from './support.ts'

/** A little of everything; all the answers as text. */
async function story(call: Call, emulator: Emulator): Promise<string[]> {
  const answers: string[] = []
  const tell = async (...args: Parameters<Call>): Promise<void> => {
    const { status, text } = await call(...args)
    answers.push(`${args[0]} ${args[1]} ${status} ${text}`)
  }
  const [one, two] = await buy(call, 2)
  await tell('GET', '/v2/numbers/available?limit=50&offset=1000&order_by=rate_center,desc')
  await tell('POST', `/v2/numbers/${one}`)
  await tell('PATCH', `/v2/numbers/${one}`, { json: { messaging_enabled: true } })
  await tell('POST', '/v2/routes', { json: { alias: 'a', route_type: 'number', value: '12065550100' } })
  await tell('POST', '/v2/routes', { json: { alias: 'a', route_type: 'number', value: '12065550100' } })
  const media_urls = ['https://example.com/a.png']
  await tell('POST', '/v2.2/messages', { json: { to: two, from: one, media_urls } })
  await tell('POST', '/v2/e911s', { json: house })
  await tell('POST', '/v2/cnams', { json: { value: 'RAIN CITY BREAD' } })
  emulator.clock.advance(48 * 3_600_000)
  await tell('GET', '/v2/cnams?is_approved=true')
  await tell('GET', '/v2.2/messages?start_date=2000-01-01')
  await tell('GET', '/v2/numbers/1')
  await tell('DELETE', `/v2/numbers/${one}`)
  await tell('GET', '/v2/numbers')
  return answers
}

describe('the same seed and the same calls', () => {
  test('give the same answers to the byte, in any emulator, after a reset and over a socket', async () => {
    const { emulator, call } = setUp()
    const told = await story(call, emulator)
    expect(told).toHaveLength(13)
    const another = setUp()
    expect(await story(another.call, another.emulator)).toEqual(told)
    emulator.reset()
    expect(await story(call, emulator)).toEqual(told)
    await using server = await startEmulator({ startTime: new Date('2026-01-15T17:00:00.000Z') })
    expect(await story(socketCallerOf(server), server)).toEqual(told)
  })

  test('another seed gives other numbers and ids', async () => {
    const tell = async (seed: number) => {
      const { call } = setUp({ seed })
      const number = await buyOne(call)
      const { data } = await call('POST', '/v2.1/messages', { json: { to: number, from: number, body: 'x' } })
      const { error } = await call('GET', '/v2/numbers/1')
      const records = [await createRoute(call), await createAddress(call), await createPending(call)]
      return [number, ...records, data.id, error.id]
    }
    const [one, two] = [await tell(1), await tell(2)]
    for (const [index, value] of one.entries()) expect(two[index]).not.toBe(value)
    expect(await tell(1)).toEqual(one)
  })

  test('an error in between does not change the ids of what comes after', async () => {
    const ids = async (disturb: boolean) => {
      const { call } = setUp()
      const number = await buyOne(call)
      if (disturb) await call('GET', '/v2/numbers/1')
      const { data } = await call('POST', '/v2.1/messages', { json: { to: number, from: number, body: 'x' } })
      return [data.id, await createRoute(call), await createAddress(call), await createPending(call)]
    }
    expect(await ids(true)).toEqual(await ids(false))
  })
})

test('ids of different kinds are not the same digits', async () => {
  const { call } = setUp()
  const from = await buyOne(call)
  const { data } = await call('POST', '/v2.1/messages', { json: { to: from, from, body: 'x' } })
  const { error } = await call('GET', '/v2/numbers/1')
  expect(data.id.slice(5, 13)).not.toBe(error.id.slice(0, 8))
})

test('two emulators share nothing', async () => {
  const one = setUp()
  const two = setUp()
  const number = await buyOne(one.call)
  one.emulator.clock.advance(1_000)
  expect((await two.call('GET', '/v2/numbers')).list).toEqual([])
  expect(two.emulator.clock.now()).not.toEqual(one.emulator.clock.now())
  expect((await two.call('POST', `/v2/numbers/${number}`)).status).toBe(201)
})

test('a reset brings back the world as it was at first', async () => {
  const { emulator, call } = setUp()
  const start = emulator.clock.now()
  const number = await buyOne(call)
  await createRoute(call)
  await createAddress(call)
  await createPending(call)
  await call('POST', '/v2.1/messages', { json: { to: number, from: number, body: 'x' } })
  emulator.clock.advance(1_000)
  emulator.reset()
  expect(emulator.clock.now()).toEqual(start)
  expect((await call('GET', '/v2/numbers')).list).toEqual([])
  expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  expect((await call('GET', '/v2/e911s')).list).toEqual([])
  expect((await call('GET', '/v2/cnams')).list).toEqual([])
  expect((await call('GET', '/v2.1/messages?start_date=2000-01-01')).list).toEqual([])
  expect((await call('GET', `/v2/numbers/available?starts_with=${number}`)).list).toHaveLength(1)
})

describe('the clock', () => {
  test('stands still at a time that is known, but for being advanced', () => {
    const { clock } = setUp().emulator
    expect(clock.now().toISOString()).toBe('2026-01-15T17:00:00.000Z')
    clock.advance(0)
    clock.advance(1.5)
    clock.advance(998.5)
    expect(clock.now().toISOString()).toBe('2026-01-15T17:00:01.000Z')
  })

  test('starts where it is told to', () => {
    const startTime = new Date('2017-12-22T01:52:39.390Z')
    const { clock } = setUp({ startTime }).emulator
    startTime.setFullYear(1999)
    expect(clock.now().toISOString()).toBe('2017-12-22T01:52:39.390Z')
    clock.now().setFullYear(1999)
    expect(clock.now().toISOString()).toBe('2017-12-22T01:52:39.390Z')
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])('cannot be advanced by %s', (milliseconds) => {
    const { clock } = setUp().emulator
    const before = clock.now()
    expect(() => clock.advance(milliseconds)).toThrow(RangeError)
    expect(clock.now()).toEqual(before)
  })
})

test('its methods work apart from it', async () => {
  const { emulator } = setUp()
  const { reset, clock } = emulator
  const { advance, now } = clock
  advance(5)
  expect(now().toISOString()).toBe('2026-01-15T17:00:00.005Z')
  reset()
  expect(now().toISOString()).toBe('2026-01-15T17:00:00.000Z')
  expect((await callerOf(emulator)('GET', '/v2/numbers')).status).toBe(200)
})
