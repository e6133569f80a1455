import { describe, expect, test } from 'vitest'
import { buy, buyOne, createRoute, expectError, forSale, setUp, sipReg } from './support.ts'

describe('list', () => {
  test('a number has the attributes of a listing and no relationships', async () => {
    const { call } = setUp()
    const number = await buyOne(call, '&starts_with=206')
    expect((await call('GET', '/v2/numbers')).body).toEqual({
      data: [
        {
          attributes: {
            rate_center: expect.any(String),
            value: number,
            alias: null,
            state: 'wa',
            number_type: 'longcode',
            cnam_lookups_enabled: true,
            iso_country: 'US',
            status: 'PURCHASED',
            tier: 'Standard',
          },
          type: 'number',
          id: number,
          links: { self: `https://api.flowroute.com/v2/numbers/${number}` },
        },
      ],
      links: { self: 'https://api.flowroute.com/v2/numbers?limit=10&offset=0' },
    })
  })

  test('filters', async () => {
    const { call } = setUp()
    const [a = ''] = await buy(call, 1, '&starts_with=206&ends_with=1')
    const [b = ''] = await buy(call, 1, '&starts_with=646&ends_with=2')
    await call('PATCH', `/v2/numbers/${b}`, { json: { alias: 'Front desk & co' } })
    const ids = async (query: string) => (await call('GET', `/v2/numbers?${query}`)).list.map(({ id }) => id)
    expect(await ids('')).toEqual([a, b])
    expect(await ids('starts_with=206')).toEqual([a])
    expect(await ids('starts_with=%2B1646')).toEqual([b])
    expect(await ids('starts_with=%2B44')).toEqual([])
    expect(await ids(`contains=${b.slice(2, 9)}`)).toEqual([b])
    expect(await ids(`contains=%2B${b}`)).toEqual([b])
    expect(await ids('ends_with=1')).toEqual([a])
    expect(await ids('alias=Front%20desk%20%26%20co')).toEqual([b])
    expect(await ids('alias=front%20desk%20%26%20co')).toEqual([])
    expect(await ids('alias=Front')).toEqual([])
    expect(await ids('starts_with=206&ends_with=2')).toEqual([])
  })

  test('links repeat the filters as understood', async () => {
    const { call } = setUp()
    const { links } = await call('GET', '/v2/numbers?starts_with=206&ends_with=1&contains=55&alias=a+b')
    const filters = 'alias=a%20b&contains=55&ends_with=1&starts_with=1206'
    expect(links['self']).toBe(`https://api.flowroute.com/v2/numbers?${filters}&limit=10&offset=0`)
  })

  test.each([
    ['starts_with=x', 'starts_with must be digits.'],
    ['contains=x', 'contains must be digits.'],
    ['ends_with=x', 'ends_with must be digits.'],
    [`alias=${'a'.repeat(65)}`, 'alias must be at most 64 characters.'],
  ])('%s is refused', async (query, detail) => {
    const { call } = setUp()
    expectError(await call('GET', `/v2/numbers?${query}`), 422, detail)
  })
})

describe('update', () => {
  test.each([
    ['flat', { type: 'number', alias: 'desk' }],
    ['flat without a type', { alias: 'desk' }],
    ['enveloped', { data: { type: 'number', attributes: { alias: 'desk' } } }],
  ])('%s', async (_form, json) => {
    const { call } = setUp()
    const number = await buyOne(call)
    const reply = await call('PATCH', `/v2/numbers/${number}`, { json })
    expect(reply.status).toBe(200)
    expect(reply.data.attributes['alias']).toBe('desk')
    expect((await call('GET', `/v2/numbers/${number}`)).body).toEqual(reply.body)
  })

  test('changes only what is named; null takes the alias away', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const patch = async (json: object) =>
      (await call('PATCH', `/v2/numbers/${number}`, { json })).data.attributes
    expect(await patch({ alias: 'desk' })).toMatchObject({ alias: 'desk', cnam_lookups_enabled: true })
    expect(await patch({ cnam_lookups_enabled: 'false' })).toMatchObject({
      alias: 'desk',
      cnam_lookups_enabled: false,
    })
    expect(await patch({ cnam_lookups_enabled: true })).toMatchObject({ cnam_lookups_enabled: true })
    expect(await patch({ alias: null })).toMatchObject({ alias: null, cnam_lookups_enabled: true })
    expect(await patch({})).toMatchObject({ alias: null, cnam_lookups_enabled: true })
  })

  test('an alias need not be unique and has at most 64 characters, however many bytes they take', async () => {
    const { call } = setUp()
    const [one, two] = await buy(call, 2)
    const patch = (id = '', alias = '') => call('PATCH', `/v2/numbers/${id}`, { json: { alias } })
    const longest = '☎️'.repeat(31) + '😀'.repeat(2)
    expect([...longest]).toHaveLength(64)
    expect((await patch(one, longest)).data.attributes['alias']).toBe(longest)
    expect((await patch(two, longest)).status).toBe(200)
    expectError(await patch(one, `${longest}x`), 422, 'alias must be at most 64 characters.')
  })

  test.each([
    [{ type: 'route', alias: 'x' }, 'type must be "number".'],
    [{ alias: 7 }, 'alias must be a string.'],
    [{ alias: 'x', cnam_lookups_enabled: 'maybe' }, 'cnam_lookups_enabled must be true or false.'],
    [{ alias: 'x', messaging_enabled: 'on' }, 'messaging_enabled must be true or false.'],
    [
      { alias: 'x', messaging_enabled: true, messaging_email: 'me@example.com' },
      'messaging_email must be true',
    ],
    [
      { alias: 'x', messaging_enabled: true, messaging_callback_url: '/done' },
      'messaging_callback_url must be an',
    ],
  ])('refuses %j as a whole', async (json, detail) => {
    const { call } = setUp()
    const number = await buyOne(call)
    const before = await call('GET', `/v2/numbers/${number}`)
    expectError(await call('PATCH', `/v2/numbers/${number}`, { json }), 422, detail)
    expect((await call('GET', `/v2/numbers/${number}`)).body).toEqual(before.body)
  })
})

describe('release', () => {
  test('takes the number and its settings off the account', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const routeId = await createRoute(call)
    await call('PATCH', `/v2/numbers/${number}`, { json: { alias: 'desk' } })
    await call('PATCH', `/v2/numbers/${number}/relationships/primary_route`, { json: { id: routeId } })
    const reply = await call('DELETE', `/v2/numbers/${number}`)
    expect([reply.status, reply.text]).toEqual([204, ''])
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
    expect((await call('DELETE', `/v2/routes/${routeId}`)).status).toBe(204)
    const again = await call('POST', `/v2/numbers/${number}`)
    expect(again.data.attributes['alias']).toBe(null)
    expect(again.data.relationships['primary_route']).toEqual({ data: { id: '0', type: 'route' } })
  })

  test('what is not on the account: the documented 404, which has no title', async () => {
    const { call } = setUp()
    expect((await call('DELETE', '/v2/numbers/12065550100')).body).toEqual({
      errors: [
        { id: expect.any(String), status: 404, detail: 'Could not find that resource on your account.' },
      ],
    })
  })
})

test.each(['GET', 'PATCH'])('%s of a number that is not on the account', async (method) => {
  const { call } = setUp()
  const [number] = await forSale(call, 1)
  const reply = await call(method, `/v2/numbers/${number}`, method === 'GET' ? {} : { json: { alias: 'x' } })
  expectError(reply, 404, 'Could not find that resource on your account.')
  expect(reply.error.title).toBe('Not Found')
})

describe('details of many', () => {
  test('with or without a plus, each once, what they share included once', async () => {
    const { call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    const json = { numbers: [`+${two}`, one, two] }
    const reply = await call('POST', '/v2/numbers/details', { json })
    expect(reply.status).toBe(200)
    const details = [await call('GET', `/v2/numbers/${two}`), await call('GET', `/v2/numbers/${one}`)]
    expect(reply.body).toEqual({ data: details.map(({ data }) => data), included: [sipReg] })
  })

  test('of none', async () => {
    const { call } = setUp()
    const reply = await call('POST', '/v2/numbers/details', { json: { numbers: [] } })
    expect(reply.body).toEqual({ data: [], included: [] })
  })

  test('names those that are not on the account', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const json = { numbers: ['+12065550100', number, '12065550101'] }
    const detail = 'Could not find these numbers on your account: 12065550100, 12065550101.'
    expectError(await call('POST', '/v2/numbers/details', { json }), 404, detail)
  })

  test.each([
    [{}, 'numbers is required.'],
    [{ numbers: '12065550100' }, 'numbers must be an array of strings.'],
    [{ numbers: [12065550100] }, 'numbers must be an array of strings.'],
  ])('refuses %j', async (json, detail) => {
    const { call } = setUp()
    expectError(await call('POST', '/v2/numbers/details', { json }), 422, detail)
  })
})
