import { memoryStore, type SeenStore, type WebhookOptions } from '@flowroute/webhooks'
import { deliveryReceipt, inboundSms } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'
import { shapes } from './shapes.ts'
import { post, surroundings } from './surroundings.ts'

/** All callbacks as one, so that whichever is called is seen. */
const all = (handle: (event: { type: string; id: string }) => unknown): WebhookOptions => ({
  onMessage: handle,
  onReceipt: handle,
  onEvent: handle,
})

function gate() {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

describe.each(surroundings)('in %s', (_, start) => {
  describe.each(shapes)('%s', (_, payload, event) => {
    test('posted one after another is handled once', async () => {
      const events: unknown[] = []
      await using server = await start(all((received) => events.push(received)))
      for (let time = 0; time < 3; time++) expect((await post(server, payload)).status).toBe(200)
      expect(events).toStrictEqual([{ ...event, raw: payload }])
    })

    test('posted at the same time is handled once', async () => {
      const { opened, open } = gate()
      let calls = 0
      let arrived = 0
      await using server = await start({
        ...all(async () => {
          calls += 1
          await opened
        }),
        allowedAddresses: ['127.0.0.1'],
        clientAddress() {
          arrived += 1
          if (arrived === 3) open()
          return '127.0.0.1'
        },
      })
      const answers = await Promise.all([1, 2, 3].map(() => post(server, payload)))
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toEqual([200, 200, 200])
      expect(calls).toBe(1)
    })

    test('that fails is not acknowledged, and handled again when it is repeated', async () => {
      let calls = 0
      const errors: unknown[] = []
      await using server = await start({
        ...all(() => {
          calls += 1
          if (calls < 3) throw new Error('the database is away')
        }),
        onError: (error, failed) => errors.push(error, failed?.id),
      })
      const statuses: number[] = []
      for (let time = 0; time < 5; time++) {
        const answer = await post(server, payload)
        statuses.push(answer.status)
        expect(await answer.text()).not.toContain('database')
      }
      expect(statuses).toEqual([500, 500, 200, 200, 200])
      expect(calls).toBe(3)
      const error = new Error('the database is away')
      expect(errors).toEqual([error, event['id'], error, event['id']])
    })
  })
})

const [, start] = surroundings[0] ?? []
if (start === undefined) throw new Error('nowhere to run')

test('those that come together share a failure too', async () => {
  const { opened, open } = gate()
  let calls = 0
  await using server = await start(
    all(async () => {
      calls += 1
      await opened
      throw new Error('no')
    }),
  )
  const payload = inboundSms()
  const answers = [post(server, payload), post(server, payload)]
  open()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([500, 500])
  expect(calls).toBe(1)
})

test('what differs is not a repeat', async () => {
  const events: string[] = []
  await using server = await start(all(({ type }) => events.push(type)))
  const payloads = [
    inboundSms({ id: 'mdr2-a' }),
    inboundSms({ id: 'mdr2-b' }),
    deliveryReceipt({ messageId: 'mdr2-a', level: 1 }),
    deliveryReceipt({ messageId: 'mdr2-a', level: 2 }),
    deliveryReceipt({ messageId: 'mdr2-a', level: 2, statusCode: 1004, status: 'delivered' }),
    deliveryReceipt({ messageId: 'mdr2-b', level: 2 }),
    { data: { id: '7', type: 'cdr', attributes: { status: 'started' } } },
    { data: { id: '7', type: 'cdr', attributes: { status: 'completed' } } },
  ]
  for (const payload of [...payloads, ...payloads]) await post(server, payload)
  expect(events).toHaveLength(payloads.length)
})

test('what nobody asked for is acknowledged', async () => {
  await using server = await start({ onMessage: () => {} })
  expect((await post(server, deliveryReceipt())).status).toBe(200)
})

describe('the store', () => {
  const keys = new Set<string>()
  const stores: [string, SeenStore][] = [
    ['sync', { has: (key) => keys.has(key), add: (key) => keys.add(key) }],
    ['async', { has: async (key) => keys.has(key), add: async (key) => keys.add(key) }],
  ]
  test.each(stores)('may be %s and shared', async (_, seen) => {
    keys.clear()
    let calls = 0
    const options = { ...all(() => (calls += 1)), seen }
    await using one = await start(options)
    await using other = await start(options)
    const payload = inboundSms({ id: 'mdr2-a' })
    for (const server of [one, other, one]) expect((await post(server, payload)).status).toBe(200)
    expect(calls).toBe(1)
    expect([...keys]).toEqual(['message:mdr2-a'])
  })

  test('that cannot be asked leaves the message to a repeat', async () => {
    const errors: unknown[] = []
    const seen: SeenStore = { has: () => Promise.reject(new Error('away')), add: () => {} }
    await using server = await start({ ...all(() => {}), seen, onError: (error) => errors.push(error) })
    expect((await post(server, inboundSms())).status).toBe(500)
    expect(errors).toEqual([new Error('away')])
  })

  test('that cannot be written to does not undo what is done', async () => {
    const errors: unknown[] = []
    const seen: SeenStore = { has: () => false, add: () => Promise.reject(new Error('full')) }
    await using server = await start({ ...all(() => {}), seen, onError: (error) => errors.push(error) })
    expect((await post(server, inboundSms())).status).toBe(200)
    expect(errors).toEqual([new Error('full')])
  })

  test('in memory forgets the oldest', async () => {
    const few = memoryStore(2)
    for (const key of ['a', 'b', 'b', 'c']) few.add(key)
    expect(['a', 'b', 'c'].map((key) => few.has(key))).toEqual([false, true, true])
    const many = memoryStore()
    for (let key = 0; key <= 10_000; key++) many.add(String(key))
    expect([many.has('0'), many.has('1'), many.has('10000')]).toEqual([false, true, true])
  })

  test('does not remember failures', async () => {
    const added: string[] = []
    await using server = await start({
      ...all(() => Promise.reject(new Error('no'))),
      seen: { has: () => false, add: (key) => added.push(key) },
      onError: () => {
        throw new Error('and this fails as well')
      },
    })
    expect((await post(server, inboundSms())).status).toBe(500)
    expect(added).toEqual([])
  })
})
