import { InvalidInputError } from '@flowroute/core'
import { type MessageReceived, parseWebhook } from '@flowroute/webhooks'
import { describe, expect, test } from 'vitest'
import { payloads, payloadsWithoutId, smsResource } from './payloads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe.each([...payloads, ...payloadsWithoutId])('%s', (_, payload, event) => {
  const text = JSON.stringify(payload)
  test.each<[string, unknown]>([
    ['an object', payload],
    ['text', text],
    ['text with a byte order mark', `\uFEFF${text}`],
    ['text within text', JSON.stringify(text)],
    ['bytes', bytes(text)],
    ['a buffer', bytes(text).buffer],
    ['a Node buffer', Buffer.from(text)],
    ['the body of an API gateway', { body: text, headers: { host: 'a' }, isBase64Encoded: false }],
    ['text with the body of an API gateway', JSON.stringify({ body: text })],
    ['the parsed body of an API gateway', { httpMethod: 'POST', body: payload }],
    [
      'the Base64 body of an API gateway',
      { body: Buffer.from(text).toString('base64'), isBase64Encoded: true },
    ],
    ['an API gateway behind another', bytes(JSON.stringify({ body: JSON.stringify({ body: text }) }))],
  ])('as %s', (_, body) => {
    expect(parseWebhook(body)).toStrictEqual({ ...event, raw: payload })
  })

  test('is not changed', () => {
    const before = structuredClone(payload)
    parseWebhook(payload)
    expect(payload).toStrictEqual(before)
  })
})

/** The SMS with other attributes. */
const smsWith = (attributes: Record<string, unknown>): MessageReceived => {
  const event = parseWebhook({
    data: { ...smsResource, attributes: { ...smsResource.attributes, ...attributes } },
  })
  if (event.type !== 'message.received') throw new Error(event.type)
  return event
}

describe('the types on the wire', () => {
  test.each([
    ['2017-12-22T01:52:39Z', '2017-12-22T01:52:39.000Z'],
    ['2017-12-22T01:52:39.37Z', '2017-12-22T01:52:39.370Z'],
    ['2017-12-22T01:52:39.00Z', '2017-12-22T01:52:39.000Z'],
    ['2017-12-22T01:52:39.980000Z', '2017-12-22T01:52:39.980Z'],
    ['2017-12-22T01:52:39+00:00', '2017-12-22T01:52:39.000Z'],
    ['2017-12-22 01:52:39.939166+00:00', '2017-12-22T01:52:39.939Z'],
    ['Fri, 22 Dec 2017 01:52:39 GMT', '2017-12-22T01:52:39.000Z'],
  ])('time %s', (written, time) => {
    expect(smsWith({ timestamp: written }).timestamp?.toISOString()).toBe(time)
  })

  test.each([null, 'soon', '', {}, 12])('no time: %j', (written) => {
    expect(smsWith({ timestamp: written }).timestamp).toBeUndefined()
  })

  test.each([
    ['true', true],
    ['False', false],
    [true, true],
    [{ toString: 1 }, false],
    [null, false],
  ])('is_mms %j', (written, isMms) => {
    expect(smsWith({ is_mms: written }).isMms).toBe(isMms)
  })

  test.each([
    [4_000_000, 4_000_000],
    ['4000000', 4_000_000],
    ['free', undefined],
    ['9'.repeat(400), undefined],
    [[4], undefined],
  ])('amount_nanodollars %j', (written, amount) => {
    expect(smsWith({ amount_nanodollars: written }).amountNanodollars).toBe(amount)
  })

  test.each([
    ['', ''],
    [null, null],
    [undefined, null],
    [4711, '4711'],
    [{}, null],
  ])('body %j', (written, body) => {
    expect(smsWith({ body: written }).body).toBe(body)
  })

  test.each([
    ['1003', 1003],
    [1110, 1110],
    [null, null],
    ['', null],
    [undefined, null],
  ])('status_code %j', (written, statusCode) => {
    expect(
      parseWebhook({ id: 'a', type: 'delivery_receipt', attributes: { status_code: written } }),
    ).toMatchObject({
      type: 'message.receipt',
      statusCode,
    })
  })

  test('a bad byte costs a character, not the message', () => {
    const body = bytes(JSON.stringify({ id: 'mdr2-a', from: '1', to: '2', body: 'a?b' }))
    body[body.indexOf(63)] = 0xff
    expect(parseWebhook(body)).toMatchObject({ body: 'a\uFFFDb' })
  })

  test.each([
    ['12065550199', '12065550199'],
    ['+12065550199', '12065550199'],
    [12_065_550_199, '12065550199'],
    [' 12065550199\n', '12065550199'],
    ['24587', '24587'],
    ['FLOWROUTE', 'FLOWROUTE'],
    ['+1 (206) 555-0199', '+1 (206) 555-0199'],
  ])('from and to %j', (written, number) => {
    expect(smsWith({ from: written, to: written })).toMatchObject({ from: number, to: number })
  })

  test.each([null, '', ' ', {}, ['12065550199'], true, -1, 1.5, 1e300])('no number: %j', (written) => {
    expect(() => smsWith({ to: written })).toThrow('Invalid input: to is missing.')
  })

  test('a flat message with text that is JSON is not unwrapped', () => {
    const text = JSON.stringify({ data: smsResource })
    const flat = { from: '12065550123', to: '12065550199', id: 'mdr1-a', body: text }
    expect(parseWebhook(flat)).toMatchObject({ id: 'mdr1-a', body: text })
    expect(parseWebhook({ ...flat, id: null })).toMatchObject({ id: null, body: text })
  })
})

describe('the resource', () => {
  test.each([
    ['an id of an envelope', { id: 'envelope', type: 'com.example.event', data: smsResource }, 'mdr2-sms'],
    ['null for an id', { id: null, data: smsResource }, 'mdr2-sms'],
    ['data that is an attribute', { id: 'a', type: 'cdr_ready', data: { url: 'b' } }, 'a'],
    ['data beside its attributes', { ...smsResource, data: { id: 'inner', attributes: {} } }, 'mdr2-sms'],
    ['data that is text', { ...smsResource, data: 'text' }, 'mdr2-sms'],
    ['data that is null', { ...smsResource, data: null }, 'mdr2-sms'],
    ['an id that is a number', { ...smsResource, id: 7 }, '7'],
    ['an id among the attributes', { type: 'cdr_ready', attributes: { id: 'a' } }, 'a'],
  ])('with %s', (_, payload, id) => {
    expect(parseWebhook(payload).id).toBe(id)
  })

  test.each(['mdr1-a', 'mdr2-a', 'anything'])('with the id %s is read by its form', (id) => {
    expect(parseWebhook({ id, from: '1', to: '2', body: 'a' })).toMatchObject({ id, timestamp: undefined })
    expect(parseWebhook({ data: { ...smsResource, id } })).toMatchObject({ id, timestamp: expect.any(Date) })
  })
})

describe('media', () => {
  const file = (id: unknown) => ({ type: 'media', id, attributes: { url: `https://example.com/${id}` } })
  const read = (ids: unknown[] | undefined, included: unknown[]) => {
    const relationships = ids && { media: { data: ids.map((id) => ({ type: 'media', id })) } }
    const event = parseWebhook({ data: { ...smsResource, relationships }, included })
    if (event.type !== 'message.received') throw new Error(event.type)
    return event.media.map(({ id, url }) => [id, url])
  }
  const a = ['a', 'https://example.com/a']
  const b = ['b', 'https://example.com/b']

  test.each<[string, unknown[] | undefined, unknown[], unknown[]]>([
    ['are in the order of the message', ['b', 'a'], [file('a'), file('b')], [b, a]],
    ['that are named and did not come are kept', ['b', 'a'], [file('a')], [['b', undefined], a]],
    ['that came and are not named are kept', ['a'], [file('b'), file('a')], [a, b]],
    ['that are named twice are one', ['a', 'c', 'a', 'c'], [file('a')], [a, ['c', undefined]]],
    ['of which none matches are kept', ['c'], [file('a'), file('b')], [['c', undefined], a, b]],
    ['are kept if the message names none', undefined, [file('a'), file('b')], [a, b]],
    ['are kept if the message names an empty list', [], [file('a')], [a]],
    ['may have numbers for ids', [1], [file(1)], [['1', 'https://example.com/1']]],
    ['without an id are kept', ['a'], [file(null), file('a')], [a, [undefined, 'https://example.com/null']]],
    ['with the same id are kept', ['a', 'a'], [file('a'), file('a')], [a, a]],
    [
      'are nothing else',
      [null, {}],
      [7, null, [], { type: 'message', id: 'a' }, { id: 'a' }],
      [['a', undefined]],
    ],
  ])('%s', (_, ids, included, media) => {
    expect(read(ids, included)).toEqual(media)
  })
})

describe('a body that is not a webhook', () => {
  test.each<[unknown, string]>([
    [undefined, 'body is empty'],
    [null, 'body is empty'],
    ['', 'body is empty'],
    ['  \n', 'body is empty'],
    [new Uint8Array(), 'body is empty'],
    ['<html>confidential</html>', 'body is not JSON'],
    ['{"data":{"confidential', 'body is not JSON'],
    ['"confidential"', 'body is not JSON'],
    [new Uint8Array([0xff, 0xfe, 0]), 'body is not JSON'],
    ['[]', 'body is an array, not an object'],
    ['{}', 'body is an empty object'],
    ['7', 'body is a number, not an object'],
    [true, 'body is a boolean, not an object'],
    [() => 1, 'body is a function, not an object'],
    [{ data: [smsResource] }, 'data is an array'],
    [{ data: 'confidential' }, 'data is not an object'],
    [{ data: {} }, 'id is missing'],
    [{ data: { type: 'delivery_receipt', id: null, attributes: { level: 1 } } }, 'id is missing'],
    [{ type: 'po_status_change', attributes: { resource_id: '1' } }, 'id is missing'],
    [{ type: 'cdr_ready', attributes: {} }, 'id is missing'],
    [{ from: '12065550123', to: '12065550199' }, 'id is missing'],
    [{ ...smsResource, id: 2 ** 53 }, 'id is a number that JSON cannot carry exactly'],
    [{ ...smsResource, id: 1.5 }, 'id is a number that JSON cannot carry exactly'],
    [{ body: 'confidential' }, 'body is not JSON'],
    [{ body: 'confidential!', isBase64Encoded: true }, 'body is not Base64'],
    [{ body: '' }, 'body is empty'],
    [{ body: {} }, 'body is an empty object'],
    [{ ...smsResource, id: ['confidential'] }, 'id is not text'],
    [{ ...smsResource, id: 'x'.repeat(257) }, 'id is longer than 256 characters'],
    [{ id: 'confidential' }, 'body has neither a type nor attributes'],
    [{ id: 'a', type: 'message', attributes: { body: 'confidential' } }, 'from is missing; to is missing'],
    [{ id: 'a', from: '12065550123', to: '', body: 'confidential' }, 'to is missing'],
  ])('%j', (body, why) => {
    const parse = () => parseWebhook(body)
    expect(parse).toThrow(InvalidInputError)
    expect(parse).toThrow(`Invalid input: ${why}.`)
    expect(parse).not.toThrow(/confidential/)
  })
})
