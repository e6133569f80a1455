import { describe, expect, test } from 'vitest'
import { buy, buyOne, expectError, setUp } from './support.ts'

const to = '12065550100'

describe('delivery', () => {
  test('receipts come in as time passes, the latest first', async () => {
    const { emulator, call } = setUp({ startTime: new Date('2017-12-21T16:44:34.930Z') })
    const from = await buyOne(call)
    const { data } = await call('POST', '/v2.1/messages', { json: { to, from, body: 'test sms on v2' } })
    const look = async () => (await call('GET', `/v2.1/messages/${data.id}`)).data
    const handedOver = {
      level: 1,
      status: 'smsc submit',
      status_code: null,
      status_code_description: 'Message has been sent',
      timestamp: '2017-12-21T16:44:35.00Z',
    }
    const accepted = {
      level: 2,
      status: 'message buffered',
      status_code: 1003,
      status_code_description: 'Message accepted by Carrier',
      timestamp: '2017-12-21T16:44:35.53Z',
    }
    expect(await look()).toEqual({
      type: 'message',
      id: data.id,
      attributes: {
        body: 'test sms on v2',
        direction: 'outbound',
        from,
        to,
        timestamp: '2017-12-21T16:44:34.93Z',
        amount_display: '$0.0040',
        amount_nanodollars: 4_000_000,
        is_mms: false,
        message_encoding: 0,
        message_type: 'longcode',
        status: '',
        delivery_receipts: [],
      },
    })
    emulator.clock.advance(69)
    expect((await look()).attributes).toMatchObject({ status: '', delivery_receipts: [] })
    emulator.clock.advance(1)
    expect((await look()).attributes).toMatchObject({
      status: 'smsc submit',
      delivery_receipts: [handedOver],
    })
    emulator.clock.advance(529)
    expect((await look()).attributes).toMatchObject({ delivery_receipts: [handedOver] })
    emulator.clock.advance(1)
    expect((await look()).attributes).toMatchObject({
      status: 'message buffered',
      delivery_receipts: [accepted, handedOver],
    })
    emulator.clock.advance(86_400_000)
    expect((await look()).attributes['delivery_receipts']).toHaveLength(2)
  })

  test('a toll-free sender’s messages say so', async () => {
    const { call } = setUp()
    const from = await buyOne(call, '&number_type=toll-free')
    const { data } = await call('POST', '/v2.1/messages', { json: { to, from, body: 'x' } })
    expect((await call('GET', `/v2.1/messages/${data.id}`)).data.attributes['message_type']).toBe('toll-free')
  })

  test('a message to a number of the account arrives there when it is accepted', async () => {
    const { emulator, call } = setUp()
    const [from = '', own = ''] = await buy(call, 2)
    const sent = await call('POST', '/v2.1/messages', {
      json: { to: own, from: `+${from}`, body: 'to myself' },
    })
    const list = async () => (await call('GET', '/v2.1/messages?start_date=2026-01-01')).list
    emulator.clock.advance(599)
    expect((await list()).map(({ id }) => id)).toEqual([sent.data.id])
    emulator.clock.advance(1)
    const [inbound, outbound] = await list()
    expect(outbound?.id).toBe(sent.data.id)
    expect(inbound).toEqual({
      type: 'message',
      id: expect.stringMatching(/^mdr2-[\da-f]{32}$/),
      attributes: {
        body: 'to myself',
        direction: 'inbound',
        from,
        to: own,
        timestamp: '2026-01-15T17:00:00.60Z',
        amount_display: '$0.0040',
        amount_nanodollars: 4_000_000,
        is_mms: false,
        message_encoding: 0,
        message_type: 'longcode',
        status: 'delivered',
        delivery_receipts: [],
      },
    })
    expect(inbound?.id).not.toBe(outbound?.id)
    emulator.clock.advance(600_000)
    expect((await list())[0]?.attributes).toEqual(inbound?.attributes)
  })

  test('what was sent before it arrived comes after it in listings, which have the newest first', async () => {
    const { emulator, call } = setUp()
    const [from, own] = await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'first' } })
    emulator.clock.advance(300)
    await call('POST', '/v2.1/messages', { json: { to, from, body: 'second' } })
    emulator.clock.advance(300)
    const { list } = await call('GET', '/v2.1/messages?start_date=2026-01-01')
    const told = list.map(({ attributes }) => `${attributes['direction']} ${attributes['body']}`)
    expect(told).toEqual(['inbound first', 'outbound second', 'outbound first'])
  })

  test('a message that has not arrived yet cannot be looked up by its id either', async () => {
    const { emulator, call } = setUp()
    const [from, own] = await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'x' } })
    emulator.clock.advance(600)
    const [inbound] = (await call('GET', '/v2.1/messages?start_date=2026-01-01')).list
    emulator.reset()
    await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'x' } })
    expectError(await call('GET', `/v2.1/messages/${inbound?.id}`), 404, 'on your account')
    emulator.clock.advance(600)
    expect((await call('GET', `/v2.1/messages/${inbound?.id}`)).data).toEqual(inbound)
  })
})

describe('MMS', () => {
  const url = 'http://s3.amazonaws.com/barkpost-assets/50+GIFs/37.gif'

  test.each(['v2.1', 'v2.2'])('a record has its media, %s', async (version) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const json = {
      to,
      from,
      body: 'x'.repeat(300),
      media_urls: [url, 'https://example.com/a/photo%20one.JPG?x=1'],
    }
    const sent = await call('POST', `/${version}/messages`, { json })
    const reply = await call('GET', `/${version}/messages/${sent.data.id}`)
    expect(reply.data.attributes).toMatchObject({
      is_mms: true,
      amount_nanodollars: 9_500_000,
      amount_display: '$0.0095',
      message_encoding: 0,
    })
    const [first, second] = reply.included
    expect(reply.data.relationships).toEqual({
      media: {
        data: [
          { type: 'media', id: first?.id },
          { type: 'media', id: second?.id },
        ],
      },
    })
    expect(first).toEqual({
      type: 'media',
      id: expect.stringMatching(/^\d{19}-37\.gif$/),
      attributes: { url, file_name: '37.gif', mime_type: 'image/gif', file_size: expect.any(Number) },
      links: { self: `https://api.flowroute.com/${version}/media/${first?.id}` },
    })
    expect(Number(first?.attributes['file_size'])).toBeLessThanOrEqual(767_840)
    expect(second?.id).toMatch(/^\d{19}-photo-20one\.JPG$/)
    expect(second?.attributes).toMatchObject({ mime_type: 'image/jpeg' })
    expect(BigInt(first?.id.split('-')[0] ?? 0) >> 22n).toBe(
      BigInt(Date.UTC(2026, 0, 15, 17) - 1_288_834_974_657),
    )
  })

  test.each([
    ['https://example.com/', /^\d{19}-media$/, 'application/octet-stream'],
    ['https://example.com', /^\d{19}-media$/, 'application/octet-stream'],
    ['https://example.com/clip.unknown', /-clip\.unknown$/, 'application/octet-stream'],
    ['https://example.com/clip.mp4', /-clip\.mp4$/, 'video/mp4'],
    ['https://example.com/a.WEBP', /-a\.WEBP$/, 'image/webp'],
    ['https://example.com/card.vcf', /-card\.vcf$/, 'text/vcard'],
    ['https://example.com/clip.avi', /-clip\.avi$/, 'video/x-msvideo'],
    ['https://example.com/clip.3gp', /-clip\.3gp$/, 'video/3gpp'],
    ['https://example.com/ring.amr', /-ring\.amr$/, 'audio/amr'],
  ])('the media of %s', async (mediaUrl, id, mimeType) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { data } = await call('POST', '/v2.1/messages', { json: { to, from, media_urls: [mediaUrl] } })
    const { included, data: record } = await call('GET', `/v2.1/messages/${data.id}`)
    expect(included[0]?.id).toMatch(id)
    expect(included[0]?.attributes).toMatchObject({ mime_type: mimeType, url: mediaUrl })
    expect(record.attributes['body']).toBe(null)
  })

  test.each([true, 'true', 'True'])('text only, with is_mms %j', async (is_mms) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { data } = await call('POST', '/v2.2/messages', {
      json: { to, from, body: 'é'.repeat(500), is_mms },
    })
    expect(data).toHaveProperty('price_details', {
      base_rate: 0.0095,
      charged_cost: 0.0095,
    })
    const reply = await call('GET', `/v2.2/messages/${data.id}`)
    expect(reply.data.attributes).toMatchObject({ is_mms: true, message_encoding: 8 })
    expect(reply.data.relationships).toEqual({ media: { data: [] } })
    expect(reply.included).toBeUndefined()
  })

  test.each([false, 'false'])('is_mms %j without media is an SMS, with media an MMS', async (is_mms) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const kind = async (more: object) => {
      const { data } = await call('POST', '/v2.1/messages', {
        json: { to, from, body: 'x', is_mms, ...more },
      })
      const { attributes, relationships } = (await call('GET', `/v2.1/messages/${data.id}`)).data
      return [attributes['is_mms'], relationships === undefined]
    }
    expect(await kind({})).toEqual([false, true])
    expect(await kind({ media_urls: [url] })).toEqual([true, false])
  })

  test('arrives at a number of the account with an empty status', async () => {
    const { emulator, call } = setUp()
    const [from, own] = await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, media_urls: [url] } })
    emulator.clock.advance(600)
    const [inbound, outbound] = (await call('GET', '/v2.1/messages?start_date=2026-01-01')).list
    expect(inbound?.attributes).toMatchObject({
      direction: 'inbound',
      status: '',
      delivery_receipts: [],
      body: null,
    })
    expect(inbound?.relationships).toEqual(outbound?.relationships)
    expect(outbound?.attributes).toMatchObject({ direction: 'outbound', status: 'message buffered' })
  })
})
