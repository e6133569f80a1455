import { type ClientOptions, ConfigurationError, InvalidInputError } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { accepted, clientOf, expectRefused, frozen, messagesOf } from './support.ts'

const to = '12065550123'
const from = '12065550199'
const body = 'hello there'
const mediaUrls = ['https://example.com/cat.gif']

const phoneNumber = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'
const inQuotes = "must be a text: write the number in quotes, such as '12065550100'"
const notBlank = 'must not be blank without mediaUrls'
const url = 'must be an absolute http or https URL'
const boolean = 'must be true or false'
const meant = (name: string): string => `is not known; did you mean ${name}?`

describe('send', () => {
  test.each<[string, unknown, ...string[]]>([
    ['nothing', undefined, 'message is required'],
    ['null', null, 'message must be an object'],
    ['a text', 'hello', 'message must be an object'],
    ['a list', [{ to, from, body }], 'message must be an object'],
    ['an empty object', {}, 'to is required', 'from is required', 'body is required'],
    ['no recipient', { from, body }, 'to is required'],
    ['no sender', { to, body }, 'from is required'],
    ['a recipient that is not a number', { to: 'Bob', from, body }, `to ${phoneNumber}`],
    ['a recipient with a letter', { to: '1206555012x', from, body }, `to ${phoneNumber}`],
    ['a recipient that is too short', { to: '206555', from, body }, `to ${phoneNumber}`],
    ['a recipient as a JavaScript number', { to: 12065550123, from, body }, `to ${inQuotes}`],
    ['a sender as a JavaScript number', { to, from: 12065550199, body }, `from ${inQuotes}`],
    ['an empty recipient', { to: '', from, body }, `to ${phoneNumber}`],
    ['two recipients', { to: [to, to], from, body }, `to ${phoneNumber}`],
    ['a sender that is not a number', { to, from: '0', body }, `from ${phoneNumber}`],
    ['no text', { to, from }, 'body is required'],
    ['an empty text', { to, from, body: '' }, `body ${notBlank}`],
    ['a blank text', { to, from, body: ' \n\t ' }, `body ${notBlank}`],
    ['null as text', { to, from, body: null }, `body ${notBlank}`],
    ['a number as text', { to, from, body: 5 }, `body ${notBlank}`],
    ['a number as text, with media', { to, from, body: 5, mediaUrls }, 'body must be a text'],
    ['neither text nor media', { to, from, mediaUrls: [] }, 'body is required'],
    ['an MMS without text and media', { to, from, isMms: true }, 'body is required'],
    ['media without a scheme', { to, from, mediaUrls: ['example.com/cat.gif'] }, `mediaUrls.0 ${url}`],
    ['relative media', { to, from, mediaUrls: ['/cat.gif'] }, `mediaUrls.0 ${url}`],
    ['a local file', { to, from, mediaUrls: ['file:///cat.gif'] }, `mediaUrls.0 ${url}`],
    ['inline data', { to, from, mediaUrls: ['data:image/gif;base64,R0lG'] }, `mediaUrls.0 ${url}`],
    ['an empty URL', { to, from, body, mediaUrls: [...mediaUrls, ''] }, `mediaUrls.1 ${url}`],
    ['isMms as text', { to, from, body, isMms: 'true' }, `isMms ${boolean}`],
    ['isMms as a number', { to, from, body, isMms: 1 }, `isMms ${boolean}`],
    ['a callback without a scheme', { to, from, body, dlrCallback: 'example.com' }, `dlrCallback ${url}`],
    ['a callback by FTP', { to, from, body, dlrCallback: 'ftp://example.com' }, `dlrCallback ${url}`],
    ['an empty callback', { to, from, body, dlrCallback: '' }, `dlrCallback ${url}`],
    ['text in place of body', { to, from, text: body }, 'body is required', `text ${meant('body')}`],
    ['content in place of body', { to, from, content: body }, 'body is required', `content ${meant('body')}`],
    ['message in place of body', { to, from, message: body }, 'body is required', `message ${meant('body')}`],
    ['media in place of mediaUrls', { to, from, body, media: mediaUrls }, `media ${meant('mediaUrls')}`],
    ['mediaUrl in place of mediaUrls', { to, from, body, mediaUrl: 'x' }, `mediaUrl ${meant('mediaUrls')}`],
    ['names of the wire', { to, from, body, is_mms: true }, `is_mms ${meant('isMms')}`],
    ['an unknown field', { to, from, body, colour: 'red' }, 'colour is not known'],
    [
      'all of it wrong',
      { to: 'Bob', from: 1, body: 5, mediaUrls: ['x', ...mediaUrls, 5], isMms: 'no', dlrCallback: 'y' },
      `to ${phoneNumber}`,
      `from ${inQuotes}`,
      'body must be a text',
      `mediaUrls.0 ${url}`,
      `mediaUrls.2 ${url}`,
      `isMms ${boolean}`,
      `dlrCallback ${url}`,
    ],
  ])('refuses %s', (_, message, ...issues) =>
    expectRefused((messages) => messages.send(message as never), ...issues),
  )

  test('refuses media that are not a list', () =>
    expectRefused(
      (messages) => messages.send({ to, from, mediaUrls: mediaUrls[0] as never }),
      'mediaUrls must be a list of URLs',
    ))

  const minimum = { to, from, body }
  test.each<[string, Parameters<Messages['send']>[0], object]>([
    ['only what was given', { to, from, body }, minimum],
    ['numbers as people write them', { to: '+1 (206) 555-0123', from: '206.555.0199', body }, minimum],
    [
      'a number of another country',
      { to: '+44 20 7946 0958', from, body },
      { ...minimum, to: '442079460958' },
    ],
    ['the text unchanged', { to, from, body: ' ¿Qué?\n🐈 ' }, { ...minimum, body: ' ¿Qué?\n🐈 ' }],
    ['media alone', { to, from, mediaUrls }, { to, from, media_urls: mediaUrls }],
    [
      'media and an empty text',
      { to, from, body: '', mediaUrls },
      { to, from, body: '', media_urls: mediaUrls },
    ],
    ['no empty list of media', { to, from, body, mediaUrls: [] }, minimum],
    ['no undefined field', { to, from, body, mediaUrls: undefined, isMms: undefined }, minimum],
    ['isMms', { to, from, body, isMms: true }, { ...minimum, is_mms: true }],
    ['isMms when false', { to, from, body, isMms: false }, { ...minimum, is_mms: false }],
    [
      'the callback',
      { to, from, body, dlrCallback: 'https://example.com/dlr?a=1' },
      { ...minimum, dlr_callback: 'https://example.com/dlr?a=1' },
    ],
  ])('sends %s and does not change the input', async (_, message, attributes) => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    const copy = structuredClone(message)

    await messages.send(frozen(message))

    expect(server.requests.map(({ json }) => json)).toEqual([{ data: { type: 'message', attributes } }])
    expect(message).toEqual(copy)
  })

  test('reads the input when it is called', async () => {
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
  const id = 'must be the id of a message as text, such as "mdr2-39cadeace66e11e7aff806cd7f24ba2d"'

  test.each<[unknown, string]>([
    [undefined, 'is required'],
    ['', id],
    [' ', id],
    ['.', id],
    ['..', id],
    [{}, id],
    [5, id],
  ])('refuses %j', (messageId, message) =>
    expectRefused((messages) => messages.get(messageId as never), `messageId ${message}`),
  )

  test('encodes the id as one segment of the path', async () => {
    await using server = await startServer([{ body: { data: { type: 'message', id: 'x' } } }])
    await messagesOf(server).messages.get('../numbers?a=b#c')
    expect(server.requests[0]?.target).toBe('/v2.1/messages/..%2Fnumbers%3Fa%3Db%23c')
  })
})

describe('findSent', () => {
  const since = '2026-01-15'

  test.each<[string, unknown, ...string[]]>([
    ['nothing', undefined, 'options is required'],
    ['an empty object', {}, 'to is required', 'since is required'],
    ['no recipient', { since }, 'to is required'],
    ['a recipient as a JavaScript number', { to: 12065550123, since }, `to ${inQuotes}`],
    ['no time', { to }, 'since is required'],
    ['a sender that is not a number', { to, since, from: 'Bob' }, `from ${phoneNumber}`],
    ['a sender as a JavaScript number', { to, since, from: 12065550199 }, `from ${inQuotes}`],
    ['a number as text', { to, since, body: 5 }, 'body must be a text'],
    ['text in place of body', { to, since, text: body }, `text ${meant('body')}`],
    [
      'startDate in place of since',
      { to, startDate: since },
      'since is required',
      `startDate ${meant('since')}`,
    ],
    ['limit', { to, since, limit: 5 }, 'limit is not known; did you mean pageSize?'],
  ])('refuses %s', (_, options, ...issues) =>
    expectRefused((messages) => messages.findSent(options as never), ...issues),
  )

  test('accepts a message as it was sent, and does not change it', async () => {
    await using server = await startServer([{ body: { data: [] } }])
    const { messages } = messagesOf(server)
    const dlrCallback = 'https://example.com/dlr'
    const options = frozen({ to, from, body, mediaUrls, isMms: true, dlrCallback, since })
    expect(await messages.findSent(options)).toEqual([])
    expect(server.requests.map(({ query }) => query)).toEqual([
      { start_date: '2026-01-15', limit: '200', offset: '0' },
    ])
  })
})

describe('setCallback', () => {
  const target = 'https://example.com/'
  const kinds = 'must be sms_callback, mms_callback, sms_dlr_callback, mms_dlr_callback or dlr_callback'

  test.each<[string, unknown, unknown, string]>([
    ['no kind', undefined, target, 'kind is required'],
    ['an unknown kind', 'voice_callback', target, `kind ${kinds}`],
    ['a message id', 'mdr2-1', target, `kind ${kinds}`],
    ['a kind in another case', 'SMS_CALLBACK', target, `kind ${kinds}`],
    ['no URL', 'sms_callback', undefined, 'url is required'],
    ['an empty URL', 'sms_callback', '', `url ${url}`],
    ['a relative URL', 'sms_callback', '/in', `url ${url}`],
    ['another scheme', 'sms_callback', 'mailto:a@example.com', `url ${url}`],
  ])('refuses %s', (_, kind, wrong, issue) =>
    expectRefused((messages) => messages.setCallback(kind as never, wrong as never), issue),
  )
})

describe('the constructor', () => {
  const keys: ClientOptions = { accessKey: 'a', secretKey: 'b' }
  const create = (options: unknown) => () => new Messages(keys, options as never)

  test.each(['v2', 'v1', 'v2.3', '2.1', 'V2.1', '', null, 2.1, ['v2.1'], 'v2.1/x'])(
    'refuses the version %j',
    (apiVersion) => {
      expect(create({ apiVersion })).toThrow(InvalidInputError)
      expect(create({ apiVersion })).toThrow(/apiVersion must be v2\.0, v2\.1 or v2\.2/)
    },
  )

  test('refuses options that are not known, and values that are not options', () => {
    expect(create({ apiversion: 'v2.2' })).toThrow(`apiversion ${meant('apiVersion')}`)
    expect(create({ version: 'v2.2' })).toThrow(`version ${meant('apiVersion')}`)
    expect(create('v2.2')).toThrow('options must be an object')
  })

  test('uses v2.1 by default', async () => {
    await using server = await startServer([accepted])
    const client = clientOf(server)
    const instances = [
      new Messages(client),
      new Messages(client, {}),
      new Messages(client, { apiVersion: undefined }),
    ]
    for (const messages of instances) await messages.send({ to, from, body })
    expect(server.requests.map(({ path }) => path)).toEqual(Array(3).fill('/v2.1/messages'))
  })

  test('takes a client or the options of one', async () => {
    await using server = await startServer([accepted])
    const messages = new Messages({ ...keys, baseUrl: server.url })
    expect(await messages.send({ to, from, body })).toEqual({ id: 'mdr2-1' })
    expect(() => new Messages({ accessKey: 'a', secretKey: '' })).toThrow(ConfigurationError)
  })
})
