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

  test('one whose number has left the pool gets everything from the next one', async () => {
    await using bench = await openBench()
    const numbers = [await buyNumber(bench.emulator, '1212'), await buyNumber(bench.emulator, '1212')]
    await bench.outbox.add(message(1))
    await eventsOf(bench.outbox.run())
    const outbox = bench.another({ from: numbers })
    await outbox.add(message(1, { key: 'second', body: 'second' }))
    await eventsOf(outbox.run())
    const next = (await outbox.get('second'))?.from
    expect(numbers).toContain(next)
    // It has sent more by now than the other one.
    await outbox.add([3, 4].map((index) => message(1, { key: `k${index}`, body: `Hello ${index}` })))
    await eventsOf(outbox.run())
    expect([(await outbox.get('k3'))?.from, (await outbox.get('k4'))?.from]).toEqual([next, next])
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

describe('pace', () => {
  const picture = (index: number, more: object = {}) =>
    message(index, { body: undefined, mediaUrls: [`https://app.example/${index}.gif`], ...more })

  test('SMS and MMS have a pace each', async () => {
    await using bench = await openBench({ rate: { sms: 5, mms: 1 } })
    await bench.outbox.add([1, 2, 3].map((index) => picture(index)))
    await bench.outbox.add([4, 5, 6, 7].map((index) => message(index)))
    const began = bench.clock.now()
    await eventsOf(bench.outbox.run())
    const after = async (key: string): Promise<number> =>
      ((await bench.outbox.get(key))?.sentAt?.getTime() ?? 0) - began
    expect(await bench.outbox.stats()).toMatchObject({ accepted: 7 })
    expect(await after('k3')).toBeGreaterThanOrEqual(2_000)
    expect(await after('k7')).toBeLessThan(1_000)
  })

  test('MMS alone are sent as well', async () => {
    await using bench = await openBench()
    await bench.outbox.add(picture(1))
    await eventsOf(bench.outbox.run())
    expect(await bench.outbox.stats()).toMatchObject({ accepted: 1 })
  })

  test.each([
    ['an SMS', 1, 2],
    ['an MMS', 2, 1],
  ])('%s that is due first is sent first', async (_name, sms, mms) => {
    await using bench = await openBench()
    const at = (seconds: number) => ({ notBefore: new Date(startTime.getTime() + seconds * 1_000) })
    await bench.outbox.add([message(1, at(sms)), picture(2, at(mms))])
    bench.emulator.clock.advance(hour)
    const sending = (await eventsOf(bench.outbox.run())).filter(({ type }) => type === 'sending')
    expect(sending).toMatchObject([{ message: { key: `k${sms}` } }, { message: { key: `k${3 - sms}` } }])
  })

  test('what is due in a moment is sent then, not with the next look at the ledger', async () => {
    await using bench = await openBench()
    const began = bench.clock.now()
    await bench.outbox.add(message(1, { notBefore: new Date(began + 2_000) }))
    await eventsOf(bench.outbox.run())
    const late = ((await bench.outbox.get('k1'))?.sentAt?.getTime() ?? 0) - began - 2_000
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(100)
  })

  test('an outbox with a slower rate does not slow down another one on the same ledger', async () => {
    await using bench = await openBench()
    const slow = bench.another({ rate: { sms: 0.1 } })
    await slow.add(message(1))
    await eventsOf(slow.run())
    await bench.outbox.add([2, 3, 4, 5].map((index) => message(index)))
    const began = bench.clock.now()
    await eventsOf(bench.outbox.run())
    expect(bench.clock.now() - began).toBeLessThan(2_000)
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
