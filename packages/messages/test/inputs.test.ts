import { type ClientOptions, ConfigurationError, InvalidInputError } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { accepted, clientOf, expectRefused, failureOf, frozen, messagesOf } from './support.ts'

const to = '12065550123'
const from = '12065550199'
const body = 'hello there'
const mediaUrls = ['https://example.com/cat.gif']

describe('send', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing at all', undefined, ['message']],
    ['null', null, ['message']],
    ['a text', 'hello', ['message']],
    ['an empty object', {}, ['to', 'from', 'body']],
    ['no recipient', { from, body }, ['to']],
    ['no sender', { to, body }, ['from']],
    ['a recipient that is no number', { to: 'Bob', from, body }, ['to']],
    ['a recipient with a letter', { to: '1206555012x', from, body }, ['to']],
    ['a recipient that is too short', { to: '206555', from, body }, ['to']],
    ['a recipient as a JavaScript number', { to: 12065550123, from, body }, ['to']],
    ['an empty recipient', { to: '', from, body }, ['to']],
    ['two recipients', { to: [to, to], from, body }, ['to']],
    ['a sender that is no number', { to, from: '0', body }, ['from']],
    ['no text', { to, from }, ['body']],
    ['an empty text', { to, from, body: '' }, ['body']],
    ['a blank text', { to, from, body: ' \n\t ' }, ['body']],
    ['a text that is null', { to, from, body: null }, ['body']],
    ['a text that is a number', { to, from, body: 5 }, ['body']],
    ['a text that is a number, with media', { to, from, body: 5, mediaUrls }, ['body']],
    ['no text and no media', { to, from, mediaUrls: [] }, ['body']],
    ['no text, but said to be an MMS', { to, from, isMms: true }, ['body']],
    ['media that are no list', { to, from, mediaUrls: mediaUrls[0] }, ['mediaUrls']],
    ['a medium without a scheme', { to, from, mediaUrls: ['example.com/cat.gif'] }, ['mediaUrls.0']],
    ['a relative medium', { to, from, mediaUrls: ['/cat.gif'] }, ['mediaUrls.0']],
    ['a local file', { to, from, mediaUrls: ['file:///cat.gif'] }, ['mediaUrls.0']],
    ['inline data', { to, from, mediaUrls: ['data:image/gif;base64,R0lG'] }, ['mediaUrls.0']],
    ['an empty medium', { to, from, body, mediaUrls: [...mediaUrls, ''] }, ['mediaUrls.1']],
    ['two wrong media', { to, from, mediaUrls: ['x', ...mediaUrls, 5] }, ['mediaUrls.0', 'mediaUrls.2']],
    ['is_mms as text', { to, from, body, isMms: 'true' }, ['isMms']],
    ['is_mms as a number', { to, from, body, isMms: 1 }, ['isMms']],
    ['a callback without a scheme', { to, from, body, dlrCallback: 'example.com' }, ['dlrCallback']],
    ['a callback of another scheme', { to, from, body, dlrCallback: 'ftp://example.com' }, ['dlrCallback']],
    ['an empty callback', { to, from, body, dlrCallback: '' }, ['dlrCallback']],
    [
      'everything wrong',
      { to: 'Bob', from: 1, body: 5, mediaUrls: ['x'], isMms: 'no', dlrCallback: 'y' },
      ['to', 'from', 'body', 'mediaUrls.0', 'isMms', 'dlrCallback'],
    ],
  ])('refuses %s', async (_, message, fields) => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    await expectRefused(server, fields, () => messages.send(message as never))
  })

  test('says what a field has to be', async () => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    const refused = (message: object) =>
      failureOf(() => messages.send({ to, from, ...message } as never)).then((error) => String(error))

    expect(await refused({})).toMatch(/body is required/)
    expect(await refused({ body: '  ' })).toMatch(/body must not be blank without mediaUrls/)
    expect(await refused({ mediaUrls: ['x'] })).toMatch(/mediaUrls\.0 must be an absolute http or https URL/)
    expect(await refused({ body, to: 'Bob' })).toMatch(/to must be a phone number such as 12065550100/)
  })

  const minimum = { to, from, body }
  test.each<[string, Parameters<Messages['send']>[0], object]>([
    ['only what was given', { to, from, body }, minimum],
    ['numbers as people write them', { to: '+1 (206) 555-0123', from: '206.555.0199', body }, minimum],
    ['a number abroad', { to: '+44 20 7946 0958', from, body }, { ...minimum, to: '442079460958' }],
    ['the text as it is', { to, from, body: ' ¿Qué?\n🐈 ' }, { ...minimum, body: ' ¿Qué?\n🐈 ' }],
    ['media alone', { to, from, mediaUrls }, { to, from, media_urls: mediaUrls }],
    [
      'media with an empty text',
      { to, from, body: '', mediaUrls },
      { to, from, body: '', media_urls: mediaUrls },
    ],
    ['no empty list of media', { to, from, body, mediaUrls: [] }, minimum],
    ['no member that is undefined', { to, from, body, mediaUrls: undefined, isMms: undefined }, minimum],
    ['is_mms as a boolean', { to, from, body, isMms: true }, { ...minimum, is_mms: true }],
    ['is_mms, though false', { to, from, body, isMms: false }, { ...minimum, is_mms: false }],
    [
      'the callback',
      { to, from, body, dlrCallback: 'https://example.com/dlr?a=1' },
      { ...minimum, dlr_callback: 'https://example.com/dlr?a=1' },
    ],
  ])('sends %s, and leaves the input alone', async (_, message, attributes) => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    const copy = structuredClone(message)

    await messages.send(frozen(message))

    expect(server.requests.map(({ json }) => json)).toEqual([{ data: { type: 'message', attributes } }])
    expect(message).toEqual(copy)
  })

  test('reads the input when it is called, not later', async () => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    const message = { to, from, body }

    const sent = messages.send(message)
    message.body = 'changed'
    await sent

    expect(server.requests[0]?.json).toMatchObject({ data: { attributes: { body } } })
  })
})

describe('get', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty id', ''],
    ['a blank id', ' '],
    ['a dot', '.'],
    ['two dots', '..'],
    ['an object', {}],
  ])('refuses %s', async (_, id) => {
    await using server = await startServer([{ status: 200 }])
    const { messages } = messagesOf(server)
    await expectRefused(server, ['id'], () => messages.get(id as never))
  })

  test('encodes the id as one segment of the path', async () => {
    await using server = await startServer([{ body: { data: { type: 'message', id: 'x' } } }])
    const { messages } = messagesOf(server)
    await messages.get('../numbers?a=b#c')
    expect(server.requests[0]?.target).toBe('/v2.1/messages/..%2Fnumbers%3Fa%3Db%23c')
  })
})

describe('findSent', () => {
  const since = '2026-01-15'
  test.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['options']],
    ['an empty object', {}, ['to', 'since']],
    ['no recipient', { since }, ['to']],
    ['no time', { to }, ['since']],
    ['a time without a zone', { to, since: '2026-01-15T10:00:00' }, ['since']],
    ['a sender that is no number', { to, since, from: 'Bob' }, ['from']],
    ['a text that is a number', { to, since, body: 5 }, ['body']],
  ])('refuses %s', async (_, options, fields) => {
    await using server = await startServer([{ body: { data: [] } }])
    const { messages } = messagesOf(server)
    await expectRefused(server, fields, () => messages.findSent(options as never))
  })

  test('leaves the input alone', async () => {
    await using server = await startServer([{ body: { data: [] } }])
    const { messages } = messagesOf(server)
    const options = frozen({ to, from, body, mediaUrls, since })
    expect(await messages.findSent(options)).toEqual([])
    expect(server.requests.map(({ query }) => query)).toEqual([
      { start_date: '2026-01-15', limit: '200', offset: '0' },
    ])
  })
})

describe('setCallback', () => {
  const url = 'https://example.com/'
  test.each<[string, unknown, unknown, string]>([
    ['no kind', undefined, url, 'kind'],
    ['an unknown kind', 'voice_callback', url, 'kind'],
    ['a message id', 'mdr2-1', url, 'kind'],
    ['a kind in another case', 'SMS_CALLBACK', url, 'kind'],
    ['no URL', 'sms_callback', undefined, 'callbackUrl'],
    ['an empty URL', 'sms_callback', '', 'callbackUrl'],
    ['a relative URL', 'sms_callback', '/in', 'callbackUrl'],
    ['another scheme', 'sms_callback', 'mailto:a@example.com', 'callbackUrl'],
  ])('refuses %s', async (_, kind, wrong, field) => {
    await using server = await startServer([{ status: 204 }])
    const { messages } = messagesOf(server)
    await expectRefused(server, [field], () => messages.setCallback(kind as never, wrong as never))
  })
})

describe('the version', () => {
  const keys: ClientOptions = { accessKey: 'a', secretKey: 'b' }

  test.each<unknown>(['v2', 'v2.0', 'v2.3', '2.1', 'V2.1', '', null, 2.1, ['v2.1'], 'v2.1/x'])(
    'refuses %j',
    (apiVersion) => {
      expect(() => new Messages(keys, { apiVersion: apiVersion as never })).toThrow(InvalidInputError)
      expect(() => new Messages(keys, { apiVersion: apiVersion as never })).toThrow(
        /apiVersion must be v2\.1 or v2\.2/,
      )
    },
  )

  test('is v2.1 unless it is said', async () => {
    await using server = await startServer([accepted])
    const client = clientOf(server)
    for (const messages of [
      new Messages(client),
      new Messages(client, {}),
      new Messages(client, { apiVersion: undefined }),
    ]) {
      await messages.send({ to, from, body })
    }
    expect(server.requests.map(({ path }) => path)).toEqual(Array(3).fill('/v2.1/messages'))
  })

  test('a client, or the options of one', async () => {
    await using server = await startServer([accepted])
    expect(await new Messages({ ...keys, baseUrl: server.url }).send({ to, from, body })).toEqual({
      id: 'mdr2-1',
    })
    expect(() => new Messages({ accessKey: 'a', secretKey: '' })).toThrow(ConfigurationError)
  })
})
