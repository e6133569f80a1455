import { createWebhookHandler, type WebhookEvent, type WebhookOptions } from '@flowroute/webhooks'
import { deliveryReceipt, inboundSms, portOrderStatus } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'
import { payloads, payloadsWithoutId } from './payloads.ts'
import { callDirectly, json, post, servers } from './servers.ts'
import { signal } from './signal.ts'

/** One function for all callbacks. */
const all = (handle: (event: WebhookEvent) => unknown): WebhookOptions => ({
  onMessage: handle,
  onReceipt: handle,
  onEvent: handle,
})

describe.each(servers)('on %s', (_, start) => {
  describe.each(payloads)('%s', (_, payload, event) => {
    test('that is posted again is handled once', async () => {
      const events: unknown[] = []
      await using server = await start(all((received) => events.push(received)))
      for (let time = 0; time < 3; time++) expect((await post(server, payload)).status).toBe(200)
      expect(events).toStrictEqual([{ ...event, raw: payload }])
    })

    test('that is posted several times at once is handled once', async () => {
      const arrived = signal()
      let arrivals = 0
      let calls = 0
      await using server = await start({
        ...all(async () => {
          calls += 1
          await arrived.reached
        }),
        allowedAddresses: ['127.0.0.1'],
        clientAddress() {
          arrivals += 1
          if (arrivals === 3) arrived.reach()
          return '127.0.0.1'
        },
      })
      const answers = await Promise.all([1, 2, 3].map(() => post(server, payload)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(calls).toBe(1)
    })

    test('whose callback fails is answered 500, and handled when it is posted again', async () => {
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

test.each(payloadsWithoutId)('%s is handled each time: it may be another message', async (_, payload) => {
  let calls = 0
  await using server = callDirectly(all(() => (calls += 1)))
  for (let time = 0; time < 3; time++) expect((await post(server, payload)).status).toBe(200)
  expect(calls).toBe(3)
})

test('requests that wait for the same callback share its failure', async () => {
  const proceed = signal()
  let calls = 0
  const handler = createWebhookHandler(
    all(async () => {
      calls += 1
      await proceed.reached
      throw new Error('no')
    }),
  )
  const bytes = new TextEncoder().encode(JSON.stringify(inboundSms()))
  const bodiesRead = [signal(), signal()]
  const answers = bodiesRead.map(({ reach }) => {
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(bytes),
        pull(controller) {
          controller.close()
          reach()
        },
      },
      { highWaterMark: 1 },
    )
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: json, body, duplex: 'half' }
    return handler(new Request('https://example.com/', init))
  })
  await Promise.all(bodiesRead.map(({ reached }) => reached))
  // Whoever has read its body needs nothing but microtasks to join, and those run before the next macrotask.
  await new Promise((resolve) => setImmediate(resolve))
  proceed.reach()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([500, 500])
  expect(calls).toBe(1)
})

test('an event without a callback is answered 200', async () => {
  await using server = callDirectly({ onMessage: () => {} })
  expect((await post(server, deliveryReceipt())).status).toBe(200)
})

describe('the keys', () => {
  async function keysOf(...contents: object[]): Promise<string[]> {
    const keys: string[] = []
    const seen = { has: () => false, add: (key: string) => keys.push(key) }
    await using server = callDirectly({ ...all(() => {}), seen })
    for (const content of contents) expect((await post(server, content)).status).toBe(200)
    expect(keys).toHaveLength(contents.length)
    return keys
  }

  test('are readable where they can be', async () => {
    const long = 'x'.repeat(256)
    expect(
      await keysOf(
        inboundSms({ id: 'mdr2-a' }),
        deliveryReceipt({ messageId: 'mdr2-a' }),
        portOrderStatus({ id: '8a0f' }),
        deliveryReceipt({ messageId: 'mdr2-a', level: 1 }),
        inboundSms({ id: long }),
        { data: { id: '7', type: 'cdr' } },
      ),
    ).toEqual([
      'message:mdr2-a',
      'receipt:mdr2-a:2:1003',
      'port-order:8a0f',
      expect.stringMatching(/^receipt:mdr2-a:1:~[\da-f]{64}$/),
      expect.stringMatching(/^message:~[\da-f]{64}$/),
      expect.stringMatching(/^unknown:[\da-f]{64}$/),
    ])
  })

  test('are short and printable, whatever the webhook holds', async () => {
    const attributes = { level: 1e300, status: 's'.repeat(100_000), status_code: 'c'.repeat(100_000) }
    const keys = await keysOf(
      { id: '\u0000'.repeat(256), type: 'delivery_receipt', attributes },
      { id: '\n', type: 'message', attributes: { from: '1', to: '2', id: '\u{1f600}:\ud800' } },
      { id: 'a', type: 't'.repeat(100_000) },
    )
    for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{1,250}$/)
  })

  const receipt = (id: string, attributes: object) => ({ data: { id, type: 'delivery_receipt', attributes } })
  const half = 's'.repeat(64)
  test.each<[string, object, object]>([
    ['messages', inboundSms({ id: 'a' }), inboundSms({ id: 'b' })],
    ['a message and a receipt', inboundSms({ id: 'a' }), deliveryReceipt({ messageId: 'a' })],
    ['a message and a port order', inboundSms({ id: 'a' }), portOrderStatus({ id: 'a' })],
    ['levels', deliveryReceipt({ messageId: 'a', level: 1 }), deliveryReceipt({ messageId: 'a', level: 2 })],
    ['codes', receipt('a', { level: 2, status_code: 1003 }), receipt('a', { level: 2, status_code: 1004 })],
    [
      'codes of text',
      receipt('a', { level: 2, status_code: 'E1' }),
      receipt('a', { level: 2, status_code: 'E2' }),
    ],
    [
      'a code and none',
      receipt('a', { level: 2, status_code: 1003 }),
      receipt('a', { level: 2, status: '1003' }),
    ],
    ['a code and null', receipt('a', { level: 2, status_code: 'null' }), receipt('a', { level: 2 })],
    ['long statuses', receipt('a', { status: `${half}1` }), receipt('a', { status: `${half}2` })],
    [
      'descriptions',
      receipt('a', { status: 's', status_code_description: 'd' }),
      receipt('a', { status: 's', status_code_description: 'e' }),
    ],
    [
      'status and description',
      receipt('a', { status: 'a","b', status_code_description: 'c' }),
      receipt('a', { status: 'a', status_code_description: 'b","c' }),
    ],
    [
      'ids with colons',
      receipt('a:2', { level: 3, status_code: 4 }),
      receipt('a', { level: 2, status_code: 3 }),
    ],
    [
      'ids with a colon and a code',
      receipt('a:2:1003', { level: 2 }),
      receipt('a', { level: 2, status_code: 1003 }),
    ],
    [
      'a level of several digits',
      receipt('a', { level: 21, status_code: 3 }),
      receipt('a', { level: 2, status_code: 13 }),
    ],
    [
      'an id and its hash',
      inboundSms({ id: ':' }),
      inboundSms({ id: '~e7ac0786668e0ff0f02b62bd04f45ff636fd82db63b1104601c975dc005f3a67' }),
    ],
    ['unpaired surrogates', inboundSms({ id: '\ud800' }), inboundSms({ id: '\ud801' })],
    ['case', inboundSms({ id: 'a' }), inboundSms({ id: 'A' })],
    [
      'unknown events of one thing',
      { data: { id: '7', type: 'cdr', attributes: { status: 'started' } } },
      { data: { id: '7', type: 'cdr', attributes: { status: 'completed' } } },
    ],
  ])('differ for %s', async (_, one, other) => {
    const [first, second, repeat] = await keysOf(one, other, structuredClone(one))
    expect(first).not.toBe(second)
    expect(first).toBe(repeat)
  })

  test('are the same for a code as a number and as text', async () => {
    const [one, other] = await keysOf(
      receipt('a', { level: 2, status_code: 1003 }),
      receipt('a', { level: '2', status_code: '1003' }),
    )
    expect(one).toBe(other)
  })
})
