import { InvalidInputError } from '@flowroute/core'
import { failureOf } from '@flowroute/testing'
import { parseWebhook } from '@flowroute/webhooks'
import { describe, expect, test } from 'vitest'
import { type Bench, eventsOf, openBench } from './support.ts'

const to = '12065550123'
const message = (index: number, more: object = {}) => ({
  key: `k${index}`,
  to: `1206555${String(1000 + index)}`,
  body: `Hello ${index}`,
  ...more,
})

const untyped = (value: unknown): never => value as never

describe('add', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, '0'],
    ['a text', 'hello', '0'],
    ['no key', { to, body: 'a' }, '0.key'],
    ['a key that is too long', message(1, { key: 'k'.repeat(201) }), '0.key'],
    ['no recipient', { key: 'a', body: 'a' }, '0.to'],
    ['a recipient in words', message(1, { to: 'front desk' }), '0.to'],
    ['a recipient as a number', message(1, { to: 12_065_550_123 }), '0.to'],
    ['no text', { key: 'a', to }, '0.body'],
    ['a blank text', message(1, { body: ' ' }), '0.body'],
    ['media that is no URL', message(1, { mediaUrls: ['cat.gif'] }), '0.mediaUrls.0'],
    ['a time as text', message(1, { notBefore: '2026-01-01' }), '0.notBefore'],
    ['an invalid time', message(1, { expires: new Date('x') }), '0.expires'],
    ['another name for the text', { key: 'a', to, text: 'hello' }, '0.text'],
  ])('refuses %s', async (_, given, field) => {
    await using bench = await openBench()
    const error = await failureOf(bench.outbox.add(untyped([given])))
    expect(error).toBeInstanceOf(InvalidInputError)
    const { issues } = error as unknown as InvalidInputError
    expect(issues.map((issue) => issue.field).some((name) => name.startsWith(field))).toBe(true)
    expect((await bench.outbox.stats()).queued).toBe(0)
  })

  test('takes one message, an array and an async iterable', async () => {
    await using bench = await openBench()
    async function* more() {
      for (let index = 0; index < 1_201; index++) yield message(index)
    }
    expect(await bench.outbox.add(message(1))).toEqual({ added: 1, known: 0 })
    expect(await bench.outbox.add([message(1), message(2)])).toEqual({ added: 1, known: 1 })
    expect(await bench.outbox.add(more())).toEqual({ added: 1_199, known: 2 })
    const keys: string[] = []
    for await (const { key } of bench.outbox.list()) keys.push(key)
    expect(keys).toHaveLength(1_201)
    expect(new Set(keys).size).toBe(1_201)
  })
})

describe('plan', () => {
  test('counts what would be sent, and stores nothing', async () => {
    await using bench = await openBench({ maxCost: 0.02 })
    await bench.outbox.add([message(1), message(2)])
    await bench.outbox.optOut('12065551002')
    await bench.outbox.optOut('12065551003')
    const plan = await bench.outbox.plan([
      message(1),
      message(3),
      message(4, { body: 'é'.repeat(71) }),
      message(5, { mediaUrls: ['https://example.com/cat.gif'] }),
      message(5),
      message(6, { to: 'nobody' }),
    ])
    expect(plan).toMatchObject({
      messages: 3,
      sms: 2,
      mms: 1,
      segments: 4,
      duplicates: 2,
      optedOut: 1,
      invalid: 1,
      problems: [{ key: 'k6', message: expect.stringContaining('to must be a phone number') }],
      exceedsMaxCost: true,
    })
    expect(plan.cost).toBeCloseTo(3 * 0.004 + 0.0095, 9)
    expect(plan.expectedEnd.getTime()).toBeGreaterThan(bench.clock.now())
    expect((await bench.outbox.stats()).queued).toBe(2)
    expect(await bench.sent()).toEqual([])
  })
})

describe('a message', () => {
  test('that is queued can be cancelled, and queued again', async () => {
    await using bench = await openBench()
    await bench.outbox.add(message(1))
    expect(await bench.outbox.cancel('k1')).toMatchObject({ state: 'cancelled' })
    await eventsOf(bench.outbox.run())
    expect(await bench.sent()).toEqual([])
    expect(await bench.outbox.retry('k1')).toMatchObject({ state: 'queued' })
    await eventsOf(bench.outbox.run())
    expect(await bench.sent()).toHaveLength(1)
  })

  test('that was sent can neither be cancelled nor sent again', async () => {
    await using bench = await openBench()
    await bench.outbox.add(message(1))
    await eventsOf(bench.outbox.run())
    for (const change of [bench.outbox.cancel('k1'), bench.outbox.retry('k1')]) {
      const error = await failureOf(change)
      expect(error).toBeInstanceOf(InvalidInputError)
      expect(String(error)).toContain('is of a message that is accepted')
    }
    expect(String(await failureOf(bench.outbox.cancel('k2')))).toContain('is not in the ledger')
    expect(await bench.outbox.get('k2')).toBeUndefined()
  })

  test('is listed by its state', async () => {
    await using bench = await openBench()
    await bench.outbox.add([message(1), message(2)])
    await bench.outbox.cancel('k2')
    const keys: string[] = []
    for await (const { key } of bench.outbox.list({ state: 'cancelled' })) keys.push(key)
    expect(keys).toEqual(['k2'])
    expect(await bench.outbox.stats()).toMatchObject({ queued: 1, cancelled: 1, accepted: 0 })
  })
})

/** A receipt for a message, as Flowroute posts it. */
const receipt = (id: string, code: number) =>
  parseWebhook({
    data: {
      type: 'delivery_receipt',
      id,
      attributes: {
        level: 1,
        status: code === 1004 ? 'delivered' : 'message failed',
        status_code: String(code),
        status_code_description: code === 1004 ? 'Message delivered' : 'No route',
        timestamp: '2026-01-15T18:00:05Z',
      },
    },
  })

const inbound = (from: string, body: string) =>
  parseWebhook({
    data: {
      type: 'message',
      id: `mdr2-in-${from}-${body}`,
      attributes: { from, to: '12065559999', body, direction: 'inbound', timestamp: '2026-01-15T18:00:05Z' },
    },
  })

describe('receive', () => {
  async function sentMessage(bench: Bench): Promise<string> {
    await bench.outbox.add(message(1))
    await eventsOf(bench.outbox.run())
    return (await bench.outbox.get('k1'))?.messageId ?? ''
  }

  test('a receipt ends a message; one that comes twice or late changes nothing', async () => {
    await using bench = await openBench()
    const id = await sentMessage(bench)
    expect(await bench.outbox.receive(receipt(id, 1003))).toBeUndefined()
    expect(await bench.outbox.receive(receipt(id, 1004))).toMatchObject({
      key: 'k1',
      state: 'delivered',
      code: '1004',
    })
    expect(await bench.outbox.receive(receipt(id, 1004))).toBeUndefined()
    expect(await bench.outbox.receive(receipt(id, 1104))).toBeUndefined()
    expect(await bench.outbox.get('k1')).toMatchObject({ state: 'delivered' })
  })

  test('a failure has its code and reason, and a later delivery corrects it', async () => {
    await using bench = await openBench()
    const id = await sentMessage(bench)
    expect(await bench.outbox.receive(receipt(id, 1104))).toMatchObject({
      state: 'undelivered',
      code: '1104',
      reason: 'No route',
    })
    expect(await bench.outbox.receive(receipt(id, 1004))).toMatchObject({ state: 'delivered' })
  })

  test('a receipt for a message that is not in the ledger changes nothing', async () => {
    await using bench = await openBench()
    expect(await bench.outbox.receive(receipt('mdr2-unknown', 1004))).toBeUndefined()
  })

  test.each(['STOP', 'stop', ' Unsubscribe ', 'CANCEL', 'end', 'Quit', 'REVOKE', 'optout', 'STOPALL'])(
    'the word "%s" opts a recipient out of everything',
    async (word) => {
      await using bench = await openBench()
      await bench.outbox.add(message(1))
      await bench.outbox.receive(inbound('12065551001', word))
      await eventsOf(bench.outbox.run())
      expect(await bench.outbox.get('k1')).toMatchObject({ state: 'optedOut', attempts: 0 })
      expect(await bench.sent()).toEqual([])
    },
  )

  test.each(['please stop by', 'stop it', 'thanks'])('the text "%s" does not', async (text) => {
    await using bench = await openBench()
    await bench.outbox.add(message(1))
    await bench.outbox.receive(inbound('12065551001', text))
    await eventsOf(bench.outbox.run())
    expect(await bench.outbox.get('k1')).toMatchObject({ state: 'accepted' })
  })

  test('START, and optIn, undo an opt-out', async () => {
    await using bench = await openBench()
    await bench.outbox.optOut('(206) 555-1001')
    await bench.outbox.optOut('(206) 555-1002', 'the front desk')
    await bench.outbox.receive(inbound('12065551001', 'START'))
    await bench.outbox.optIn('206-555-1002')
    await bench.outbox.add([message(1), message(2)])
    await eventsOf(bench.outbox.run())
    expect(await bench.outbox.stats()).toMatchObject({ accepted: 2, optedOut: 0 })
  })
})
