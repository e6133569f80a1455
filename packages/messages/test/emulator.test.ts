import {
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RecipientOptedOutError,
} from '@flowroute/core'
import { countSegments } from '@flowroute/messages'
import { failureOf } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { messagesOf, openAccount, startTime } from './support.ts'

const to = '12065550123'

describe.each(['v2.1', 'v2.2'] as const)('with %s', (apiVersion) => {
  const strict = { apiVersion, strict: true }

  test('sends an SMS, whose receipts arrive with time', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)

    const body = 'hello there'
    const sent = await messages.send({ to: '+1 (206) 555-0123', from: account.from, body })
    const before = await messages.get(sent.id)
    account.emulator.clock.advance(100)
    const onItsWay = await messages.get(sent.id)
    account.emulator.clock.advance(1_000)
    const after = await messages.get(sent.id)

    expect(before).toEqual({
      id: sent.id,
      body: 'hello there',
      direction: 'outbound',
      to,
      from: account.from,
      timestamp: startTime,
      amountNanodollars: 4_000_000,
      amountDisplay: '$0.0040',
      isMms: false,
      messageEncoding: 0,
      messageType: 'longcode',
      status: '',
      deliveryReceipts: [],
    })
    expect(onItsWay.deliveryReceipts?.map(({ level, statusCode }) => [level, statusCode])).toEqual([
      [1, null],
    ])
    expect(after.status).toBe('message buffered')
    expect(after.deliveryReceipts).toEqual([
      {
        level: 2,
        status: 'message buffered',
        statusCode: 1003,
        statusCodeDescription: 'Message accepted by Carrier',
        timestamp: new Date('2026-01-15T17:00:00.600Z'),
      },
      {
        level: 1,
        status: 'smsc submit',
        statusCode: null,
        statusCodeDescription: 'Message has been sent',
        timestamp: new Date('2026-01-15T17:00:00.070Z'),
      },
    ])
  })

  test('sends an MMS with files, and one without', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)
    const mediaUrls = ['https://example.com/cat.gif', 'https://example.com/dog.png']

    const picture = await messages.get((await messages.send({ to, from: account.from, mediaUrls })).id)
    const words = await messages.get(
      (await messages.send({ to, from: account.from, body: 'only words', isMms: true })).id,
    )
    const sms = await messages.get(
      (await messages.send({ to, from: account.from, body: 'sms', mediaUrls: [] })).id,
    )

    expect(picture).toMatchObject({ isMms: true, body: null, amountNanodollars: 9_500_000 })
    expect(picture.media?.map(({ url, mimeType }) => [url, mimeType])).toEqual([
      ['https://example.com/cat.gif', 'image/gif'],
      ['https://example.com/dog.png', 'image/png'],
    ])
    expect(words).toMatchObject({ isMms: true, body: 'only words', media: [] })
    expect(sms).toMatchObject({ isMms: false, body: 'sms' })
  })

  test.each([
    ['a', 1, 0],
    ['x'.repeat(160), 1, 0],
    ['x'.repeat(161), 2, 0],
    ['ü'.repeat(71), 2, 8],
    ['🐈'.repeat(36), 2, 8],
  ])('%#: the price is that of the segments counted', async (body, segments, encoding) => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)

    const sent = await messages.send({ to, from: account.from, body })
    const message = await messages.get(sent.id)

    expect(countSegments(body)).toMatchObject({ segments, encoding })
    expect(message).toMatchObject({
      body,
      messageEncoding: encoding,
      amountNanodollars: segments * 4_000_000,
    })
    const priceDetails = { baseRate: 0.004, chargedCost: (segments * 4) / 1_000 }
    expect(sent.priceDetails).toEqual(apiVersion === 'v2.2' ? priceDetails : undefined)
  })

  test('lists by page, with prefetch and between dates', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)
    const ids: string[] = []
    for (let count = 0; count < 7; count++) {
      ids.unshift((await messages.send({ to, from: account.from, body: `number ${count}` })).id)
      account.emulator.clock.advance(60_000)
    }
    const since = { startDate: startTime, pageSize: 2 }
    const listed = async (options: object): Promise<string[]> =>
      (await messages.list({ ...since, ...options }).toArray()).map(({ id }) => id)

    expect(await listed({})).toEqual(ids)
    expect(await listed({ prefetch: 3 })).toEqual(ids)
    expect(await listed({ offset: 3 })).toEqual(ids.slice(3))
    expect(await listed({ startDate: '2026-01-15' })).toEqual(ids)
    expect(await listed({ startDate: '2026-01-15T09:05:00-08:00' })).toEqual(ids.slice(0, 2))
    expect(await listed({ endDate: '2026-01-15T17:01:00Z' })).toEqual(ids.slice(-2))
    expect(await listed({ startDate: '2026-01-16' })).toEqual([])
    const first = await messages.list(since)
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect((await first.next())?.items.map(({ id }) => id)).toEqual(ids.slice(2, 4))
    expect((await messages.list(since).take(3)).map(({ body }) => body)).toEqual([
      'number 6',
      'number 5',
      'number 4',
    ])
  })

  test('sets every callback', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)
    const kinds = [
      'sms_callback',
      'mms_callback',
      'sms_dlr_callback',
      'mms_dlr_callback',
      'dlr_callback',
    ] as const
    for (const kind of kinds) {
      const { response } = await messages.setCallback(kind, 'https://example.com/in').withResponse()
      expect(response.status).toBe(204)
    }
  })
})

describe('a refusal is a typed error with the reason', () => {
  test('send: a recipient who has answered STOP, until UNSTOP', async () => {
    await using account = await openAccount()
    const { emulator, from } = account
    const { messages } = messagesOf(emulator)
    const message = { to, from, body: 'hello' }
    emulator.receive({ from: to, to: from, body: 'STOP' })

    const error = await failureOf(messages.send(message))

    expect(error).toBeInstanceOf(RecipientOptedOutError)
    expect(error).toMatchObject({ status: 400, outcome: 'rejected', attempts: 1 })
    expect(error.message).toMatch(/opted out/i)
    emulator.receive({ from: to, to: from, body: 'UNSTOP' })
    expect((await messages.send(message)).id).toMatch(/^mdr2-/)
  })

  test('send: a sender that is not on the account', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator)

    const error = await failureOf(messages.send({ to, from: '12065550100', body: 'hi' }))

    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error).toMatchObject({ status: 403, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('12065550100 is not a number on your account')
  })

  test('get: an unknown message', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator)

    const error = await failureOf(messages.get('mdr2-unknown'))

    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Could not find that resource on your account.')
  })

  test('a wrong secret key', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, { secretKey: 'not-the-secret' })

    const error = await failureOf(messages.findSent({ to, since: startTime }))

    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('Authentication failed.')
  })
})
