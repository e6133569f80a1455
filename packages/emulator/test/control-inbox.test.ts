import { describe, expect, test } from 'vitest'
import {
  buy,
  createAddress,
  createApproved,
  createPending,
  createRoute,
  expectError,
  setUp,
} from './support.ts'
import { outside, send, setAccountCallback, setNumberCallback } from './webhook-support.ts'

type Message = { id: string; body: string | null; delivery_receipts: unknown[] }

describe('messages', () => {
  test('are listed newest first, each as one flat object', async () => {
    const { emulator, call } = setUp()
    const [number = ''] = await buy(call, 1)
    const sent = await send(call, number, { body: 'Grüße', media_urls: ['https://example.com/a.png'] })
    emulator.clock.advance(600)
    const received = emulator.receive({ from: outside, to: number, body: 'y'.repeat(161) })
    const { status, body } = await call('GET', '/__emulator/messages?limit=2')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      more: false,
      messages: [
        {
          id: received,
          direction: 'inbound',
          from: outside,
          to: number,
          is_mms: false,
          message_encoding: 0,
          segment_count: 2,
          amount_display: '$0.0080',
          amount_nanodollars: 8_000_000,
          media: [],
          media_urls: [],
        },
        {
          id: sent,
          direction: 'outbound',
          body: 'Grüße',
          is_mms: true,
          message_encoding: 8,
          segment_count: 1,
          status: 'message buffered',
          timestamp: '2026-01-15T17:00:00.00Z',
          media_urls: ['https://example.com/a.png'],
          media: [{ url: 'https://example.com/a.png', file_name: 'a.png', mime_type: 'image/png' }],
          delivery_receipts: [{ level: 2, status_code: 1003 }, { level: 1 }],
        },
      ],
    })
    expect((await call('GET', '/__emulator/messages?limit=1')).body).toMatchObject({ more: true })
  })

  test('are listed by conversation, and each conversation in pages', async () => {
    const { emulator, call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    for (const body of ['1', '2', '3']) {
      emulator.receive({ from: outside, to: one, body })
      emulator.clock.advance(1_000)
    }
    emulator.receive({ from: outside, to: two, body: 'to the other number' })
    emulator.clock.advance(1_000)
    const conversations = async (query = '') => (await call('GET', `/__emulator/conversations${query}`)).body
    expect(await conversations()).toMatchObject({
      more: false,
      conversations: [
        { ours: two, theirs: outside, count: 1, last: { body: 'to the other number' } },
        { ours: one, theirs: outside, count: 3, last: { body: '3' } },
      ],
    })
    await send(call, one, { body: '4' })
    expect(await conversations('?limit=1')).toMatchObject({
      more: true,
      conversations: [{ ours: one, theirs: outside, count: 4, last: { body: '4', direction: 'outbound' } }],
    })
    const thread = async (query: string) => {
      const { body } = await call('GET', `/__emulator/conversations/${one}/${outside}${query}`)
      const { messages, more } = body as { messages: Message[]; more: boolean }
      return { bodies: messages.map((message) => message.body), more }
    }
    expect(await thread('?limit=3')).toEqual({ bodies: ['4', '3', '2'], more: true })
    expect(await thread('?limit=3&offset=3')).toEqual({ bodies: ['1'], more: false })
    // The page in the middle of which a message is.
    const { body } = await call('GET', `/__emulator/conversations/${one}/${outside}`)
    const [newest, , second] = (body as { messages: { id: string }[] }).messages
    const around = (id = '') => `/__emulator/conversations/${one}/${outside}?limit=2&around=${id}`
    expect((await call('GET', around(second?.id))).body).toMatchObject({
      ...{ offset: 1, more: true },
      messages: [{ body: '3' }, { body: '2' }],
    })
    expect((await call('GET', around(newest?.id))).body).toMatchObject({ offset: 0 })
    expect((await call('GET', around('unknown'))).body).toMatchObject({ offset: 0 })
    const empty = await call('GET', `/__emulator/conversations/${one}/12065550199`)
    expect(empty.body).toMatchObject({ messages: [], more: false })
  })
})

describe('the account', () => {
  test('numbers, with the names of what they are tied to', async () => {
    const { emulator, call } = setUp()
    const [number = '', other = ''] = await buy(call, 2)
    const routeId = await createRoute(call)
    const addressId = await createAddress(call)
    const cnamId = await createApproved(call, emulator, 'RAIN CITY BREAD')
    const path = `/v2/numbers/${number}`
    await call('PATCH', path, { json: { alias: 'Front desk', messaging_enabled: true } })
    await call('PATCH', `${path}/relationships/primary_route`, { json: { id: routeId } })
    await call('PATCH', `${path}/relationships/failover_route`, { json: { id: '0' } })
    await call('PATCH', `${path}/relationships/e911s/${addressId}`)
    await call('PATCH', `${path}/relationships/cnams/${cnamId}`)
    await createPending(call, 'WAITING')
    const rejected = await createPending(call, 'CITY POLICE')
    emulator.cnams.reject(rejected, 'No.')
    const listing = async (name: string) => {
      const { body } = await call('GET', `/__emulator/${name}`)
      expect(body).toMatchObject({ more: false })
      return (body as Record<string, Record<string, unknown>[]>)[name]
    }
    const numbers = await listing('numbers')
    expect(numbers?.find((shown) => shown['number'] === number)).toMatchObject({
      alias: 'Front desk',
      type: 'longcode',
      messaging: 'processing',
      primaryRoute: 'office',
      failoverRoute: 'sip-reg',
      emergencyAddress: 'Seattle office',
      cnam: 'RAIN CITY BREAD',
      monthlyCost: expect.any(Number),
      place: expect.stringMatching(/., .{2}$/),
    })
    expect(numbers?.find((shown) => shown['number'] === other)).toMatchObject({
      ...{ alias: null, messaging: 'off', primaryRoute: 'sip-reg', failoverRoute: null },
      ...{ emergencyAddress: null, cnam: null },
    })
    expect(await listing('routes')).toEqual([
      { id: '0', alias: 'sip-reg', type: 'sip-reg', value: null },
      { id: routeId, alias: 'office', type: 'host', value: 'sip.example.com' },
    ])
    expect(await listing('addresses')).toEqual([
      {
        id: addressId,
        label: 'Seattle office',
        name: 'Maria Bermudez',
        lines: ['7742 20th Ave SW', 'Seattle, WA 98106, US'],
        numbers: [number],
      },
    ])
    expect(await listing('cnams')).toMatchObject([
      { value: 'RAIN CITY BREAD', state: 'approved', rejectionReason: null, numbers: [number] },
      { value: 'WAITING', state: 'pending', numbers: [] },
      { value: 'CITY POLICE', state: 'rejected', rejectionReason: 'No.' },
    ])
  })

  test('callbacks, of the account and of single numbers', async () => {
    const { call } = setUp()
    const numbers = (await buy(call, 2)).toSorted()
    const [one = '', two = ''] = numbers
    await setAccountCallback(call, 'sms_callback', 'https://example.com/a')
    await setNumberCallback(call, two, 'mms_callback', 'https://example.com/b')
    expect((await call('GET', '/__emulator/callbacks')).body).toEqual({
      account: { number: null, urls: { sms_callback: 'https://example.com/a' } },
      callbacks: [
        { number: one, urls: {} },
        { number: two, urls: { mms_callback: 'https://example.com/b' } },
      ],
      more: false,
    })
  })

  test('is listed in pages', async () => {
    const { call } = setUp()
    const numbers = (await buy(call, 3)).toSorted()
    const page = async (query: string) => (await call('GET', `/__emulator/numbers?${query}`)).body
    expect(await page('limit=2')).toMatchObject({ numbers: [{ number: numbers[0] }, {}], more: true })
    expect(await page('limit=2&offset=2')).toMatchObject({ numbers: [{ number: numbers[2] }], more: false })
    expectError(await call('GET', '/__emulator/numbers?limit=201'), 422, 'limit must be from 1 to 200.')
  })
})
