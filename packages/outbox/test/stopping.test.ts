import type { MessageReceipt } from '@flowroute/webhooks'
import { parseWebhook } from '@flowroute/webhooks'
import { deliveryReceipt } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'
import { type OpenLedger, openPglite, openSqlite } from './ledgers.ts'
import { eventsOf, openBench } from './support.ts'

const message = (index: number) => ({
  key: `k${index}`,
  to: `1206555${1000 + index}`,
  body: `Hello ${index}`,
})

const messages = (count: number) => Array.from({ length: count }, (_, index) => message(index))

const ledgers: [string, OpenLedger][] = [
  ['SQLite', openSqlite],
  ['PostgreSQL (PGlite)', openPglite],
]

describe.each(ledgers)('on %s', (_name, open) => {
  test('a paused outbox sends nothing from any process, until it is resumed', async () => {
    await using bench = await openBench({}, undefined, open)
    await bench.outbox.add(messages(5))
    let isFirst = true
    const events = []
    for await (const event of bench.outbox.run()) {
      events.push(event)
      // By another process.
      if (event.type === 'accepted' && isFirst) await bench.another().pause()
      if (event.type === 'accepted') isFirst = false
    }
    expect(events.at(-1)).toMatchObject({ type: 'stopped', reason: 'paused' })
    const { accepted, queued } = await bench.outbox.stats()
    expect([accepted + queued, accepted >= 1, queued >= 1]).toEqual([5, true, true])

    await bench.outbox.pause()
    const types = (await eventsOf(bench.another().run())).map(({ type }) => type)
    expect(new Set(types)).toEqual(new Set(['progress', 'stopped']))
    expect(await bench.outbox.stats()).toMatchObject({ accepted, queued })

    await bench.outbox.resume()
    await eventsOf(bench.outbox.run())
    expect(await bench.sent()).toHaveLength(5)
  })

  test('a run ends at once when the outbox is paused, also when nothing is due yet', async () => {
    await using bench = await openBench({}, undefined, open)
    const began = bench.clock.now()
    await bench.outbox.add(messages(1).map((one) => ({ ...one, notBefore: new Date(began + 3_600_000) })))
    await bench.outbox.pause()
    expect((await eventsOf(bench.outbox.run())).at(-1)).toMatchObject({ reason: 'paused' })
    expect(bench.clock.now() - began).toBeLessThan(60_000)
  })

  test('a run stops when receipts say that more than 2 % were rejected as spam, and a new run begins afresh', async () => {
    await using bench = await openBench({}, undefined, open)
    await bench.outbox.add(messages(150))
    let rejected = 0
    let stopped: unknown
    for await (const event of bench.outbox.run()) {
      if (event.type === 'stopped') stopped = event
      if (event.type !== 'accepted' || event.message.messageId === undefined || rejected === 3) continue
      rejected++
      const { messageId } = event.message
      // As the webhook server gets it, in another process.
      await bench.another().receive(spam(messageId))
    }
    expect(stopped).toMatchObject({
      reason: 'spam',
      detail: expect.stringMatching(/^3 of the latest \d+ messages/),
    })
    const { queued, undelivered } = await bench.outbox.stats()
    expect([undelivered, queued > 0]).toEqual([3, true])

    await eventsOf(bench.outbox.run())
    expect(await bench.outbox.stats()).toMatchObject({ queued: 0, undelivered: 3, accepted: 147 })
  })

  test('opt-outs are listed with their source', async () => {
    await using bench = await openBench({}, undefined, open)
    const numbers = Array.from({ length: 501 }, (_, index) => `1206555${2000 + index}`)
    for (const number of numbers) await bench.outbox.optOut(number, 'an old list')
    await bench.outbox.optOut('(206) 555-1000')
    await bench.outbox.optIn('12065552000')
    const found = []
    for await (const record of bench.outbox.optOuts()) found.push(record)
    expect(found).toHaveLength(501)
    expect(found[0]).toEqual({ number: '12065551000', at: expect.any(Date), source: 'by hand' })
    expect(found[1]).toMatchObject({ number: '12065552001', source: 'an old list' })
  })
})

const spam = (messageId: string): MessageReceipt =>
  parseWebhook(
    deliveryReceipt({ messageId, statusCode: 1150, statusCodeDescription: 'Spam' }),
  ) as MessageReceipt
