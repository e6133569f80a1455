import { describe, expect, test } from 'vitest'
import { buyOne, createRoute, expectError, setUp } from './support.ts'

const slots = ['primary_route', 'failover_route'] as const

describe.each(slots)('%s', (slot) => {
  const path = (number: string) => `/v2/numbers/${number}/relationships/${slot}`

  test.each([
    ['enveloped', (id: string) => ({ data: { type: 'route', id } })],
    ['enveloped without a type', (id: string) => ({ data: { id } })],
    ['compact', (id: string) => ({ type: 'route', id })],
    ['the id alone', (id: string) => ({ id })],
    ['the id as a number', (id: string) => ({ id: Number(id) })],
  ])('is set, %s', async (_form, body) => {
    const { call } = setUp()
    const number = await buyOne(call)
    const routeId = await createRoute(call)
    const reply = await call('PATCH', path(number), { json: body(routeId) })
    expect([reply.status, reply.text]).toEqual([204, ''])
    const { data, included } = await call('GET', `/v2/numbers/${number}`)
    expect(data.relationships[slot]).toEqual({ data: { id: routeId, type: 'route' } })
    expect(included.find(({ id }) => id === routeId)?.attributes).toEqual({
      alias: 'office',
      route_type: 'host',
      value: 'sip.example.com',
      edge_strategy_id: null,
    })
  })

  test('is removed, twice if one likes', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    await call('PATCH', path(number), { json: { id: '0' } })
    expect((await call('DELETE', path(number))).status).toBe(204)
    expect((await call('DELETE', path(number))).status).toBe(204)
    const { data } = await call('GET', `/v2/numbers/${number}`)
    expect(data.relationships[slot]).toEqual({ data: null })
  })

  test('the other one stays as it is', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const other = slots.find((name) => name !== slot) as string
    const before = (await call('GET', `/v2/numbers/${number}`)).data.relationships[other]
    await call('PATCH', path(number), { json: { id: await createRoute(call) } })
    await call('DELETE', path(number))
    expect((await call('GET', `/v2/numbers/${number}`)).data.relationships[other]).toEqual(before)
  })

  test('of an unknown route or number', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const unknown = 'Could not find that resource on your account.'
    expectError(await call('PATCH', path(number), { json: { id: '1' } }), 404, unknown)
    expectError(await call('PATCH', path('12065550100'), { json: { id: '0' } }), 404, unknown)
    expectError(await call('DELETE', path('12065550100')), 404, unknown)
  })

  test.each([
    [{}, 'id is required'],
    [{ data: { type: 'route' } }, 'id is required'],
    [{ id: '' }, 'id is required'],
    [{ id: 1.5 }, 'id is required'],
    [{ id: null }, 'id is required'],
    [{ id: '0', type: 'number' }, 'type must be "route".'],
    [{ data: null }, 'data must be an object.'],
  ])('refuses %j', async (json, detail) => {
    const { call } = setUp()
    const number = await buyOne(call)
    expectError(await call('PATCH', path(number), { json }), 422, detail)
  })
})

test('a route that is both primary and failover is included once', async () => {
  const { call } = setUp()
  const number = await buyOne(call)
  await call('PATCH', `/v2/numbers/${number}/relationships/failover_route`, { json: { id: '0' } })
  expect((await call('GET', `/v2/numbers/${number}`)).included.map(({ id }) => id)).toEqual(['0'])
})

test('a number without routes includes none', async () => {
  const { call } = setUp()
  const number = await buyOne(call)
  await call('DELETE', `/v2/numbers/${number}/relationships/primary_route`)
  expect((await call('GET', `/v2/numbers/${number}`)).included).toEqual([])
})

const kinds = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
] as const
const refusedUrls = [
  '',
  'example.com/sms',
  '/sms',
  'ftp://example.com/',
  'http:example.com',
  'https://',
  'https:// x',
  'https://example.com:99999',
]

describe.each(kinds)('%s', (kind) => {
  const url = 'https://example.com/hook?token=1'
  const forms = [{ callback_url: url }, { data: { attributes: { callback_url: url } } }]

  test.each(forms)('of a number: %j', async (json) => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const reply = await call('POST', `/v2/numbers/${number}/relationships/${kind}`, { json })
    expect([reply.status, reply.text]).toEqual([204, ''])
    // The API has no way to read a webhook back.
    expect(emulator.snapshot()).toMatchObject({ numbers: [{ callbacks: [{ kind, url }] }], callbacks: [] })
  })

  test.each(['v2.1', 'v2.2'])('of the account, %s', async (version) => {
    for (const json of forms) {
      const { emulator, call } = setUp()
      const reply = await call('PUT', `/${version}/messages/${kind}`, { json })
      expect([reply.status, reply.text]).toEqual([204, ''])
      expect(emulator.snapshot().callbacks).toEqual([{ kind, url }])
    }
  })

  test.each(refusedUrls)('refuses the address "%s"', async (callback_url) => {
    const { call } = setUp()
    const number = await buyOne(call)
    const json = { callback_url }
    const detail = /^callback_url (must be an absolute http or https URL|is required)\.$/
    expectError(await call('POST', `/v2/numbers/${number}/relationships/${kind}`, { json }), 422, detail)
    expectError(await call('PUT', `/v2.2/messages/${kind}`, { json }), 422, detail)
  })
})

test('a webhook needs an address and a number that is on the account', async () => {
  const { call } = setUp()
  const number = await buyOne(call)
  const of = (id: string) => `/v2/numbers/${id}/relationships/sms_callback`
  expectError(await call('POST', of(number), { json: {} }), 422, 'callback_url is required.')
  expectError(
    await call('PUT', '/v2.1/messages/sms_callback', { json: {} }),
    422,
    'callback_url is required.',
  )
  const json = { callback_url: 'https://example.com' }
  expectError(await call('POST', of('12065550100'), { json }), 404, 'on your account')
})
