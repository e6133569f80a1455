import { describe, expect, test } from 'vitest'
import { buy, buyOne, expectError, setUp } from './support.ts'
import { outside, send, setAccountCallback, setNumberCallback, setUpPosts } from './webhook-support.ts'

const hook = (name: string): string => `https://hooks.example.com/${name}`
const media_urls = ['https://example.com/a.png']

describe.each([
  ['SMS', 'sms_dlr_callback', {}],
  ['MMS', 'mms_dlr_callback', { media_urls }],
])('the receipts of an %s', (_, kind, message) => {
  test('go to the message’s webhook before the number’s, and to the number’s before the account’s', async () => {
    const { call, posts, pass } = setUpPosts()
    const [one = '', two = ''] = await buy(call, 2)
    await setAccountCallback(call, kind, hook('account'))
    await setNumberCallback(call, one, kind, hook('number'))
    await send(call, one, { ...message, dlr_callback: hook('message') })
    await send(call, two, { ...message, dlr_callback: hook('message') })
    await pass(600)
    expect(posts.map(({ url }) => url)).toEqual(Array(4).fill(hook('message')))
    await send(call, one, message)
    await pass(600)
    expect(posts.slice(4).map(({ url }) => url)).toEqual(Array(2).fill(hook('number')))
    await send(call, two, message)
    await pass(600)
    expect(posts.slice(6).map(({ url }) => url)).toEqual(Array(2).fill(hook('account')))
  })
})

describe.each([
  ['SMS', 'sms_callback', {}],
  ['MMS', 'mms_callback', { mediaUrls: media_urls }],
])('an inbound %s', (_, kind, message) => {
  test('goes to its number’s webhook before the account’s', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const [one = '', two = ''] = await buy(call, 2)
    await setAccountCallback(call, kind, hook('account'))
    await setNumberCallback(call, one, kind, hook('number'))
    emulator.receive({ from: outside, to: one, body: 'x', ...message })
    emulator.receive({ from: outside, to: two, body: 'x', ...message })
    await pass(0)
    expect(posts.map(({ url }) => url).sort()).toEqual([hook('account'), hook('number')])
    expect(posts.find(({ url }) => url === hook('number'))?.json).toHaveProperty(
      'data.attributes.from',
      outside,
    )
  })
})

test('every kind of news goes to the webhook for its kind only', async () => {
  const { emulator, call, posts, pass } = setUpPosts()
  const number = await buyOne(call)
  const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback']
  for (const kind of kinds) await setAccountCallback(call, kind, hook(kind))
  const urls = async (act: () => unknown): Promise<string[]> => {
    await act()
    await pass(600)
    return posts.splice(0).map(({ url }) => url)
  }
  const fromOutside = { from: outside, to: number, body: 'x' }
  expect(await urls(() => emulator.receive(fromOutside))).toEqual([hook('sms_callback')])
  expect(await urls(() => emulator.receive({ ...fromOutside, mediaUrls: media_urls }))).toEqual([
    hook('mms_callback'),
  ])
  expect(await urls(() => send(call, number))).toEqual(Array(2).fill(hook('sms_dlr_callback')))
  expect(await urls(() => send(call, number, { is_mms: true }))).toEqual(
    Array(2).fill(hook('mms_dlr_callback')),
  )
})

describe('dlr_callback is the older name of sms_dlr_callback', () => {
  test.each([
    ['account', ['dlr_callback'], 'dlr_callback'],
    ['account', ['dlr_callback', 'sms_dlr_callback'], 'sms_dlr_callback'],
    ['account', ['sms_dlr_callback', 'dlr_callback'], 'dlr_callback'],
    ['number', ['dlr_callback'], 'dlr_callback'],
    ['number', ['sms_dlr_callback', 'dlr_callback'], 'dlr_callback'],
  ])('the %s’s, set as %j: the last one counts', async (level, kinds, expected) => {
    const { call, posts, pass } = setUpPosts()
    const from = await buyOne(call)
    for (const kind of kinds) {
      if (level === 'account') await setAccountCallback(call, kind, hook(kind))
      else await setNumberCallback(call, from, kind, hook(kind))
    }
    await send(call, from)
    await send(call, from, { is_mms: true })
    await pass(600)
    expect(posts.map(({ url }) => url)).toEqual(Array(2).fill(hook(expected)))
  })
})

test('the webhook that counts is the one at the moment of the news', async () => {
  const { call, posts, pass } = setUpPosts()
  const from = await buyOne(call)
  await send(call, from)
  await pass(70)
  await setAccountCallback(call, 'sms_dlr_callback', hook('late'))
  await pass(530)
  expect(posts).toMatchObject([{ url: hook('late'), json: { data: { attributes: { level: 2 } } } }])
})

test('the webhooks of a number that was released count no more', async () => {
  const { call, posts, pass } = setUpPosts()
  const from = await buyOne(call)
  await setNumberCallback(call, from, 'sms_dlr_callback', hook('number'))
  await setAccountCallback(call, 'sms_dlr_callback', hook('account'))
  await send(call, from)
  await pass(70)
  await call('DELETE', `/v2/numbers/${from}`)
  await pass(530)
  expect(posts.map(({ url }) => url)).toEqual([hook('number'), hook('account')])
})

test('without a webhook nothing is posted', async () => {
  const { emulator, call, posts, pass } = setUpPosts()
  const from = await buyOne(call)
  await send(call, from)
  emulator.receive({ from: outside, to: from, body: 'x' })
  await pass(1_000_000)
  expect(posts).toEqual([])
  expect(emulator.deliveries()).toEqual([])
})

test.each(['ftp://example.com/', 'file:///etc/hosts', 'javascript:alert(1)', '/relative', 'data:,x'])(
  'a webhook at %s is refused',
  async (callback_url) => {
    const { call } = setUp()
    const from = await buyOne(call)
    const account = await call('PUT', '/v2.2/messages/sms_callback', { json: { callback_url } })
    expectError(account, 422, 'callback_url must be an absolute http or https URL.')
    const json = { to: outside, from, body: 'x', dlr_callback: callback_url }
    expectError(await call('POST', '/v2.2/messages', { json }), 422, 'dlr_callback must be')
  },
)
