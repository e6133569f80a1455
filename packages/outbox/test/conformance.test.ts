import { createEmulator } from '@flowroute/emulator'
import { describe, expect, test } from 'vitest'
import { type OpenLedger, openPglite, openSqlite } from './ledgers.ts'
import { eventsOf, openBench, withDate } from './support.ts'

type Fetch = (request: Request) => Promise<Response>

const message = (index: number, more: object = {}) => ({
  key: `k${index}`,
  to: `1206555${String(1000 + index)}`,
  body: `Hello ${index}`,
  ...more,
})

const isSend = (request: Request): boolean =>
  request.method === 'POST' && /\/messages$/.test(new URL(request.url).pathname)

/** A network in which something happens to sends, by their number from 1. */
function networkOf(handle: (send: number, next: () => Promise<Response>) => Promise<Response>): {
  fetch: Fetch
  connect(fetch: Fetch): void
} {
  let inner: Fetch = () => Promise.reject(new Error('not connected'))
  let sends = 0
  return {
    fetch: (request) => (isSend(request) ? handle(++sends, () => inner(request)) : inner(request)),
    connect(fetch) {
      inner = fetch
    },
  }
}

const lost = (): never => {
  throw new TypeError('the connection broke')
}

const refused = (): never => {
  throw Object.assign(new TypeError('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
}

/** One set of queries on both databases. */
const ledgers: [string, OpenLedger][] = [
  ['SQLite', openSqlite],
  ['PostgreSQL (PGlite)', openPglite],
]

describe.each(ledgers)('on %s', (_name, open) => {
  async function benchWith(
    handle: (send: number, next: () => Promise<Response>) => Promise<Response>,
    options: Parameters<typeof openBench>[0] = {},
  ) {
    const network = networkOf(handle)
    const bench = await openBench({ concurrency: 1, ...options }, network.fetch, open)
    network.connect(bench.emulator.fetch)
    return bench
  }

  describe('a run', () => {
    test('sends what was added, each message once, at the set rate, and ends', async () => {
      await using bench = await openBench({}, undefined, open)
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
      await using bench = await openBench({}, undefined, open)
      const { outbox } = bench
      await outbox.add([message(1), message(1), message(2)])
      expect(await outbox.add([message(2, { body: 'changed' }), message(3)])).toEqual({ added: 1, known: 1 })
      await eventsOf(outbox.run())
      expect((await bench.sent()).map(({ body }) => body).toSorted()).toEqual([
        'Hello 1',
        'Hello 2',
        'Hello 3',
      ])
      expect(await outbox.add(message(3))).toEqual({ added: 0, known: 1 })
    })
  })

  describe('an answer that is lost', () => {
    test('after Flowroute took the message: found by its record, sent once', async () => {
      await using bench = await benchWith(async (send, next) => {
        const response = await next()
        return send === 1 ? lost() : response
      })
      await bench.outbox.add([message(1), message(2)])
      const events = await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(2)
      expect(await bench.outbox.get('k1')).toMatchObject({
        state: 'accepted',
        attempts: 1,
        messageId: expect.any(String),
      })
      expect(
        events.filter((event) => 'message' in event && event.message.key === 'k1').map(({ type }) => type),
      ).toEqual(['sending', 'unknown', 'accepted'])
    })

    test('before Flowroute took it: unresolved only when its record would be there for certain, and never sent again', async () => {
      await using bench = await benchWith(async (send, next) => (send === 1 ? lost() : next()))
      await bench.outbox.add(message(1))
      const events = await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(0)
      const record = await bench.outbox.get('k1')
      expect(record).toMatchObject({
        state: 'unresolved',
        attempts: 1,
        reason: expect.stringContaining('No record'),
      })
      const waited = Number(record?.changedAt) - Number(record?.sentAt)
      expect(waited).toBeGreaterThan(3_600_000 + 60_000)
      expect(events.at(-1)).toMatchObject({ type: 'progress', remaining: 0 })
      expect(new Set((await eventsOf(bench.outbox.run())).map(({ type }) => type))).toEqual(
        new Set(['progress']),
      )
    })

    test('with the policy `resend` it is sent again then', async () => {
      await using bench = await benchWith(async (send, next) => (send === 1 ? lost() : next()), {
        unresolved: 'resend',
      })
      await bench.outbox.add(message(1))
      await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(1)
      expect(await bench.outbox.get('k1')).toMatchObject({ state: 'accepted', attempts: 2 })
    })

    test('of twins: the second waits until the first is settled, and each record is one message', async () => {
      await using bench = await benchWith(
        async (send, next) => {
          const response = await next()
          return send <= 2 ? lost() : response
        },
        { concurrency: 5 },
      )
      await bench.outbox.add([message(1), { ...message(1), key: 'twin-a' }, { ...message(1), key: 'twin-b' }])
      await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(3)
      const ids = await Promise.all(
        ['k1', 'twin-a', 'twin-b'].map(async (key) => (await bench.outbox.get(key))?.messageId),
      )
      expect(new Set(ids).size).toBe(3)
      expect(await bench.outbox.stats()).toMatchObject({ accepted: 3 })
    })

    test('a message that is sent again by hand is not taken for its earlier self', async () => {
      await using bench = await benchWith(async (send, next) => (send === 2 ? lost() : next()))
      await bench.outbox.add(message(1))
      await eventsOf(bench.outbox.run())
      const first = await bench.outbox.get('k1')
      await bench.outbox.receive({
        type: 'message.receipt',
        id: first?.messageId ?? '',
        messageId: first?.messageId ?? '',
        level: 2,
        status: 'failed',
        statusCode: 1007,
        statusCodeDescription: 'Failed',
        timestamp: undefined,
        body: null,
        raw: {},
      })
      expect(await bench.outbox.get('k1')).toMatchObject({ state: 'undelivered', code: '1007' })
      await bench.outbox.retry('k1')
      await eventsOf(bench.outbox.run())
      expect(await bench.outbox.get('k1')).toMatchObject({ state: 'unresolved', messageId: undefined })
    })
  })

  describe('a send that certainly had no effect', () => {
    test('is tried again, with growing waits', async () => {
      await using bench = await benchWith(async (send, next) => (send <= 3 ? refused() : next()))
      await bench.outbox.add(message(1))
      await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(1)
      expect(await bench.outbox.get('k1')).toMatchObject({ state: 'accepted', attempts: 4 })
    })

    test('for too many requests slows all down, little by little less, and the slot stays spent', async () => {
      await using bench = await benchWith(async (send, next) =>
        send === 3 ? new Response('', { status: 429, headers: { 'retry-after': '2' } }) : next(),
      )
      await bench.outbox.add(Array.from({ length: 50 }, (_, index) => message(index)))
      const events = await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(50)
      expect(events.filter(({ type }) => type === 'slowed')).toMatchObject([{ kind: 'sms' }])
      const times = (await bench.sent()).map(({ at }) => at).toSorted((one, other) => one - other)
      const gaps = times.slice(1).map((time, index) => time - (times[index] as number))
      // Five a second are 216 ms apart, with the margin.
      const slowest = gaps.indexOf(Math.max(...gaps))
      expect(gaps[slowest]).toBeGreaterThanOrEqual(400)
      expect(gaps[slowest + 10]).toBeLessThan(400)
      expect(gaps.at(-1)).toBeLessThan(230)
      expect(events.some(({ type }) => type === 'stopped')).toBe(false)
    })
  })

  describe('a refusal', () => {
    test('is final, with Flowroute’s reason', async () => {
      await using bench = await openBench({}, undefined, open)
      await bench.outbox.add(message(1, { from: '12065559999' }))
      await eventsOf(bench.outbox.run())
      const record = await bench.outbox.get('k1')
      expect(record).toMatchObject({ state: 'refused', reason: expect.stringMatching(/40[03]|422/) })
    })

    test('because the recipient opted out ends every message to them', async () => {
      await using bench = await benchWith(async (send, next) =>
        send === 1
          ? Response.json({ errors: [{ status: 400, detail: 'opted out', code: 1110 }] }, { status: 400 })
          : next(),
      )
      await bench.outbox.add([message(1), { ...message(1), key: 'later', body: 'another text' }, message(2)])
      await eventsOf(bench.outbox.run())
      expect(await bench.outbox.stats()).toMatchObject({ optedOut: 2, accepted: 1 })
      expect(await bench.sent()).toHaveLength(1)
    })
  })

  describe('the breaker', () => {
    test.each([
      [
        'credentials',
        () => Response.json({ errors: [{ detail: 'Authentication failed.' }] }, { status: 401 }),
      ],
      ['funds', () => Response.json({ errors: [{ detail: 'Insufficient funds.' }] }, { status: 422 })],
    ])('stops at once for %s, and the message stays queued', async (reason, answer) => {
      await using bench = await benchWith(async () => answer())
      await bench.outbox.add([message(1), message(2)])
      const events = await eventsOf(bench.outbox.run())
      expect(events.at(-1)).toMatchObject({ type: 'stopped', reason })
      expect(await bench.outbox.stats()).toMatchObject({ queued: 2 })
    })

    test('stops after so many failures in a row, and a later run goes on', async () => {
      let isDown = true
      await using bench = await benchWith(async (_send, next) => (isDown ? refused() : next()), {
        stopAfterFailures: 4,
      })
      await bench.outbox.add([message(1), message(2)])
      const events = await eventsOf(bench.outbox.run())
      expect(events.at(-1)).toMatchObject({
        type: 'stopped',
        reason: 'failures',
        detail: expect.stringContaining('ECONNREFUSED'),
      })
      isDown = false
      await eventsOf(bench.outbox.run())
      expect(await bench.sent()).toHaveLength(2)
    })

    test('stops before maxCost is exceeded', async () => {
      await using bench = await openBench({ maxCost: 0.012, price: { sms: 0.004 } }, undefined, open)
      await bench.outbox.add(Array.from({ length: 5 }, (_, index) => message(index)))
      expect(await bench.outbox.plan()).toMatchObject({ messages: 5, cost: 0.02, exceedsMaxCost: true })
      const events = await eventsOf(bench.outbox.run())
      expect(events.at(-1)).toMatchObject({ type: 'stopped', reason: 'maxCost' })
      expect(await bench.sent()).toHaveLength(3)
      expect(await bench.outbox.stats()).toMatchObject({ accepted: 3, queued: 2 })
    })
  })

  test('a run ends on its signal after the sends in flight, and the next one goes on', async () => {
    const controller = new AbortController()
    await using bench = await benchWith(async (send, next) => {
      if (send === 3) controller.abort()
      return next()
    })
    await bench.outbox.add(Array.from({ length: 8 }, (_, index) => message(index)))
    await eventsOf(bench.outbox.run({ signal: controller.signal }))
    expect(await bench.outbox.stats()).toMatchObject({ accepted: 3, queued: 5, sending: 0 })
    await eventsOf(bench.outbox.run())
    expect(await bench.sent()).toHaveLength(8)
  })

  test('leaving the loop over the events ends the run as the signal does', async () => {
    await using bench = await openBench({ concurrency: 1 }, undefined, open)
    await bench.outbox.add(Array.from({ length: 8 }, (_, index) => message(index)))
    for await (const { type } of bench.outbox.run()) if (type === 'accepted') break
    const { accepted, queued, sending } = await bench.outbox.stats()
    expect([accepted + queued, sending]).toEqual([8, 0])
    expect(accepted).toBeLessThan(8)
  })

  test('a message that a dead process left as `sending` is unknown only when its time is over', async () => {
    await using bench = await benchWith(async () => new Promise<never>(() => {}))
    await bench.outbox.add(message(1))
    const stopped = bench.another({
      clock: { now: bench.clock.now, sleep: () => new Promise<never>(() => {}) },
    })
    const run = stopped.run()
    // The process stops here, with the request on its way.
    for (;;) if ((await run.next()).value?.type === 'sending') break
    const other = bench.another({
      client: {
        accessKey: bench.emulator.accessKey,
        secretKey: bench.emulator.secretKey,
        baseUrl: 'https://api.flowroute.test',
        fetch: withDate(bench.emulator.fetch, bench.clock),
      },
    })
    const events = await eventsOf(other.run())
    const unknown = events.find(({ type }) => type === 'unknown')
    expect(unknown).toMatchObject({ message: { key: 'k1' } })
    const { changedAt, sentAt } = (unknown as { message: { changedAt: Date; sentAt: Date } }).message
    expect(Number(changedAt) - Number(sentAt)).toBeGreaterThanOrEqual(65_000)
    expect(await bench.outbox.get('k1')).toMatchObject({ state: 'unresolved' })
  })

  test('two outboxes on one ledger share the pace, and send nothing twice', async () => {
    await using bench = await openBench({}, undefined, open)
    await bench.outbox.add(Array.from({ length: 40 }, (_, index) => message(index)))
    const other = bench.another()
    await Promise.all([eventsOf(bench.outbox.run()), eventsOf(other.run())])
    const sent = await bench.sent()
    expect(new Set(sent.map(({ body }) => body)).size).toBe(40)
    expect(sent).toHaveLength(40)
    for (const { at } of sent) {
      expect(sent.filter((one) => one.at > at - 1_000 && one.at <= at).length).toBeLessThanOrEqual(5)
    }
  })

  test('an emulator that is not there is no reason to lose anything', async () => {
    const emulator = createEmulator()
    await using bench = await openBench({ stopAfterFailures: 3 }, async () => refused(), open)
    await bench.outbox.add(message(1))
    const events = await eventsOf(bench.outbox.run())
    expect(events.at(-1)).toMatchObject({ type: 'stopped', reason: 'failures' })
    expect(await bench.outbox.stats()).toMatchObject({ queued: 1 })
    expect(emulator.accessKey).toBeTruthy()
  })
})
