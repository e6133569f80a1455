import { describe, expect, test } from 'vitest'
import type { ReceivedMessage } from '../src/index.ts'
import { buyOne, setUp } from './support.ts'
import { outside } from './webhook-support.ts'

describe('receive', () => {
  test('gives the id of a record that is there at once', async () => {
    const { emulator, call } = setUp()
    const to = await buyOne(call)
    const id = emulator.receive({ from: '+447700900123', to: `+${to}`, body: 'x'.repeat(161) })
    const { data } = await call('GET', `/v2.1/messages/${id}`)
    expect(data).toEqual({
      type: 'message',
      id,
      attributes: {
        body: 'x'.repeat(161),
        direction: 'inbound',
        from: '447700900123',
        to,
        timestamp: '2026-01-15T17:00:00.00Z',
        amount_display: '$0.0080',
        amount_nanodollars: 8_000_000,
        is_mms: false,
        message_encoding: 0,
        message_type: 'longcode',
        status: 'delivered',
        delivery_receipts: [],
      },
    })
    expect((await call('GET', '/v2.1/messages?start_date=2026-01-01')).list).toEqual([data])
  })

  test('with media makes an MMS', async () => {
    const { emulator, call } = setUp()
    const to = await buyOne(call)
    const mediaUrls = Object.freeze(['https://example.com/a.png'])
    const id = emulator.receive({ from: outside, to, body: 'look', mediaUrls })
    const { data, included } = await call('GET', `/v2.1/messages/${id}`)
    expect(data.attributes).toMatchObject({ body: 'look', is_mms: true, status: '', direction: 'inbound' })
    expect(included).toMatchObject([{ attributes: { url: mediaUrls[0], mime_type: 'image/png' } }])
  })

  test('takes empty media as none', async () => {
    const { emulator, call } = setUp()
    const to = await buyOne(call)
    const id = emulator.receive({ from: outside, to, body: 'x', mediaUrls: [] })
    expect((await call('GET', `/v2.1/messages/${id}`)).data.attributes['is_mms']).toBe(false)
  })

  test.each<[string, object, ErrorConstructor, string]>([
    ['no from', { from: undefined }, TypeError, 'from must be a string'],
    ['a from that is a number', { from: 12_065_550_100 }, TypeError, 'from must be a string'],
    ['a from without country code', { from: '2065550100' }, RangeError, 'from must be an 11-digit number'],
    ['an empty from', { from: '' }, RangeError, 'from must be an 11-digit number'],
    ['no to', { to: undefined }, TypeError, 'to must be a string'],
    ['a to that is no number', { to: 'me' }, RangeError, 'to must be an 11-digit number'],
    [
      'a to of somebody else',
      { to: outside },
      RangeError,
      `to must be a number on the account, and ${outside}`,
    ],
    ['a body that is no text', { body: 5 }, TypeError, 'body must be a string'],
    ['neither text nor media', { body: '', mediaUrls: [] }, TypeError, 'body or mediaUrls is required'],
    [
      'media that are no array',
      { mediaUrls: 'https://example.com/' },
      TypeError,
      'mediaUrls must be an array',
    ],
    ['media that are no texts', { mediaUrls: [5] }, TypeError, 'mediaUrls must be an array of strings'],
    ['media that are no URLs', { mediaUrls: ['a.png'] }, RangeError, 'mediaUrls must hold absolute http'],
  ])('refuses %s', async (_, wrong, kind, message) => {
    const { emulator, call } = setUp()
    const to = await buyOne(call)
    const received = { from: outside, to, body: 'x', ...wrong } as ReceivedMessage
    const attempt = (): string => emulator.receive(received)
    expect(attempt).toThrow(kind)
    expect(attempt).toThrow(message)
    expect((await call('GET', '/v2.1/messages?start_date=2000-01-01')).list).toEqual([])
    expect(emulator.deliveries()).toEqual([])
  })
})
