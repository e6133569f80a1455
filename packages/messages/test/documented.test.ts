import { UnprocessableEntityError } from '@flowroute/core'
import { failureOf, recorded, startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { messagesOf, sent } from './support.ts'

const inbound = {
  id: 'mdr2-ca82be46e6ba11e79d08862d092cf73d',
  body: 'Hello are you there? ',
  status: 'delivered',
  direction: 'inbound',
  amountNanodollars: 4_000_000,
  amountDisplay: '$0.0040',
  to: '12012673227',
  from: '12061231234',
  messageEncoding: 0,
  messageType: 'longcode',
  isMms: false,
  timestamp: new Date('2017-12-22T01:52:39.390Z'),
  deliveryReceipts: [],
}

const outbound = {
  id: 'mdr2-39cadeace66e11e7aff806cd7f24ba2d',
  body: 'test sms on v2',
  status: 'message buffered',
  direction: 'outbound',
  amountNanodollars: 4_000_000,
  amountDisplay: '$0.0040',
  to: '12061232634',
  from: '12012673227',
  messageEncoding: 0,
  messageType: 'longcode',
  isMms: false,
  timestamp: new Date('2017-12-21T16:44:34.930Z'),
  deliveryReceipts: [
    {
      level: 2,
      status: 'message buffered',
      statusCode: 1003,
      statusCodeDescription: 'Message accepted by Carrier',
      timestamp: new Date('2017-12-21T16:44:35.000Z'),
    },
    {
      level: 1,
      status: 'smsc submit',
      statusCode: null,
      statusCodeDescription: 'Message has been sent',
      timestamp: new Date('2017-12-21T16:44:35.000Z'),
    },
  ],
}

test('sends the documented MMS, with is_mms as a boolean', async () => {
  const { request, response } = recorded('messages/send-mms')
  await using server = await startServer([response])
  const { messages, reports } = messagesOf(server)

  const result = await messages
    .send({
      to: '12061232634',
      from: '12012673227',
      body: 'hello there',
      isMms: true,
      mediaUrls: ['http://s3.amazonaws.com/barkpost-assets/50+GIFs/37.gif'],
    })
    .withResponse()

  const { data } = request.body as { data: { attributes: object } }
  const body = { data: { ...data, attributes: { ...data.attributes, is_mms: true } } }
  expect(server.requests.map(sent)).toEqual([{ method: 'POST', path: '/v2.1/messages', query: {}, body }])
  expect(server.requests[0]?.headers['content-type']).toBe('application/vnd.api+json')
  expect(result).toMatchObject({ attempts: 1, warnings: [], response: { status: 202 } })
  expect(result.data).toEqual({ id: 'mdr2-39cadeace66e11e7aff806cd7f24ba2d' })
  expect(reports).toEqual([])
})

test('fails with the documented reason when media are too large', async () => {
  const { response } = recorded('messages/send-media-too-large')
  await using server = await startServer([response])
  const mediaUrls = ['https://example.com/large.mp4']

  const error = await failureOf(
    messagesOf(server).messages.send({ to: '12061232634', from: '12012673227', mediaUrls }),
  )

  expect(error).toBeInstanceOf(UnprocessableEntityError)
  expect(error).toMatchObject({ ...(response.body as object), status: 422, outcome: 'rejected' })
  expect(error.message).toContain('is over 767840 byte limit.')
})

test('lists the documented records', async () => {
  const { request, response } = recorded('messages/list')
  await using server = await startServer([response])
  const { messages, reports } = messagesOf(server)

  const page = await messages.list({ startDate: '2017-12-01', endDate: '2018-01-08', pageSize: 2 })

  expect(server.requests.map(sent)).toEqual([
    { method: 'GET', path: '/v2.1/messages', query: { ...request.query, offset: '0' }, body: undefined },
  ])
  expect(page.items).toEqual([inbound, outbound])
  expect(page.hasNext).toBe(true)
  expect(reports).toEqual([])
})

test('gets the documented record', async () => {
  const { request, response } = recorded('messages/get')
  await using server = await startServer([response])
  const { messages, reports } = messagesOf(server)

  const message = await messages.get('mdr2-ca82be46e6ba11e79d08862d092cf73d')

  expect(server.requests.map(sent)).toEqual([
    { method: 'GET', path: request.path, query: {}, body: undefined },
  ])
  expect(message).toEqual({ ...inbound, from: '12061232634' })
  expect(reports).toEqual([])
})

test('gets a received MMS with its files', async () => {
  await using server = await startServer([
    {
      body: {
        data: {
          attributes: {
            status: '',
            body: null,
            direction: 'inbound',
            amount_nanodollars: 9_500_000,
            to: '16085612999',
            message_encoding: 0,
            timestamp: '2022-02-06T20:21:17.00Z',
            delivery_receipts: [],
            amount_display: '$0.0095',
            from: '18337061641',
            is_mms: true,
            message_type: 'longcode',
          },
          relationships: { media: { data: [{ type: 'media', id: '14904-cat.jpg' }] } },
          type: 'message',
          id: 'mdr2-5',
        },
        included: [
          {
            attributes: {
              url: 'https://media.example.com/cat.jpg?Expires=1',
              file_name: 'cat.jpg',
              mime_type: 'image/jpeg',
              file_size: 58_017,
            },
            type: 'media',
            id: '14904-cat.jpg',
            links: { self: 'https://api.flowroute.com/v2.1/media/14904-cat.jpg' },
          },
        ],
      },
    },
  ])
  const { messages, reports } = messagesOf(server)

  expect(await messages.get('mdr2-5')).toEqual({
    id: 'mdr2-5',
    status: '',
    body: null,
    direction: 'inbound',
    amountNanodollars: 9_500_000,
    amountDisplay: '$0.0095',
    to: '16085612999',
    from: '18337061641',
    messageEncoding: 0,
    messageType: 'longcode',
    timestamp: new Date('2022-02-06T20:21:17.000Z'),
    isMms: true,
    deliveryReceipts: [],
    media: [
      {
        id: '14904-cat.jpg',
        url: 'https://media.example.com/cat.jpg?Expires=1',
        fileName: 'cat.jpg',
        mimeType: 'image/jpeg',
        fileSize: 58_017,
      },
    ],
  })
  expect(reports).toEqual([])
})

const kinds = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
] as const

test.each(kinds)('sets %s', async (kind) => {
  await using server = await startServer([{ status: 204 }])
  const { messages } = messagesOf(server)

  expect(await messages.setCallback(kind, 'https://example.com/in?a=1')).toBeUndefined()
  expect(server.requests.map(sent)).toEqual([
    {
      method: 'PUT',
      path: `/v2.1/messages/${kind}`,
      query: {},
      body: { callback_url: 'https://example.com/in?a=1' },
    },
  ])
})

test('finds a sent message in the documented records', async () => {
  const { response } = recorded('messages/list')
  await using server = await startServer([response, { body: { data: [], links: {} } }])
  const { messages } = messagesOf(server)

  const found = await messages.findSent({ to: '12061232634', body: 'test sms on v2', since: '2017-12-01' })

  expect(found).toEqual([outbound])
  const request = { method: 'GET', path: '/v2.1/messages', body: undefined }
  expect(server.requests.map(sent)).toEqual(
    ['0', '2'].map((offset) => ({ ...request, query: { start_date: '2017-12-01', limit: '200', offset } })),
  )
})

test('v2.2 has its own paths, a plus before numbers, and a price', async () => {
  const price = { base_rate: 0.004, surcharge_rate: 0.003, segment_count: 2, charged_cost: 0.014 }
  await using server = await startServer(({ method }) => {
    if (method === 'PUT') return { status: 204 }
    if (method === 'GET') return { body: { data: [], links: {} } }
    return { status: 202, body: { data: { type: 'message', id: 'mdr2-1', price_details: price } } }
  })
  const { messages, reports } = messagesOf(server, { apiVersion: 'v2.2' })

  const accepted = await messages.send({ to: '(206) 123-2634', from: '12012673227', body: 'hi' })
  await messages.list({ startDate: '2026-01-01' })
  await messages.setCallback('mms_dlr_callback', 'https://example.com/')
  await messages.findSent({ to: '12061232634', since: '2026-01-01' })

  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v2.2/messages',
    'GET /v2.2/messages',
    'PUT /v2.2/messages/mms_dlr_callback',
    'GET /v2.2/messages',
  ])
  expect(server.requests[0]?.json).toEqual({
    data: { type: 'message', attributes: { to: '+12061232634', from: '+12012673227', body: 'hi' } },
  })
  const priceDetails = { baseRate: 0.004, surchargeRate: 0.003, segmentCount: 2, chargedCost: 0.014 }
  expect(accepted).toEqual({ id: 'mdr2-1', priceDetails })
  expect(reports).toEqual([])
})
