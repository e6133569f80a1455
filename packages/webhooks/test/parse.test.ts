import { InvalidInputError } from '@flowroute/core'
import { type MessageReceived, parseWebhook } from '@flowroute/webhooks'
import { describe, expect, test } from 'vitest'
import { shapes, smsResource } from './shapes.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe.each(shapes)('%s', (_, payload, event) => {
  const text = JSON.stringify(payload)
  test.each<[string, unknown]>([
    ['an object', payload],
    ['text', text],
    ['text with a byte order mark', `\uFEFF${text}`],
    ['text within text', JSON.stringify(text)],
    ['bytes', bytes(text)],
    ['a buffer', bytes(text).buffer],
    ['a Node buffer', Buffer.from(text)],
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

  test('media that are named and did not come, and came and are not named', () => {
    const file = { type: 'media', id: 'a', attributes: { url: 'https://example.com/a' } }
    const named = { media: { data: [{ type: 'media', id: 'b' }, null, {}] } }
    const with_ = (resource: object) =>
      parseWebhook({ data: { ...smsResource, ...resource }, included: [file, 7, null] })
    expect(with_({ relationships: named })).toMatchObject({ media: [{ id: 'b', url: undefined }] })
    expect(with_({})).toMatchObject({ media: [{ id: 'a', url: 'https://example.com/a' }] })
  })
})

describe('what is no webhook', () => {
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
    ['[]', 'body is a list, not an object'],
    ['{}', 'body is an empty object'],
    ['7', 'body is a number, not an object'],
    [true, 'body is a boolean, not an object'],
    [() => 1, 'body is a function, not an object'],
    [{ data: [smsResource] }, 'data is a list'],
    [{ data: 'confidential' }, 'data is not an object'],
    [{ data: {} }, 'id is missing'],
    [{ data: { ...smsResource, id: null } }, 'id is missing'],
    [{ ...smsResource, id: ' ' }, 'id is blank'],
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

describe('hostile payloads', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  test('deep nesting where it does not matter', () => {
    const text = JSON.stringify({ data: smsResource }).replace('false', deep)
    expect(parseWebhook(text)).toMatchObject({ type: 'message.received', isMms: false })
  })

  test.each([
    ['lists', deep],
    ['data', `${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['text', JSON.stringify(JSON.stringify(JSON.stringify(JSON.stringify('{}'))))],
  ])('deep nesting of %s', (_, text) => {
    expect(() => parseWebhook(text)).toThrow(InvalidInputError)
  })

  test('prototype keys', () => {
    const text = `{"__proto__":{"polluted":1},"id":"a","type":"__proto__","constructor":{"prototype":{"polluted":1}}}`
    expect(parseWebhook(text)).toMatchObject({ type: 'unknown', wireType: '__proto__' })
    expect(() => parseWebhook('{"__proto__":{"id":"a","type":"message","from":"1","to":"2"}}')).toThrow(
      'id is missing',
    )
    expect({}).not.toHaveProperty('polluted')
  })

  test('an object that holds itself', () => {
    const circle: Record<string, unknown> = { ...smsResource }
    circle['data'] = circle['attributes_'] = circle
    expect(parseWebhook(circle)).toMatchObject({ id: 'mdr2-sms' })
  })
})
