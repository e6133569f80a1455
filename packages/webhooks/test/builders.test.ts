import { ConfigurationError } from '@flowroute/core'
import { parseWebhook } from '@flowroute/webhooks'
import {
  deliveryReceipt,
  inboundMms,
  inboundSms,
  portOrderStatus,
  webhookRequest,
} from '@flowroute/webhooks/testing'
import { expect, test } from 'vitest'

const timestamp = new Date('2026-02-03T04:05:06Z')

test('an SMS', () => {
  expect(inboundSms({ id: 'mdr2-a', body: '✓', timestamp, callbackUrl: undefined })).toStrictEqual({
    data: {
      attributes: {
        amount_display: '$0.0040',
        amount_nanodollars: '4000000',
        body: '✓',
        direction: 'inbound',
        from: '12065550123',
        is_mms: false,
        message_callback_url: 'https://example.com/flowroute',
        message_encoding: 8,
        message_type: 'longcode',
        status: 'delivered',
        timestamp: '2026-02-03T04:05:06Z',
        to: '12065550199',
      },
      type: 'message',
      id: 'mdr2-a',
    },
  })
})

test('a flat SMS', () => {
  expect(inboundSms({ form: 'flat', from: '12065550111', to: undefined })).toStrictEqual({
    to: '12065550199',
    body: 'hello there',
    from: '12065550111',
    id: expect.stringMatching(/^mdr1-[\da-f]{32}$/),
  })
})

test('an MMS, with its files beside it', () => {
  const mms = inboundMms({
    timestamp,
    media: [{ fileName: 'cat.gif', mimeType: 'image/gif', fileSize: 3 }, {}],
  })
  expect(mms).toMatchObject({
    data: {
      attributes: {
        status: '',
        body: null,
        amount_nanodollars: 9_500_000,
        timestamp: '2026-02-03T04:05:06.00Z',
      },
    },
    included: [{ type: 'media', attributes: { file_name: 'cat.gif', file_size: 3 } }, { type: 'media' }],
  })
  expect(parseWebhook(mms)).toMatchObject({
    isMms: true,
    timestamp,
    media: [{ fileName: 'cat.gif', mimeType: 'image/gif', fileSize: 3 }, { fileName: 'picture.jpg' }],
  })
})

test('receipts', () => {
  expect(parseWebhook(deliveryReceipt({ messageId: 'mdr2-a', level: 1, timestamp }))).toMatchObject({
    type: 'message.receipt',
    messageId: 'mdr2-a',
    level: 1,
    status: 'smsc submit',
    statusCode: null,
    timestamp,
  })
  expect(parseWebhook(deliveryReceipt())).toMatchObject({
    level: 2,
    status: 'message buffered',
    statusCode: 1003,
  })
  expect(parseWebhook(deliveryReceipt({ statusCode: null }))).toMatchObject({ level: 2, statusCode: null })
  expect(deliveryReceipt({ form: 'flat', messageId: 'mdr2-a' })).toStrictEqual({
    attributes: { to: '12065550123', from: '12065550199', body: 'hello there', status: 'smsc submit' },
    id: 'mdr2-a',
    type: 'delivery_receipt',
  })
})

test('a port order', () => {
  expect(parseWebhook(portOrderStatus({ portOrderId: '7', status: 'completed' }))).toMatchObject({
    type: 'port-order.status',
    id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    portOrderId: '7',
    status: 'completed',
    message: 'Port Order #7 has been completed.',
  })
})

test.each<[string, () => unknown]>([
  ['text', () => inboundSms({ text: 'STOP' } as object)],
  ['url', () => inboundMms({ url: 'https://example.com' } as object)],
  ['name', () => inboundMms({ media: [{ name: 'cat.jpg' } as object] })],
  ['id', () => deliveryReceipt({ id: 'mdr2-a' } as object)],
  ['state', () => portOrderStatus({ state: 'completed' } as object)],
])('the unknown option %s is refused', (name, build) => {
  expect(build).toThrow(ConfigurationError)
  expect(build).toThrow(`Unknown option "${name}".`)
})

test('each has an id of its own', () => {
  const ids = [
    inboundSms(),
    inboundSms(),
    inboundMms(),
    deliveryReceipt(),
    portOrderStatus(),
    portOrderStatus(),
  ]
  expect(new Set(ids.map((payload) => parseWebhook(payload).id)).size).toBe(ids.length)
})

test('a request as Flowroute makes it', async () => {
  const request = webhookRequest({ id: 'a' }, 'https://example.com/hook?secret=1')
  expect([request.method, request.url]).toEqual(['POST', 'https://example.com/hook?secret=1'])
  expect(Object.fromEntries(request.headers)).toEqual({
    'content-type': 'application/json',
    'user-agent': 'Go-http-client/1.1',
  })
  expect(await request.json()).toEqual({ id: 'a' })
})
