import { describe, expect, test } from 'vitest'
import { buyOne, expectError, forSale, setUp } from './support.ts'

const to = '12065550100'

describe.each(['v2.1', 'v2.2'])('sending over %s', (version) => {
  const path = `/${version}/messages`

  test('is accepted, with an id and a link', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const reply = await call('POST', path, { json: { to, from, body: 'hello' } })
    expect(reply.status).toBe(202)
    const { id } = reply.data
    expect(id).toMatch(/^mdr2-[\da-f]{32}$/)
    const links = { self: `https://api.flowroute.com${path}/${id}` }
    const price = { base_rate: 0.004, charged_cost: 0.004 }
    expect(reply.body).toEqual({
      data: { type: 'message', id, links, ...(version === 'v2.2' ? { price_details: price } : {}) },
    })
  })

  test.each([
    ['flat', (attributes: object) => attributes],
    ['enveloped', (attributes: object) => ({ data: { type: 'message', attributes } })],
    ['enveloped without a type', (attributes: object) => ({ data: { attributes } })],
  ])('%s', async (_form, body) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { status, data } = await call('POST', path, { json: body({ to, from, body: 'hello' }) })
    expect(status).toBe(202)
    const record = await call('GET', `${path}/${data.id}`)
    expect(record.data.attributes).toMatchObject({ to, from, body: 'hello', direction: 'outbound' })
  })
})

describe('what can be sent', () => {
  test.each([
    ['12065550100', '12065550100'],
    ['+12065550100', '12065550100'],
    ['+442071838750', '442071838750'],
  ])('to %s', async (given, understood) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { data } = await call('POST', '/v2.2/messages', {
      json: { to: given, from: `+${from}`, body: 'x' },
    })
    const { attributes } = (await call('GET', `/v2.2/messages/${data.id}`)).data
    expect(attributes).toMatchObject({ to: understood, from })
  })

  test.each([
    [{ to: undefined }, 'to is required.'],
    [{ to: '' }, 'to is required.'],
    [{ to: '2065550100' }, 'to must be an 11-digit number'],
    [{ to: '(206) 555-0100' }, 'to must be an 11-digit number'],
    [{ to: '+' }, 'to must be an 11-digit number'],
    [{ to: '+01206555010' }, 'to must be an 11-digit number'],
    [{ to: '22065550100' }, 'to must be an 11-digit number'],
    [{ to: 12065550100 }, 'to must be a string.'],
    [{ from: undefined }, 'from is required.'],
    [{ from: 'FLOWROUTE' }, 'from must be an 11-digit number'],
    [{ body: undefined }, 'body or media_urls is required.'],
    [{ body: '' }, 'body or media_urls is required.'],
    [{ body: null, media_urls: [] }, 'body or media_urls is required.'],
    [{ body: undefined, is_mms: true }, 'body or media_urls is required.'],
    [{ body: 7 }, 'body must be a string.'],
    [{ media_urls: 'https://example.com/a.png' }, 'media_urls must be an array of strings.'],
    [{ media_urls: [1] }, 'media_urls must be an array of strings.'],
    [{ media_urls: ['a.png'] }, 'media_urls must hold absolute http or https URLs.'],
    [
      { media_urls: ['https://example.com:99999/a.png'] },
      'media_urls must hold absolute http or https URLs.',
    ],
    [{ is_mms: 'maybe' }, 'is_mms must be true or false.'],
    [{ dlr_callback: 'example.com' }, 'dlr_callback must be an absolute http or https URL.'],
    [{ type: 'number' }, 'type must be "message".'],
  ])('refuses %j', async (wrong, detail) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const json = { to, from, body: 'hello', ...wrong }
    expectError(await call('POST', '/v2.1/messages', { json }), 422, detail)
    expect((await call('GET', '/v2.1/messages?start_date=2000-01-01')).list).toEqual([])
  })

  test('only from a number of the account', async () => {
    const { call } = setUp()
    const [from] = await forSale(call, 1)
    const reply = await call('POST', '/v2.1/messages', { json: { to, from: `+${from}`, body: 'hello' } })
    expectError(reply, 403, `${from} is not a number on your account`)
    expect(reply.error.title).toBe('ActionNotAuthorizedError')
  })

  test('from a released number no more, but its records stay', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const json = { to, from, body: 'hello' }
    const { data } = await call('POST', '/v2.1/messages', { json })
    await call('DELETE', `/v2/numbers/${from}`)
    expect((await call('POST', '/v2.1/messages', { json })).status).toBe(403)
    expect((await call('GET', `/v2.1/messages/${data.id}`)).data.attributes['from']).toBe(from)
  })

  test('null stands for what was never set', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const json = { to, from, body: 'hello', media_urls: null, is_mms: null, dlr_callback: null }
    const { data } = await call('POST', '/v2.1/messages', { json })
    expect((await call('GET', `/v2.1/messages/${data.id}`)).data.attributes['is_mms']).toBe(false)
  })
})

describe('encoding, segments and price of an SMS', () => {
  test.each([
    ['one ASCII character', 'a', 0, 1],
    ['160 of them', 'a'.repeat(160), 0, 1],
    ['161', 'a'.repeat(161), 0, 2],
    ['280', 'a'.repeat(280), 0, 2],
    ['281', 'a'.repeat(281), 0, 3],
    ['control characters', 'a\n\u007f', 0, 1],
    ['one character beyond ASCII', 'é', 8, 1],
    ['70 with one of them', `${'a'.repeat(69)}é`, 8, 1],
    ['71', `${'a'.repeat(70)}é`, 8, 2],
    ['140', 'é'.repeat(140), 8, 2],
    ['35 emoji of two units each', '😀'.repeat(35), 8, 1],
    ['36', '😀'.repeat(36), 8, 2],
  ])('%s', async (_case, body, encoding, segments) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { data } = await call('POST', '/v2.2/messages', { json: { to, from, body } })
    const cost = (segments * 4_000_000) / 1e9
    expect(data).toHaveProperty('price_details', {
      base_rate: 0.004,
      charged_cost: cost,
    })
    expect((await call('GET', `/v2.2/messages/${data.id}`)).data.attributes).toMatchObject({
      body,
      message_encoding: encoding,
      amount_nanodollars: segments * 4_000_000,
      amount_display: `$${cost.toFixed(4)}`,
    })
  })
})
