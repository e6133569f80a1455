import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { messagesOf, record, serveRecord } from './support.ts'

const receipt = { level: 1, status: 'smsc submit', timestamp: '2017-12-21T16:44:35Z' }

/** Forms in which the API, or a capture of it, is known to send a record. */
describe('a record with', () => {
  test.each<[string, Record<string, unknown>, object]>([
    ['a recipient with a plus sign', { to: '+16085612999' }, { to: '16085612999' }],
    ['a sender with a plus sign', { from: '+16085612999' }, { from: '16085612999' }],
    ['a sender that is not a phone number', { from: '+ALERT' }, { from: '+ALERT' }],
    ['an amount as text', { amount_nanodollars: '4000000' }, { amountNanodollars: 4_000_000 }],
    ['a recipient as a number', { to: 16085612999 }, { to: '16085612999' }],
    ['a sender as a number', { from: 16085612999 }, { from: '16085612999' }],
    ['is_mms as text', { is_mms: 'true' }, { isMms: true }],
    ['is_mms as capitalised text', { is_mms: 'False' }, { isMms: false }],
    ['an encoding as text', { message_encoding: '8' }, { messageEncoding: 8 }],
    ['an empty status', { status: '' }, { status: '' }],
    ['null as text', { body: null }, { body: null }],
    ['an empty text', { body: '' }, { body: '' }],
    ['an unknown direction', { direction: 'sideways' }, { direction: 'sideways' }],
    ['an unknown type of number', { message_type: '10dlc' }, { messageType: '10dlc' }],
    ['no receipts', { delivery_receipts: [] }, { deliveryReceipts: [] }],
    [
      'the callback of an inbound SMS',
      { message_callback_url: 'https://example.com/in' },
      { messageCallbackUrl: 'https://example.com/in' },
    ],
    ['a price', { price_details: { charged_cost: '0.014' } }, { priceDetails: { chargedCost: 0.014 } }],
    [
      'a status code that is absent',
      { delivery_receipts: [receipt] },
      { deliveryReceipts: [{ statusCode: null, statusCodeDescription: null }] },
    ],
    [
      'a status code that is null',
      { delivery_receipts: [{ ...receipt, status_code: null, status_code_description: null }] },
      { deliveryReceipts: [{ statusCode: null, statusCodeDescription: null }] },
    ],
    [
      'a status code and a level as text',
      { delivery_receipts: [{ ...receipt, level: '2', status_code: '1003' }] },
      { deliveryReceipts: [{ level: 2, statusCode: 1003 }] },
    ],
    [
      'a status code as a number',
      { delivery_receipts: [{ ...receipt, status_code: 1110, status_code_description: 'User opted out' }] },
      { deliveryReceipts: [{ statusCode: 1110, statusCodeDescription: 'User opted out' }] },
    ],
    [
      'unknown attributes, at any depth',
      { carrier_name: 'Acme', delivery_receipts: [{ ...receipt, hop_count: 3 }] },
      { carrierName: 'Acme', deliveryReceipts: [{ hopCount: 3 }] },
    ],
  ])('%s', async (_, wire, entity) => {
    await using server = await serveRecord(wire)
    const { messages, reports } = messagesOf(server)
    expect(await messages.get('mdr2-1')).toMatchObject(entity)
    expect(reports).toEqual([])
  })

  test.each([
    ['2022-02-06T17:52:33Z', '2022-02-06T17:52:33.000Z'],
    ['2022-02-06T17:52:33.37Z', '2022-02-06T17:52:33.370Z'],
    ['2022-02-06T17:52:33.00Z', '2022-02-06T17:52:33.000Z'],
    ['2022-02-06T17:52:33.980000Z', '2022-02-06T17:52:33.980Z'],
    ['2022-02-06T17:52:33+00:00', '2022-02-06T17:52:33.000Z'],
    ['2022-02-06T17:52:33.366645+00:00', '2022-02-06T17:52:33.366Z'],
    ['2022-02-06 17:52:33.366645+00:00', '2022-02-06T17:52:33.366Z'],
    ['Sun, 06 Feb 2022 17:52:33 GMT', '2022-02-06T17:52:33.000Z'],
  ])('the timestamp %s', async (timestamp, iso) => {
    await using server = await serveRecord({ timestamp, delivery_receipts: [{ ...receipt, timestamp }] })
    const { messages, reports } = messagesOf(server)
    const message = await messages.get('mdr2-1')
    expect(message.timestamp).toEqual(new Date(iso))
    expect(message.deliveryReceipts?.[0]?.timestamp).toEqual(new Date(iso))
    expect(reports).toEqual([])
  })
})

describe('the price of a sent message', () => {
  const amounts = { base_rate: '0.0040', charged_cost: '0.014', segment_count: '2' }
  const priceDetails = { baseRate: 0.004, chargedCost: 0.014, segmentCount: 2 }

  test.each<[string, object, object]>([
    ['in numbers', { base_rate: 0.004, charged_cost: 0.014, segment_count: 2 }, priceDetails],
    ['in texts', amounts, priceDetails],
    [
      'with surcharge_rate',
      { ...amounts, surcharge_rate: '0.003' },
      { ...priceDetails, surchargeRate: 0.003 },
    ],
    ['with surcharge', { ...amounts, surcharge: 0.003 }, { ...priceDetails, surchargeRate: 0.003 }],
  ])('%s, beside the attributes or in them', async (_, price_details, expected) => {
    const message = { type: 'message', id: 'mdr2-1' }
    await using server = await startServer([
      { status: 202, body: { data: { ...message, price_details } } },
      { status: 202, body: { data: { ...message, attributes: { price_details } } } },
    ])
    const { messages, reports } = messagesOf(server, { apiVersion: 'v2.2' })
    for (let count = 0; count < 2; count++) {
      const sent = await messages.send({ to: '12061232634', from: '12012673227', body: 'hi' })
      expect(sent).toStrictEqual({ id: 'mdr2-1', priceDetails: expected })
    }
    expect(server.requests).toHaveLength(2)
    expect(reports).toEqual([])
  })
})

test.each([200, 201])('a send may be answered with %i', async (status) => {
  await using server = await startServer([{ status, body: { data: { id: 'mdr1-1' } } }])
  const { messages } = messagesOf(server, { strict: true })
  const message = { to: '12061232634', from: '12012673227', body: 'hi' }
  expect(await messages.send(message)).toStrictEqual({ id: 'mdr1-1' })
})

test('a callback that was set may be returned', async () => {
  const body = { data: { attributes: { callback_url: 'https://example.com/in', product: 'sms' } } }
  await using server = await startServer([{ status: 200, body }])
  const { messages, reports } = messagesOf(server)
  expect(await messages.setCallback('sms_callback', 'https://example.com/in')).toBeUndefined()
  expect(reports).toEqual([])
})

test('the media of a list have only their ids', async () => {
  const media = { data: [{ type: 'media', id: '14904-cat.jpg' }] }
  await using server = await startServer([{ body: { data: [{ ...record(), relationships: { media } }] } }])
  const { messages, reports } = messagesOf(server)
  const { items } = await messages.list({ startDate: '2026-01-01' })
  expect(items[0]?.media).toEqual([{ id: '14904-cat.jpg' }])
  expect(reports).toEqual([])
})

test('an absent attribute stays absent', async () => {
  await using server = await serveRecord({})
  const { messages, reports } = messagesOf(server)
  const message = await messages.get('mdr2-1')
  for (const name of ['deliveryReceipts', 'media', 'messageCallbackUrl', 'priceDetails']) {
    expect(message).not.toHaveProperty(name)
  }
  expect(reports).toEqual([])
})

test('an invalid value is reported and returned unchanged, or refused when strict', async () => {
  await using server = await serveRecord({
    timestamp: 'yesterday',
    amount_nanodollars: 'none',
    to: undefined,
  })
  const { messages, reports } = messagesOf(server)

  expect(await messages.get('mdr2-1')).toMatchObject({ id: 'mdr2-1', timestamp: 'yesterday' })
  expect(reports.flatMap(({ issues }) => issues.map(({ field }) => field))).toEqual([
    'to',
    'timestamp',
    'amountNanodollars',
  ])
  const strict = messagesOf(server, { strict: true }).messages
  await expect(strict.get('mdr2-1')).rejects.toMatchObject({ name: 'ResponseFormatError' })
})
