import { describe, expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { buyOne, type Call, setUp } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const path = '/v2/messages'

async function sendOld(call: Call, from: string, more: object = {}): Promise<string> {
  const { status, body, text } = await call('POST', path, {
    json: { to: outside, from, body: 'hello', ...more },
  })
  expect(status, text).toBe(200)
  const { data } = body as { data: { id: string } }
  expect(body).toEqual({ data: { id: expect.stringMatching(/^mdr1-[\da-f]{32}$/) } })
  return data.id
}

describe('v2.0', () => {
  test.each(['body', 'content'])('sends the text that is named %s', async (name) => {
    const { emulator, call } = setUp()
    const from = await buyOne(call)
    emulator.clock.advance(366)
    const json = { to: `+${outside}`, from, [name]: 'héllo' }
    const { body } = await call('POST', path, { json })
    const { id } = (body as { data: { id: string } }).data
    const { status, body: found } = await call('GET', `${path}/${id}`)
    expect(status).toBe(200)
    expect(found).toEqual({
      data: {
        type: 'messages',
        id,
        attributes: {
          amount_display: '$0.0040',
          amount_nanodollars: 4_000_000,
          body: 'héllo',
          callback_url: null,
          direction: 'outbound',
          from,
          has_mms: false,
          is_mms: false,
          message_encoding: 8,
          message_type: 'long-code',
          timestamp: '2026-01-15T17:00:00.366000+00:00',
          to: outside,
        },
      },
    })
  })

  test('lists the records of all versions, and they know its own', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const ids = [await sendOld(call, number), await send(call, number)]
    emulator.clock.advance(600)
    const listed = await call('GET', `${path}?start_date=2026-01-15&limit=1`)
    expect(listed.list.map(({ id }) => id)).toEqual([ids[1]])
    expect(listed.links['next']).toBe(
      'https://api.flowroute.com/v2/messages?limit=1&start_date=2026-01-15T00%3A00%3A00%2B00%3A00&offset=1',
    )
    const record = (await call('GET', `/v2.2/messages/${ids[0]}`)).data
    expect(record.attributes['delivery_receipts']).toHaveLength(2)
  })

  test('shows where an inbound message was posted', async () => {
    const { emulator, call } = setUp()
    const to = await buyOne(call)
    await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/in')
    const id = emulator.receive({ from: outside, to, body: 'hi' })
    const { data } = await call('GET', `${path}/${id}`)
    expect(data.attributes['callback_url']).toBe('https://hooks.example.com/in')
  })

  test('answers with one error, not a list', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const one = (status: number, title: string, detail: unknown) => ({
      error: { id: expect.any(String), status, title, detail },
    })
    const post = (json: object) => call('POST', path, { json })
    const replies: [Promise<{ status: number; body: unknown }>, number, string, unknown][] = [
      [post({ from, to: outside }), 422, 'Unprocessable Entity', 'body or media_urls is required.'],
      [
        post({ from, to: outside, body: 'x', media_urls: ['https://example.com/a.png'] }),
        422,
        'Unprocessable Entity',
        'media_urls needs version 2.1 of the API or newer.',
      ],
      [post({ from: outside, to: from, body: 'x' }), 403, 'ActionNotAuthorizedError', expect.any(String)],
      [call('GET', `${path}/mdr1-0`), 404, 'Not Found', expect.any(String)],
      [call('GET', path), 422, 'Unprocessable Entity', 'start_date is required.'],
      [call('PUT', path), 405, 'Method Not Allowed', expect.any(String)],
      [call('GET', path, { headers: { authorization: '' } }), 401, 'Unauthorized', 'Authentication failed.'],
    ]
    for (const [reply, status, title, detail] of replies) {
      const { status: actual, body } = await reply
      expect([actual, body]).toEqual([status, one(status, title, detail)])
    }
  })

  test('has a rate limit of its own', async () => {
    const { call } = setUp({ rateLimits: true })
    const number = await buyOne(call)
    for (let count = 0; count < 5; count++) await sendOld(call, number)
    expect((await call('POST', path, { json: { to: outside, from: number, body: 'x' } })).status).toBe(429)
    await send(call, number)
  })
})

describe('inbound SMS', () => {
  test('are posted flat when that is asked for, and only they', async () => {
    const { emulator, call, posts } = setUpPosts(undefined, { inboundWebhooks: 'flat' })
    const to = await buyOne(call)
    for (const kind of ['sms_callback', 'mms_callback']) {
      await setAccountCallback(call, kind, 'https://hooks.example.com/')
    }
    const id = emulator.receive({ from: outside, to, body: 'hi' })
    emulator.receive({ from: outside, to, mediaUrls: ['https://example.com/a.png'] })
    await emulator.settled()
    expect(posts[0]?.json).toEqual({ to, body: 'hi', from: outside, id })
    expect(posts[1]?.json).toMatchObject({ data: { type: 'message', attributes: { is_mms: true } } })
  })

  test('the form can be changed, over HTTP too, and is in snapshots', async () => {
    const { emulator, call } = setUp()
    expect((await call('GET', '/__emulator/inbound-webhooks')).body).toEqual({ format: 'json-api' })
    expect((await call('PUT', '/__emulator/inbound-webhooks', { json: { format: 'flat' } })).status).toBe(204)
    expect(emulator.inboundWebhooks.format).toBe('flat')
    const other = createEmulator()
    other.restore(emulator.snapshot())
    expect(other.inboundWebhooks.format).toBe('flat')
    emulator.reset()
    expect(emulator.inboundWebhooks.format).toBe('json-api')
  })

  test('another form is refused', async () => {
    const { emulator, call } = setUp()
    const reply = await call('PUT', '/__emulator/inbound-webhooks', { json: { format: 'xml' } })
    expect([reply.status, reply.error.detail]).toEqual([422, 'format must be one of json-api, flat.'])
    const xml = 'xml' as 'flat'
    const message = 'must be one of json-api, flat'
    expect(() => Object.assign(emulator.inboundWebhooks, { format: xml })).toThrow(
      new TypeError(`format ${message}`),
    )
    expect(() => createEmulator({ inboundWebhooks: xml })).toThrow(
      new TypeError(`inboundWebhooks ${message}`),
    )
  })
})
