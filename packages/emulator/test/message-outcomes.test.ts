import { describe, expect, test } from 'vitest'
import { buyOne, type Call, expectError } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const minutes = 60_000

async function receiptsOf(call: Call, id: string): Promise<unknown[]> {
  const { data } = await call('GET', `/v2.2/messages/${id}`)
  return data.attributes['delivery_receipts'] as unknown[]
}

/** The receipts of a message and what was posted of them, once ten minutes have passed. */
async function outcome(message: object) {
  const { call, posts, pass } = setUpPosts()
  const number = await buyOne(call)
  await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/')
  await setAccountCallback(call, 'mms_dlr_callback', 'https://hooks.example.com/')
  const id = await send(call, number, message)
  await pass(600)
  const soon = await receiptsOf(call, id)
  await pass(10 * minutes)
  return { soon, later: await receiptsOf(call, id), posts }
}

/** The receipt of level 2 and how it was posted. */
async function expectCode(message: object, code: number, description: string, status: string): Promise<void> {
  const { soon, posts } = await outcome(message)
  expect(soon).toEqual([
    {
      level: 2,
      status,
      status_code: code,
      status_code_description: description,
      timestamp: '2026-01-15T17:00:00.60Z',
    },
    expect.objectContaining({ level: 1, status: 'smsc submit', status_code: null }),
  ])
  expect(posts).toHaveLength(2)
  expect(posts[1]?.json).toMatchObject({ data: { attributes: { level: 2, status, status_code: code } } })
}

describe('a recipient or a word in the text that fails', () => {
  test.each([
    ['no-route', 1106, 'No valid route'],
    ['landline', 1116, 'Destination not text enabled'],
    ['spam', 1150, 'Spam'],
    ['expired', 1006, 'Message expired'],
  ])('%s', async (word, code, description) => {
    await expectCode({ body: `Hello emulator:${word}` }, code, description, 'delivery failure')
    await expectCode({ to: `1500555${code}` }, code, description, 'delivery failure')
    await expectCode({ body: `emulator:${code} hello` }, code, description, 'delivery failure')
  })

  test('every documented code', async () => {
    await expectCode({ to: '15005551222' }, 1222, 'Invalid destination NPI', 'delivery failure')
    await expectCode({ to: '+15005551160' }, 1160, 'Toll-free messaging limits exceeded', 'delivery failure')
    await expectCode({ to: '15005551004' }, 1004, 'Message delivered to handset', 'delivery success')
  })

  test.each([
    { to: '15005551999' },
    { to: '15015551106' },
    { body: 'xemulator:spam' },
    { body: 'emulator:spammer' },
    { body: 'emulator:' },
    { body: 'emulator:9999' },
  ])('%j is an ordinary message', async (message) => {
    await expectCode(message, 1003, 'Message accepted by Carrier', 'message buffered')
  })

  test('an MMS fails too', async () => {
    const media_urls = ['https://example.com/a.png']
    await expectCode({ body: 'emulator:spam', media_urls }, 1150, 'Spam', 'delivery failure')
  })
})

test.each([{ to: '15005550000' }, { body: 'emulator:no-receipt' }])('%j: no receipt', async (message) => {
  expect(await outcome(message)).toEqual({ soon: [], later: [], posts: [] })
})

test.each([{ to: '15005550001' }, { body: 'emulator:late-receipt' }])(
  '%j: a late receipt',
  async (message) => {
    const { soon, later } = await outcome(message)
    expect([soon.length, later.length]).toEqual([1, 2])
    expect(later[0]).toMatchObject({ status_code: 1003, timestamp: '2026-01-15T17:10:00.00Z' })
  },
)

test.each([{ to: '15005551110' }, { body: 'emulator:opted-out' }])('%j: opted out', async (message) => {
  const { call } = setUpPosts()
  const json = { from: await buyOne(call), to: outside, body: 'hello', ...message }
  const reply = await call('POST', '/v2.2/messages', { json })
  expectError(reply, 400, 'opted out')
  expect(reply.error).toMatchObject({ code: 1110 })
})

describe('media', () => {
  const url = (bytes: number): string => `https://example.com/photo-${bytes}-bytes.jpg`

  test.each([
    [[767_841], `Error fetching media: File at "${url(767_841)}" is over 767840 byte limit.`],
    [[5, 900_000], `Error fetching media: File at "${url(900_000)}" is over 767840 byte limit.`],
    [[400_000, 400_000], 'Error fetching media: Files are over 767840 byte limit in all.'],
  ])('of %j bytes by their names are refused', async (sizes, detail) => {
    const { emulator, call } = setUpPosts(undefined, { balance: 5 })
    const number = await buyOne(call)
    const before = emulator.account.balance
    const json = { from: number, to: outside, media_urls: sizes.map(url) }
    expectError(await call('POST', '/v2.2/messages', { json }), 422, detail)
    expect(emulator.account.balance).toBe(before)
  })

  test.each([[[767_840]], [[300_000, 400_000]]])('of %j bytes are sent', async (sizes) => {
    const { call } = setUpPosts()
    await send(call, await buyOne(call), { media_urls: sizes.map(url) })
  })

  test('have the size that their name says', async () => {
    const { call } = setUpPosts()
    const id = await send(call, await buyOne(call), {
      media_urls: [url(5), 'https://example.com/5bytes.jpg'],
    })
    const { included } = await call('GET', `/v2.2/messages/${id}`)
    expect(included[0]?.attributes['file_size']).toBe(5)
    expect(included[1]?.attributes['file_size']).toBeGreaterThan(9_999)
  })
})

test('a message to a number of the account that fails does not arrive', async () => {
  const { emulator, call } = setUpPosts()
  const number = await buyOne(call)
  await send(call, number, { to: number, body: 'emulator:spam' })
  await send(call, number, { to: number, body: 'emulator:no-receipt' })
  emulator.clock.advance(minutes)
  const { list } = await call('GET', '/v2.2/messages?start_date=2026-01-15')
  const inbound = list.filter(({ attributes }) => attributes['direction'] === 'inbound')
  expect(inbound.map(({ attributes }) => attributes['body'])).toEqual(['emulator:no-receipt'])
})
