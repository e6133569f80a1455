import { expect, test } from 'vitest'
import type { WireFound, WireUpcomings } from '../src/inbox/wire-search.ts'
import { poll } from './patience.ts'
import { buyOne, type Call, createPending, expectError, setUp } from './support.ts'
import { outside, send, setAccountCallback } from './webhook-support.ts'

const hook = 'https://app.example.com/hooks'

const found = async (call: Call, q: string, more = ''): Promise<WireFound> =>
  (await call('GET', `/__emulator/search?q=${encodeURIComponent(q)}${more}`)).body as WireFound

test('finds messages, conversations, numbers, calls and webhooks by what is in them', async () => {
  const { emulator, call } = setUp({ deliver: async () => new Response() })
  await setAccountCallback(call, 'mms_callback', hook)
  const number = await buyOne(call, '&state=WA')
  await call('PUT', `/__emulator/names/${outside}`, { json: { name: 'Maria Bermudez' } })
  await call('PUT', `/__emulator/names/${number}`, { json: { name: 'Front desk' } })
  emulator.receive({
    from: outside,
    to: number,
    body: 'Is the RAIN over?',
    mediaUrls: ['https://a.example/sky.png'],
  })
  emulator.clock.advance(1_000)
  const id = await send(call, number, { body: 'rain until noon' })
  await emulator.settled()
  const messages = async (q: string) => (await found(call, q)).messages.map(({ body }) => body)
  expect(await messages('rain')).toEqual(['rain until noon', 'Is the RAIN over?'])
  expect(await messages('sky.png')).toEqual(['Is the RAIN over?'])
  expect(await messages(id)).toEqual(['rain until noon'])
  expect((await found(call, 'bermudez')).conversations).toMatchObject([
    { theirs: outside, theirsName: 'Maria Bermudez' },
  ])
  expect((await found(call, '(206) 555-01')).conversations).toMatchObject([{ ours: number }])
  expect((await found(call, 'front D')).numbers).toMatchObject([{ number, alias: 'Front desk' }])
  expect((await found(call, ', WA')).numbers).toHaveLength(1)
  expect((await found(call, 'post /v2.2/messages')).requests).toMatchObject([{ message: id, status: 202 }])
  const byUrl = await found(call, 'app.example.com')
  expect(byUrl.deliveries).toHaveLength(1)
  expect(byUrl.requests).toMatchObject([{ path: '/v2.2/messages/mms_callback' }])
  expect(await found(call, 'nobody')).toEqual({
    ...{ conversations: [], messages: [], numbers: [], requests: [], deliveries: [] },
    more: false,
  })
  expect(await found(call, 'rain', '&limit=1')).toMatchObject({ messages: [{ id }], more: true })
  expectError(await call('GET', '/__emulator/search?q=%20'), 422, 'q is required')
  expectError(await call('GET', '/__emulator/search?q=x&limit=101'), 422, 'limit must be from 1 to 100.')
})

test('finds refused messages and their calls by the reason, and never the secret key', async () => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  emulator.receive({ from: outside, to: number, body: 'STOP' })
  await call('POST', '/v2.2/messages', {
    json: { from: number, to: outside, body: `mine: ${emulator.secretKey}` },
  })
  await poll(async () => (await found(call, 'mine')).messages.length).toBe(1)
  expect((await found(call, 'opted out')).requests).toMatchObject([{ status: 400 }])
  const bySecret = await found(call, emulator.secretKey)
  expect([bySecret.messages, bySecret.requests]).toEqual([[], []])
})

test('finds one message among a hundred thousand', async () => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  const { messages, ...rest } = emulator.snapshot()
  emulator.receive({ from: outside, to: number, body: 'needle' })
  const [needle] = emulator.snapshot().messages.records
  if (needle === undefined) throw new Error('no message')
  const hay = Array.from({ length: 100_000 }, (_, index) => ({
    ...needle,
    id: `mdr2-${index}`,
    from: String(12_065_550_000 + (index % 2_000)),
    body: `Message ${index}: the quick brown fox jumps over the lazy dog, and comes back`,
  }))
  emulator.restore({ ...rest, messages: { ...messages, records: [needle, ...hay] } })
  expect((await found(call, 'NEEDLE')).messages).toMatchObject([{ body: 'needle' }])
})

test('says what the clock will bring, the first thing first', async () => {
  const { emulator, call } = setUp({ deliver: async () => new Response(null, { status: 503 }) })
  await setAccountCallback(call, 'sms_callback', hook)
  const number = await buyOne(call)
  await call('PATCH', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
  emulator.receive({ from: outside, to: number, body: 'hello' })
  await emulator.settled()
  await createPending(call, 'RAIN CITY BREAD')
  const id = await send(call, number)
  const ask = async (query = '') => (await call('GET', `/__emulator/upcoming${query}`)).body as WireUpcomings
  const at = (milliseconds: number) =>
    new Date(Date.parse('2026-01-15T17:00:00Z') + milliseconds).toISOString()
  const all = await ask()
  expect(all).toEqual({
    count: 5,
    upcoming: [
      {
        at: at(70),
        kind: 'receipt',
        id,
        text: `Receipt for the message to ${outside}: Message has been sent`,
      },
      {
        at: at(600),
        kind: 'receipt',
        id,
        text: `Receipt for the message to ${outside}: Message accepted by Carrier`,
      },
      { at: at(3_000), kind: 'messaging', id: number, text: `Messaging of ${number} is on` },
      { at: at(30_000), kind: 'retry', id: expect.any(String), text: `Webhook is tried again: ${hook}` },
      {
        at: at(48 * 3_600_000),
        kind: 'cnam',
        id: expect.any(String),
        text: 'Caller name RAIN CITY BREAD is approved',
      },
    ],
  })
  expect(await ask('?limit=2')).toEqual({ count: 5, upcoming: all.upcoming.slice(0, 2) })
  emulator.clock.advance(3_000)
  expect((await ask()).upcoming.map(({ kind }) => kind)).toEqual(['retry', 'cnam'])
})
