import { countSegments } from '@flowroute/messages'
import { describe, expect, test } from 'vitest'
import { messagesOf, openAccount, startTime } from './support.ts'

const to = '12065550123'

describe.each(['v2.1', 'v2.2'] as const)('with %s', (apiVersion) => {
  const strict = { apiVersion, strict: true }

  test('an SMS is sent, and its receipts come in as time goes by', async () => {
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

  test('an MMS is sent with its files, and one without any', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, strict)
    const mediaUrls = ['https://example.com/cat.gif', 'https://example.com/dog.png']

    const picture = await messages.get((await messages.send({ to, from: account.from, mediaUrls })).id)
    const words = await messages.get(
      (await messages.send({ to, from: account.from, body: 'only words', isMms: true })).id,
    )
    const plain = await messages.get(
      (await messages.send({ to, from: account.from, body: 'sms', mediaUrls: [] })).id,
    )

    expect(picture).toMatchObject({ isMms: true, body: null, amountNanodollars: 9_500_000 })
    expect(picture.media?.map(({ url, mimeType }) => [url, mimeType])).toEqual([
      ['https://example.com/cat.gif', 'image/gif'],
      ['https://example.com/dog.png', 'image/png'],
    ])
    expect(words).toMatchObject({ isMms: true, body: 'only words', media: [] })
    expect(plain).toMatchObject({ isMms: false, body: 'sms' })
  })

  test.each([
    ['a', 1, 0],
    ['x'.repeat(160), 1, 0],
    ['x'.repeat(161), 2, 0],
    ['ü'.repeat(71), 2, 8],
    ['🐈'.repeat(36), 2, 8],
  ])('%#: the cost is that of the segments counted', async (body, segments, encoding) => {
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
    const charged = (segments * 4) / 1_000
    const priceDetails = {
      baseRate: 0.004,
      surchargeRate: 0,
      segmentCount: segments,
      chargedCost: charged,
    }
    expect(sent.priceDetails).toEqual(apiVersion === 'v2.2' ? priceDetails : undefined)
  })

  test('lists page by page, ahead of the reader and between dates', async () => {
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

  test('finds exactly the messages that were sent so', async () => {
    await using account = await openAccount(2)
    const { messages } = messagesOf(account.emulator, strict)
    const [from = '', other = ''] = account.numbers
    const send = async (message: Partial<Parameters<typeof messages.send>[0]>): Promise<string> =>
      (await messages.send({ to, from, body: 'hello', ...message })).id

    await send({ body: 'too early' })
    account.emulator.clock.advance(60_000)
    const since = account.emulator.clock.now()
    const first = await send({})
    const second = await send({})
    const longer = await send({ body: 'hello ' })
    const elsewhere = await send({ to: other })
    const picture = await send({ body: '', mediaUrls: ['https://example.com/cat.gif'] })
    const fromOther = await send({ from: other })
    // A message to a number of the account arrives there too: inbound, with the same text, sender and recipient.
    account.emulator.clock.advance(60_000)
    const found = async (wanted: object): Promise<string[]> =>
      (await messages.findSent({ to, since, ...wanted })).map(({ id }) => id)

    expect(await found({ from, body: 'hello' })).toEqual([second, first])
    expect(await found({ from: `+${from}`, to: '(206) 555-0123', body: 'hello ' })).toEqual([longer])
    expect(await found({ body: 'hello' })).toEqual([fromOther, second, first])
    expect(await found({ from })).toEqual([picture, longer, second, first])
    expect(await found({ from, body: '' })).toEqual([picture])
    expect(await found({ to: other, body: 'hello' })).toEqual([elsewhere])
    expect(await found({ body: 'too early' })).toEqual([])
    expect(await found({ body: 'too early', since: '2026-01-15' })).toHaveLength(1)
    expect(await found({ to: '12065550124' })).toEqual([])
    expect(await found({ since: account.emulator.clock.now() })).toEqual([])
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

test('findSent reads every page', async () => {
  await using account = await openAccount()
  const { messages } = messagesOf(account.emulator)
  const needle = (await messages.send({ to, from: account.from, body: 'the first of many' })).id
  for (let count = 0; count < 205; count++) {
    await messages.send({ to, from: account.from, body: `later ${count}` })
  }

  const found = await messages.findSent({ to, body: 'the first of many', since: startTime })
  expect(found.map(({ id }) => id)).toEqual([needle])
  expect(await messages.findSent({ to, since: startTime })).toHaveLength(206)
})
