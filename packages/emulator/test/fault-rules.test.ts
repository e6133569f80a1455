import { describe, expect, test } from 'vitest'
import type { FaultRule } from '../src/index.ts'
import { buyOne, type Call, setUp } from './support.ts'

const broken = { kind: 'status', status: 500 } as const
const unavailable = { kind: 'status', status: 503 } as const

/** The statuses of that many requests for the account's numbers. */
async function statuses(call: Call, count: number): Promise<number[]> {
  const replies = []
  for (let index = 0; index < count; index++) replies.push((await call('GET', '/v2/numbers')).status)
  return replies
}

describe('which requests meet a fault', () => {
  test.each<[string, string[], string[]]>([
    [
      '/v2/numbers',
      ['/v2/numbers', '/v2/numbers/', '/v2/numbers?limit=1'],
      ['/v2/numbers/1', '/v2/routes', '/v2'],
    ],
    ['/v2/numbers/', ['/v2/numbers', '/v2/numbers/'], ['/v2/numbers/1']],
    [
      '/v2/numbers/*',
      ['/v2/numbers/1', '/v2/numbers/available'],
      ['/v2/numbers', '/v2/numbers/1/relationships'],
    ],
    ['/*/numbers', ['/v2/numbers', '/v3/numbers'], ['/numbers', '/v2/x/numbers']],
    [
      '/v2/*/*/relationships/**',
      ['/v2/numbers/1/relationships/x', '/v2/numbers/1/relationships'],
      ['/v2/numbers/1'],
    ],
    ['/v2/numbers/**', ['/v2/numbers', '/v2/numbers/1', '/v2/numbers/1/a/b'], ['/v2/numbersx', '/v2']],
    ['/**', ['/v2/numbers', '/v2.2/messages', '/nowhere'], []],
    ['/v2/numbers/a b', ['/v2/numbers/a%20b'], ['/v2/numbers/a+b', '/v2/numbers/%']],
    ['/v2/numbers/%C3%A9', ['/v2/numbers/%c3%a9', '/v2/numbers/é'], ['/v2/numbers/e']],
  ])('path %s', async (path, fitting, others) => {
    const { emulator, call } = setUp()
    emulator.faults.add({ path, fault: { ...broken, status: 599 } })
    for (const fits of fitting) expect([fits, (await call('GET', fits)).status]).toEqual([fits, 599])
    for (const other of others) expect((await call('GET', other)).status).not.toBe(599)
    expect(emulator.faults.list()).toMatchObject([{ hits: fitting.length, remaining: null }])
  })

  test('those of its method', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ method: 'PUT', path: '/v2/numbers', fault: unavailable })
    expect((await call('GET', '/v2/numbers')).status).toBe(200)
    expect((await call('POST', '/v2/numbers')).status).toBe(405)
    expect((await call('PUT', '/v2/numbers')).status).toBe(503)
  })

  test('all, without a method and a path, but for the emulator’s own', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ fault: unavailable })
    expect((await call('DELETE', '/nowhere')).status).toBe(503)
    expect((await call('POST', '/__emulator/clock', { json: { advance: 1 } })).status).toBe(200)
    expect((await call('GET', '/__emulator')).status).toBe(404)
    expect((await call('GET', '/__emulator/faults')).body).toMatchObject({ faults: [{ hits: 1 }] })
  })

  test('none with wrong credentials', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ fault: unavailable })
    expect((await call('GET', '/v2/numbers', { headers: { authorization: '' } })).status).toBe(401)
    expect(emulator.faults.list()).toMatchObject([{ hits: 0 }])
  })

  test('no rule, no fault', async () => {
    const [plain, ruled] = [setUp(), setUp()]
    ruled.emulator.faults.add({ path: '/v2/routes', fault: broken })
    ruled.emulator.faults.add({ probability: 0, fault: broken })
    const number = await buyOne(plain.call)
    expect(await buyOne(ruled.call)).toBe(number)
    const paths = ['/v2/numbers', `/v2/numbers/${number}`, '/v2/cnams', '/nowhere']
    for (const path of paths) {
      const [expected, actual] = [await plain.call('GET', path), await ruled.call('GET', path)]
      expect([actual.status, actual.text]).toEqual([expected.status, expected.text])
      expect([...actual.headers]).toEqual([...expected.headers])
    }
  })
})

describe('how often', () => {
  test('as many times as it says, then no more', async () => {
    const { emulator, call } = setUp()
    const id = emulator.faults.add({ path: '/v2/numbers', times: 2, fault: broken })
    await call('GET', '/v2/routes')
    expect(await statuses(call, 1)).toEqual([500])
    expect(emulator.faults.list()).toEqual([
      { id, path: '/v2/numbers', times: 2, fault: broken, hits: 1, remaining: 1 },
    ])
    expect(await statuses(call, 3)).toEqual([500, 200, 200])
    expect(emulator.faults.list()).toMatchObject([{ hits: 2, remaining: 0 }])
  })

  test('the first one that has times left counts, and only that', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ times: 1, fault: broken })
    emulator.faults.add({ times: 2, fault: unavailable })
    expect(await statuses(call, 4)).toEqual([500, 503, 503, 200])
  })

  test('of several latencies the first one counts, with one other fault behind it', async () => {
    const { emulator, call } = setUp()
    const latency = (milliseconds: number): FaultRule => ({ fault: { kind: 'latency', milliseconds } })
    for (const rule of [
      latency(0),
      latency(3_600_000),
      { fault: broken },
      latency(3_600_000),
      { fault: unavailable },
    ]) {
      emulator.faults.add(rule)
    }
    expect(await statuses(call, 2)).toEqual([500, 500])
    expect(emulator.faults.list().map(({ hits }) => hits)).toEqual([2, 0, 2, 0, 0])
  })

  const drawn = async (seed: number, rule: Omit<FaultRule, 'fault'> = { probability: 0.3 }) => {
    const { emulator, call } = setUp({ seed })
    emulator.faults.add({ ...rule, fault: broken })
    return { emulator, met: (await statuses(call, 200)).map((status) => status === 500) }
  }

  test('with a probability: the same for the same seed, about as often as it says', async () => {
    const [one, again, other] = [await drawn(1), await drawn(1), await drawn(2)]
    expect(again.met).toEqual(one.met)
    expect(other.met).not.toEqual(one.met)
    for (const { met, emulator } of [one, other]) {
      const hits = met.filter(Boolean).length
      expect(hits).toBeGreaterThan(40)
      expect(hits).toBeLessThan(80)
      expect(emulator.faults.list()).toMatchObject([{ hits }])
    }
  })

  test('a probability of 0 is never, one of 1 always', async () => {
    expect((await drawn(1, { probability: 0 })).met).not.toContain(true)
    expect((await drawn(1, { probability: 1 })).met).not.toContain(false)
  })

  test('with both, at most that many of those that are drawn', async () => {
    const { met } = await drawn(1, { probability: 0.3, times: 5 })
    const places = (await drawn(1)).met.flatMap((hit, index) => (hit ? [index] : []))
    expect(met.flatMap((hit, index) => (hit ? [index] : []))).toEqual(places.slice(0, 5))
  })

  test('what is not drawn leaves the request to the next rule', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ probability: 0.5, fault: broken })
    emulator.faults.add({ fault: unavailable })
    expect(new Set(await statuses(call, 30))).toEqual(new Set([500, 503]))
  })

  test('after a reset the draws begin again', async () => {
    const { emulator, call } = setUp()
    const draw = () => {
      emulator.faults.add({ probability: 0.5, fault: broken })
      return statuses(call, 30)
    }
    const first = await draw()
    emulator.reset()
    expect(emulator.faults.list()).toEqual([])
    expect(await statuses(call, 3)).toEqual([200, 200, 200])
    expect(await draw()).toEqual(first)
  })
})

describe('the list', () => {
  test('is in the order of adding, its ids are never given again, and it is a copy', () => {
    const { faults } = setUp().emulator
    const rule = { times: 1, fault: { ...broken } }
    const ids = [
      faults.add(rule),
      faults.add({ fault: { kind: 'html' } }),
      faults.add({ fault: { kind: 'stall' } }),
    ]
    Object.assign(rule, { times: 9 })
    Object.assign(rule.fault, { status: 200 })
    Object.assign(faults.list()[0]?.fault ?? {}, { status: 200 })
    faults.remove(ids[1] ?? '')
    expect(faults.list()).toEqual([
      { id: ids[0], times: 1, fault: broken, hits: 0, remaining: 1 },
      { id: ids[2], fault: { kind: 'stall' }, hits: 0, remaining: null },
    ])
    expect(() => faults.remove(ids[1] ?? '')).toThrow(new RangeError(`there is no fault ${ids[1]}`))
    faults.clear()
    expect(faults.list()).toEqual([])
    expect(ids).not.toContain(faults.add(rule))
    expect(new Set(ids).size).toBe(3)
  })
})

test('a snapshot goes on with the times that are left and the draws that come next', async () => {
  const { emulator, call } = setUp({ seed: 7 })
  emulator.faults.add({ times: 3, fault: broken })
  emulator.faults.add({ probability: 0.5, fault: unavailable })
  expect(await statuses(call, 1)).toEqual([500])
  await statuses(call, 20)
  const snapshot = emulator.snapshot()
  const copy = setUp({ seed: 8 })
  copy.emulator.restore(snapshot)
  const next = await statuses(call, 30)
  expect(new Set(next)).toEqual(new Set([200, 503]))
  expect(await statuses(copy.call, 30)).toEqual(next)
  expect(copy.emulator.faults.list()).toEqual(emulator.faults.list())
  expect(copy.emulator.faults.add({ fault: broken })).toBe('fault-3')
})
