import { ConfigurationError } from '@flowroute/core'
import { Outbox, type OutboxOptions } from '@flowroute/outbox'
import { describe, expect, test } from 'vitest'
import { buyNumber, eventsOf, openBench, startTime } from './support.ts'

const hour = 3_600_000

const message = (index: number, more: object = {}) => ({
  key: `k${index}`,
  to: `1206555${String(1000 + index)}`,
  body: `Hello ${index}`,
  ...more,
})

describe('senders', () => {
  test('a recipient gets everything from the same number, at first from the one with their area code', async () => {
    await using bench = await openBench()
    const newYork = await buyNumber(bench.emulator, '1212')
    const outbox = bench.another({ from: [bench.from, newYork] })
    await outbox.add([
      message(1, { to: '12125550123' }),
      message(2, { to: '12065550123' }),
      message(3, { to: '13035550123' }),
    ])
    await eventsOf(outbox.run())
    const first = (await outbox.get('k3'))?.from
    // Others have sent more by now; the recipient still knows this one.
    await outbox.add([message(4, { to: '12125550123' }), message(5, { to: '13035550123' })])
    await eventsOf(outbox.run())
    const senders = await Promise.all(
      ['k1', 'k2', 'k4', 'k5'].map(async (key) => (await outbox.get(key))?.from),
    )
    expect(senders).toEqual([newYork, bench.from, newYork, first])
  })

  test('a message may name its sender', async () => {
    await using bench = await openBench()
    const other = await buyNumber(bench.emulator, '1212')
    await bench.outbox.add(message(1, { from: other }))
    await eventsOf(bench.outbox.run())
    expect((await bench.sent()).map(({ from }) => from)).toEqual([other])
  })

  test('one that has reached its cap for the day waits for the next', async () => {
    await using bench = await openBench({ dailyCap: 2 })
    await bench.outbox.add([1, 2, 3].map((index) => message(index)))
    await eventsOf(bench.outbox.run())
    const days = (await bench.sent()).map(({ at }) => new Date(at).toISOString().slice(0, 10)).sort()
    expect(days).toEqual(['2026-01-15', '2026-01-15', '2026-01-16'])
  })
})

describe('time', () => {
  test('nothing is sent before notBefore, in quiet hours, or once it has expired', async () => {
    // 10:00 in Seattle.
    await using bench = await openBench({ quietHours: { from: '11:00', until: '12:00' } })
    const from = (hours: number): Date => new Date(startTime.getTime() + hours * hour)
    await bench.outbox.add([
      message(1),
      message(2, { notBefore: from(1.5) }),
      message(3, { notBefore: from(1.5), expires: from(1.75) }),
      message(4, { notBefore: from(5) }),
    ])
    await eventsOf(bench.outbox.run())
    const times = new Map(
      (await bench.sent()).map(({ body, at }) => [body, (at - startTime.getTime()) / hour]),
    )
    expect(times.get('Hello 1')).toBeLessThan(0.1)
    expect(times.get('Hello 2')).toBeCloseTo(2, 1)
    expect(times.get('Hello 4')).toBeCloseTo(5, 1)
    expect(times.size).toBe(3)
    expect(await bench.outbox.get('k3')).toMatchObject({ state: 'expired', attempts: 0 })
  })
})

describe('options', () => {
  test.each<[string, object, RegExp]>([
    ['no ledger', { ledger: undefined }, /ledger/],
    ['no sender', { from: [] }, /from/],
    ['a sender that is no number', { from: 'office' }, /from/],
    ['a rate of nothing', { rate: { sms: 0 } }, /rate/],
    ['an unknown rate', { rate: { voice: 1 } }, /voice/],
    ['a negative price', { price: { sms: -1 } }, /price.sms/],
    ['an unknown policy', { unresolved: 'guess' }, /unresolved/],
    ['an unknown option', { quietHour: {} }, /quietHours/],
    ['no time for a send', { sendDeadline: 0 }, /sendDeadline/],
  ])('%s is refused', async (_, change, problem) => {
    await using bench = await openBench()
    const { ledger, from } = bench
    const options = { ledger, from, client: { accessKey: 'a', secretKey: 'b' }, ...change } as OutboxOptions
    expect(() => new Outbox(options)).toThrow(ConfigurationError)
    expect(() => new Outbox(options)).toThrow(problem)
  })
})
