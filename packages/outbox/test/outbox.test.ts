import { describe, expect, test } from 'vitest'
import { eventsOf, openBench } from './support.ts'

const message = (index: number, more: object = {}) => ({
  key: `k${index}`,
  to: `1206555${String(1000 + index)}`,
  body: `Hello ${index}`,
  ...more,
})

describe('a run', () => {
  test('sends what was added, each message once, at the set rate, and ends', async () => {
    await using bench = await openBench()
    const { outbox } = bench
    expect(await outbox.add(Array.from({ length: 30 }, (_, index) => message(index)))).toEqual({
      added: 30,
      known: 0,
    })
    const events = await eventsOf(outbox.run())
    expect(await outbox.stats()).toMatchObject({ accepted: 30, queued: 0, sending: 0 })
    const sent = await bench.sent()
    expect(sent.map(({ body }) => body).toSorted()).toEqual(
      Array.from({ length: 30 }, (_, index) => `Hello ${index}`).toSorted(),
    )
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at > at - 1_000 && other.at <= at).length).toBeLessThanOrEqual(5)
    }
    expect(events.filter(({ type }) => type === 'sending')).toHaveLength(30)
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(30)
    expect(events.at(-1)).toMatchObject({ type: 'progress', done: 30, remaining: 0 })
    expect(await outbox.get('k3')).toMatchObject({
      state: 'accepted',
      to: '12065551003',
      messageId: expect.any(String),
    })
  })

  test('the same key twice is one message', async () => {
    await using bench = await openBench()
    const { outbox } = bench
    await outbox.add([message(1), message(1), message(2)])
    expect(await outbox.add([message(2, { body: 'changed' }), message(3)])).toEqual({ added: 1, known: 1 })
    await eventsOf(outbox.run())
    expect((await bench.sent()).map(({ body }) => body).toSorted()).toEqual(['Hello 1', 'Hello 2', 'Hello 3'])
    expect(await outbox.add(message(3))).toEqual({ added: 0, known: 1 })
  })
})
