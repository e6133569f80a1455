import { describe, expect, test } from 'vitest'
import type { WireConversation, WireDelivery, WireRequest, WireThread } from '../src/inbox/wire.ts'
import { poll } from './patience.ts'
import { buyOne, type Call, expectError, setUp } from './support.ts'
import { outside, send, setAccountCallback } from './webhook-support.ts'

const hook = 'https://app.example.com/hooks'

const asked = async <T>(call: Call, path: string): Promise<T> =>
  (await call('GET', `/__emulator${path}`)).body as T

const threadOf = (call: Call, ours: string): Promise<WireThread> =>
  asked<WireThread>(call, `/conversations/${ours}/${outside}`)

const requestsOf = async (call: Call): Promise<readonly WireRequest[]> =>
  (await asked<{ requests: WireRequest[] }>(call, '/requests')).requests

const deliveriesOf = async (call: Call): Promise<readonly WireDelivery[]> =>
  (await asked<{ deliveries: WireDelivery[] }>(call, '/deliveries')).deliveries

describe('message, call and webhooks', () => {
  test('lead to each other', async () => {
    const { emulator, call } = setUp({ deliver: async () => new Response() })
    await setAccountCallback(call, 'sms_dlr_callback', hook)
    const from = await buyOne(call)
    const id = await send(call, from, { body: 'hello there' })
    emulator.clock.advance(600)
    await emulator.settled()
    const [request] = await requestsOf(call)
    expect(request).toMatchObject({
      message: id,
      reason: null,
      send: { from, to: outside, text: 'hello there' },
    })
    const receipts = await deliveriesOf(call)
    expect(receipts.map(({ about }) => about)).toEqual(
      Array(2).fill({
        ...{ kind: 'receipt', id, from, to: outside, text: 'hello there' },
        request: request?.id,
      }),
    )
    expect(request?.deliveries).toEqual(receipts.map((receipt) => receipt.id))
    const alone = await asked<WireRequest>(call, `/requests/${request?.id}`)
    expect(alone).toEqual(request)
    const { messages } = await threadOf(call, from)
    expect(messages).toMatchObject([
      { id, request: request?.id, deliveries: receipts.map((receipt) => receipt.id), refused: null },
    ])
    expect(emulator.requests().at(-1)?.messageId).toBe(id)
  })

  test('a message whose answer a fault replaced still leads to its call, and is not refused', async () => {
    const { emulator, call } = setUp()
    const from = await buyOne(call)
    emulator.faults.add({ fault: { kind: 'status', status: 503, when: 'after' } })
    expect((await call('POST', '/v2.2/messages', { json: { from, to: outside, body: 'x' } })).status).toBe(
      503,
    )
    const [request] = await requestsOf(call)
    const { messages } = await threadOf(call, from)
    expect(messages).toMatchObject([{ id: request?.message, request: request?.id, refused: null }])
  })

  test('a message from outside has no call; its webhook says what it is about', async () => {
    const { emulator, call } = setUp({ deliver: async () => new Response() })
    await setAccountCallback(call, 'sms_callback', hook)
    emulator.inboundWebhooks.format = 'flat'
    const to = await buyOne(call)
    const id = emulator.receive({ from: outside, to, body: `${'y'.repeat(99)}👋👋` })
    await emulator.settled()
    const [delivery] = await deliveriesOf(call)
    expect(delivery?.about).toEqual({
      ...{ kind: 'message', id, from: outside, to, text: `${'y'.repeat(99)}👋` },
      request: null,
    })
    expect((await threadOf(call, to)).messages).toMatchObject([{ request: null, deliveries: [delivery?.id] }])
  })
})

describe('a refused message', () => {
  test('is in its conversation with the reason, and in no record', async () => {
    const { emulator, call } = setUp()
    const from = await buyOne(call)
    emulator.receive({ from: outside, to: from, body: 'STOP' })
    const json = { data: { type: 'message', attributes: { from: `+${from}`, to: outside, body: 'hello?' } } }
    expectError(await call('POST', '/v2.2/messages', { json }), 400, 'opted out')
    await poll(async () => (await threadOf(call, from)).messages.length).toBe(2)
    const [request] = await requestsOf(call)
    const [refused] = (await threadOf(call, from)).messages
    const reason = 'The recipient has opted out of messages from this number (1110).'
    expect(refused).toMatchObject({
      ...{
        id: request?.message,
        request: request?.id,
        from,
        to: outside,
        body: 'hello?',
        direction: 'outbound',
      },
      refused: { status: 400, reason },
    })
    expect(request?.reason).toBe(reason)
    const { conversations } = await asked<{ conversations: WireConversation[] }>(call, '/conversations')
    expect(conversations).toMatchObject([{ optedOut: true, count: 2, last: { id: refused?.id } }])
    expect((await asked<WireThread>(call, '/messages')).messages).toMatchObject([{ body: 'STOP' }])
    expect((await call('GET', `/v2.2/messages/${refused?.id}`)).status).toBe(404)
    expect(JSON.stringify(emulator.snapshot())).not.toContain('hello?')
  })

  test.each([
    ['of the old version', '/v2/messages', { content: 'x', media_urls: ['https://example.com/a.png'] }, 422],
    ['without text', '/v2.1/messages', {}, 422],
  ])('%s', async (_, path, fields, status) => {
    const { call } = setUp()
    const from = await buyOne(call)
    expect((await call('POST', path, { json: { from, to: outside, ...fields } })).status).toBe(status)
    await poll(async () => (await threadOf(call, from)).messages.length).toBe(1)
    expect((await threadOf(call, from)).messages[0]?.refused).toEqual({
      status,
      reason: expect.stringContaining('media_urls'),
    })
  })

  test('of the oldest ones only the latest thousand are remembered, and an empty conversation ends', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ fault: { kind: 'status', status: 503 } })
    const sendTo = (to: string) =>
      call('POST', '/v2.2/messages', { json: { from: '12065550111', to, body: 'x' } })
    await sendTo('12065550199')
    for (let count = 0; count < 999; count++) await sendTo(outside)
    const pairs = async () =>
      (await asked<{ conversations: WireConversation[] }>(call, '/conversations')).conversations.map(
        ({ theirs, count }) => [theirs, count],
      )
    await poll(pairs).toEqual([
      [outside, 999],
      ['12065550199', 1],
    ])
    await sendTo(outside)
    await poll(pairs).toEqual([[outside, 1_000]])
  })
})

describe('a webhook', () => {
  test('has the answers of the application, bounded, and says when it is tried again', async () => {
    const bodies = ['no!', 'z'.repeat(5_000), '']
    const answers = bodies.map((body, index) => new Response(body, { status: index === 2 ? 200 : 500 }))
    answers[0]?.headers.set('x-request-id', '7')
    const { emulator, call } = setUp({ deliver: async () => answers.shift() ?? new Response() })
    await setAccountCallback(call, 'sms_callback', hook)
    emulator.receive({ from: outside, to: await buyOne(call), body: 'hello' })
    await emulator.settled()
    const [first] = await deliveriesOf(call)
    expect(first).toMatchObject({
      nextAttempt: '2026-01-15T17:00:30.000Z',
      attempts: [
        {
          status: 500,
          answer: {
            headers: { 'x-request-id': '7', 'content-type': 'text/plain;charset=UTF-8' },
            body: { text: 'no!', truncated: false },
          },
        },
      ],
    })
    emulator.clock.advance(30_000)
    await emulator.settled()
    expect(emulator.deliveries()[0]).toMatchObject({
      nextAttemptAt: new Date('2026-01-15T17:01:00.000Z'),
      attempts: [{}, { answer: { body: { text: 'z'.repeat(4_096), truncated: true } } }],
    })
    const saved = emulator.snapshot()
    const before = emulator.deliveries()
    emulator.restore(JSON.parse(JSON.stringify(saved)))
    expect(emulator.deliveries()).toEqual(before)
    emulator.clock.advance(30_000)
    await emulator.settled()
    const [last] = await deliveriesOf(call)
    expect(last).toMatchObject({ state: 'delivered', nextAttempt: null })
  })

  test('is not held up by a body that does not end', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const { emulator, call } = setUp({ deliver: async () => new Response(readable) })
    await setAccountCallback(call, 'sms_callback', hook)
    const to = await buyOne(call)
    emulator.receive({ from: outside, to, body: 'hello' })
    await poll(() => emulator.deliveries()[0]?.state).toBe('delivered')
    await writable.getWriter().write(new TextEncoder().encode('half'))
    await poll(() => emulator.deliveries()[0]?.attempts[0]?.answer?.body.text).toBe('half')
    emulator.reset()
  })
})

describe('names', () => {
  test('are aliases of the own numbers and kept for others, and survive a snapshot', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body: 'hello' })
    const put = (of: string, name: unknown) => call('PUT', `/__emulator/names/${of}`, { json: { name } })
    expect((await put(number, ' Front desk ')).status).toBe(204)
    expect((await put(`+${outside}`, 'Maria')).status).toBe(204)
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await asked(call, '/names')).toEqual({ names: { [number]: 'Front desk', [outside]: 'Maria' } })
    expect((await call('GET', `/v2/numbers/${number}`)).data.attributes['alias']).toBe('Front desk')
    expect(await threadOf(call, number)).toMatchObject({
      oursName: 'Front desk',
      theirsName: 'Maria',
      optedOut: false,
    })
    for (const of of [number, outside]) await put(of, null)
    expect(await asked(call, '/names')).toEqual({ names: {} })
    for (const name of ['', 5, undefined, 'x'.repeat(65)])
      expectError(await put(number, name), 422, 'name must be')
    expectError(await put('Maria', 'x'), 422, 'The path must end with a phone number.')
  })

  test('a snapshot of before there were names has none', () => {
    const { emulator } = setUp()
    const { names, ...older } = emulator.snapshot()
    emulator.restore(older as typeof older & { names: typeof names })
    expect(emulator.snapshot().names).toEqual({})
  })
})

test('one call sets all webhooks of the account or of a number, or removes them', async () => {
  const { call } = setUp()
  const number = await buyOne(call)
  const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback']
  const all = Object.fromEntries(kinds.map((kind) => [kind, hook]))
  await setAccountCallback(call, 'dlr_callback', 'https://old.example.com/')
  const put = (path: string, url: unknown) => call('PUT', `/__emulator/callbacks${path}`, { json: { url } })
  for (const path of ['', `/${number}`]) expect((await put(path, hook)).status).toBe(204)
  expect(await asked(call, '/callbacks')).toEqual({
    account: { number: null, urls: all },
    callbacks: [{ number, urls: all }],
    more: false,
  })
  await put('', null)
  expect(await asked(call, '/callbacks')).toMatchObject({ account: { urls: {} }, callbacks: [{ urls: all }] })
  expectError(await put('', 'app'), 422, 'url must be an absolute')
  expectError(await put('/12065550100', hook), 404, 'on your account')
})
