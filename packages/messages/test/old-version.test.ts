import {
  ConfigurationError,
  InvalidInputError,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from '@flowroute/core'
import type { Messages, SendOptions } from '@flowroute/messages'
import { failureOf, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { messagesOf, openAccount, sent, startTime } from './support.ts'

const to = '12061232634'
const from = '12012673227'
const old = { apiVersion: 'v2.0', strict: true } as const

/** As the page has it. */
const documented = {
  type: 'message',
  id: 'mdr1-b334f89df8de4f8fa7ce377e06090a2e',
  attributes: {
    body: 'hello there',
    direction: 'outbound',
    timestamp: '2016-04-14T21:10:27.366645+00:00',
    amount_nanodollars: 4_000_000,
    from,
    message_encoding: 0,
    type: 'messages',
    has_mms: false,
    to,
    amount_display: '$0.0040',
    callback_url: null,
    message_type: 'long-code',
  },
}

const read = {
  id: 'mdr1-b334f89df8de4f8fa7ce377e06090a2e',
  body: 'hello there',
  direction: 'outbound',
  timestamp: new Date('2016-04-14T21:10:27.366Z'),
  amountNanodollars: 4_000_000,
  amountDisplay: '$0.0040',
  from,
  to,
  messageEncoding: 0,
  messageType: 'longcode',
  messageCallbackUrl: null,
  isMms: false,
  status: '',
}

describe('the documented exchange', () => {
  test('sends an SMS', async () => {
    await using server = await startServer([{ status: 200, body: { data: { id: documented.id } } }])
    const { messages } = messagesOf(server, old)
    const message = {
      to: '+1 (206) 123-2634',
      from,
      body: 'it’s me',
      ascii: true,
      isMms: false,
      mediaUrls: [],
    }

    const { data, response } = await messages.send(message).withResponse()

    expect(server.requests.map(sent)).toEqual([
      { method: 'POST', path: '/v2/messages', query: {}, body: { to, from, body: "it's me" } },
    ])
    expect(server.requests[0]?.headers['content-type']).toBe('application/json')
    expect(data).toEqual({ id: documented.id })
    expect(response.status).toBe(200)
  })

  test('gets a record', async () => {
    await using server = await startServer([{ body: { data: documented } }])
    const { messages } = messagesOf(server, old)

    expect(await messages.get(documented.id)).toStrictEqual(read)
    expect(server.requests.map(sent)).toEqual([
      { method: 'GET', path: `/v2/messages/${documented.id}`, query: {}, body: undefined },
    ])
  })

  test('lists records, those of an MMS and of another type too', async () => {
    const { attributes, id } = documented
    const { callback_url: _, ...others } = attributes
    const mms = { ...others, has_mms: true, is_mms: true, message_type: 'toll-free', to: Number(to) }
    const data = [documented, { type: 'messages', id, attributes: mms }]
    await using server = await startServer([{ body: { data, links: {} } }])
    const { messages } = messagesOf(server, old)

    const { messageCallbackUrl: _none, ...plain } = read
    expect(
      await messages.list({ startDate: '2016-04-01', endDate: '2016-05-01', pageSize: 2 }).toArray(),
    ).toEqual([read, { ...plain, isMms: true, messageType: 'toll-free' }])
    const query = { start_date: '2016-04-01', end_date: '2016-05-01', limit: '2', offset: '0' }
    expect(server.requests.map(sent)).toEqual([
      { method: 'GET', path: '/v2/messages', query, body: undefined },
    ])
  })

  test('reads the single error of a refusal', async () => {
    const error = { id: 'a-1', status: 422, title: 'Unprocessable Entity', detail: 'body is too long' }
    await using server = await startServer([{ status: 422, body: { error } }])
    const { messages } = messagesOf(server, old)

    const failure = await failureOf(messages.send({ to, from, body: 'hi' }))

    expect(failure).toBeInstanceOf(UnprocessableEntityError)
    expect(failure).toMatchObject({ errors: [error], outcome: 'rejected', attempts: 1 })
    expect(failure.message).toContain('body is too long')
  })
})

describe('with the emulator', () => {
  test('sends an SMS, and gets, lists and finds its record', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, old)

    const { id } = await messages.send({ to, from: account.from, body: 'héllo' })

    const record = await messages.get(id)
    expect(id).toMatch(/^mdr1-/)
    expect(record).toStrictEqual({
      ...read,
      id,
      from: account.from,
      body: 'héllo',
      messageEncoding: 8,
      timestamp: startTime,
    })
    expect(await messages.list({ startDate: startTime }).toArray()).toEqual([record])
    const search = { to, from: account.from, body: 'héllo', mediaUrls: [], since: startTime }
    expect(await messages.findSent(search)).toEqual([record])
    expect(await messages.resolve(search, { waits: [] })).toMatchObject({ record })
    account.emulator.clock.advance(1_000)
    expect((await messagesOf(account.emulator).messages.get(id)).deliveryReceipts).toHaveLength(2)
  })

  test('resolves a send whose answer was lost', async () => {
    await using account = await openAccount()
    account.emulator.faults.add({ method: 'POST', times: 1, fault: { kind: 'reset', when: 'after' } })
    const { messages } = messagesOf(account.emulator, old)
    const failure = await failureOf(messages.send({ to, from: account.from, body: 'hi' }))
    expect(failure).toMatchObject({ outcome: 'unknown', attempts: 1 })
    const { record } = await messages.resolve(failure, { waits: [] })
    expect(record).toMatchObject({ id: expect.stringMatching(/^mdr1-/), to, from: account.from, body: 'hi' })
  })

  test('fails as the newer versions do', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, old)
    const foreign = await failureOf(messages.send({ to, from: '12065550100', body: 'hi' }))
    expect(foreign).toBeInstanceOf(PermissionDeniedError)
    expect(foreign.message).toContain('12065550100 is not a number on your account')
    expect(await failureOf(messages.get('mdr1-0'))).toBeInstanceOf(NotFoundError)
  })
})

describe('what v2.0 does not have is refused, and nothing is sent', () => {
  test.each<[string, Partial<SendOptions>, string[]]>([
    ['media', { mediaUrls: ['https://example.com/cat.gif'], body: undefined }, ['mediaUrls']],
    ['an MMS', { isMms: true }, ['isMms']],
    ['receipts', { dlrCallback: 'https://example.com/dlr' }, ['dlrCallback']],
    [
      'all of them',
      { mediaUrls: ['https://example.com/cat.gif'], isMms: true, dlrCallback: 'https://example.com/dlr' },
      ['mediaUrls', 'isMms', 'dlrCallback'],
    ],
  ])('a message with %s', async (_, more, fields) => {
    await using server = await startServer([{ status: 500 }])
    const failure = await failureOf(messagesOf(server, old).messages.send({ to, from, body: 'hi', ...more }))
    expect(failure).toBeInstanceOf(InvalidInputError)
    const message = 'needs apiVersion v2.1 or v2.2'
    expect(failure['issues']).toEqual(fields.map((field) => ({ field, message })))
    expect(failure).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(server.requests).toEqual([])
  })

  test.each<[string, (messages: Messages) => PromiseLike<unknown>, string]>([
    ['waitFor', (messages) => messages.waitFor('mdr1-0', { until: 'accepted' }), 'delivery receipts'],
    ['getMedia', (messages) => messages.getMedia('1-cat.jpg'), 'media'],
    ['downloadMedia', (messages) => messages.downloadMedia('1-cat.jpg'), 'media'],
    ['setCallback', (messages) => messages.setCallback('sms_callback', 'https://example.com'), 'callbacks'],
    ['getCallback', (messages) => messages.getCallback('sms_callback'), 'callbacks'],
    ['removeCallback', (messages) => messages.removeCallback('sms_callback'), 'callbacks'],
  ])('%s', async (_, call, what) => {
    await using server = await startServer([{ status: 500 }])
    const failure = await failureOf(call(messagesOf(server, old).messages))
    expect(failure).toBeInstanceOf(ConfigurationError)
    expect(failure.message).toBe(
      `Version v2.0 of the messages API has no ${what}: use apiVersion v2.1 or v2.2.`,
    )
    expect(failure).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(server.requests).toEqual([])
  })
})
