import { describe, expect, test } from 'vitest'
import { buyOne, expectError, setUp } from './support.ts'

const base = 'https://api.flowroute.com/v2/numbers/available'

/** Searches, with the found resources' attributes at hand. */
async function search(query: string) {
  const { call } = setUp()
  const reply = await call('GET', `/v2/numbers/available?${query}`)
  expect(reply.status, reply.text).toBe(200)
  return { ...reply, found: reply.list.map(({ attributes }) => attributes) }
}

function all<T>(items: T[], check: (item: T) => boolean): void {
  expect(items.length).toBeGreaterThan(0)
  expect(items.filter((item) => !check(item))).toEqual([])
}

describe('search', () => {
  test('a number for sale has the documented form', async () => {
    const { list } = await search('starts_with=206&limit=1')
    const id = list[0]?.id
    expect(list).toEqual([
      {
        type: 'number',
        id: expect.stringMatching(/^1206\d{7}$/),
        attributes: {
          value: id,
          rate_center: expect.stringMatching(/^[a-z\d ]+$/),
          state: 'wa',
          number_type: 'longcode',
          monthly_cost: expect.any(Number),
          setup_cost: expect.any(Number),
          iso_country: 'US',
          rate_type: 'local',
          inbound_rate: 0.012,
          tier: 'Standard',
        },
        links: { related: `https://api.flowroute.com/v2/numbers/${id}` },
      },
    ])
  })

  test.each([
    ['646', '1646'],
    ['1646', '1646'],
    ['%2B1646', '1646'],
    ['+1646', '1646'],
    ['%2B44', '44'],
    ['+44', '44'],
    ['1', '1'],
  ])('starts_with=%s is understood as %s', async (given, understood) => {
    const { list, links } = await search(`starts_with=${given}`)
    expect(links['self']).toBe(`${base}?starts_with=${understood}&limit=10&offset=0`)
    expect(list.filter(({ id }) => !id.startsWith(understood))).toEqual([])
    expect(list.length).toBe(understood === '44' ? 0 : 10)
  })

  test('contains and ends_with', async () => {
    const { list, links } = await search('contains=777&ends_with=12')
    all(list, ({ id }) => id.includes('777') && id.endsWith('12'))
    expect(links['self']).toBe(`${base}?contains=777&ends_with=12&limit=10&offset=0`)
  })

  test('state and rate center in any case', async () => {
    const { found, links } = await search('state=WA&rate_center=SeaTTle')
    all(found, ({ state, rate_center }) => state === 'wa' && rate_center === 'seattle')
    expect(links['self']).toBe(`${base}?rate_center=seattle&state=wa&limit=10&offset=0`)
  })

  test.each([
    ['longcode', 'longcode'],
    ['standard', 'longcode'],
    ['toll-free', 'toll-free'],
    ['tollfree', 'toll-free'],
  ])('number_type=%s', async (given, understood) => {
    const { found, links } = await search(`number_type=${given}`)
    all(found, ({ number_type }) => number_type === understood)
    expect(links['self']).toBe(`${base}?number_type=${understood}&limit=10&offset=0`)
  })

  test('iso_country', async () => {
    const canada = await search('iso_country=ca&order_by=state')
    all(canada.found, ({ state }) => ['ab', 'bc'].includes(String(state)))
    expect(canada.links['self']).toBe(`${base}?iso_country=CA&order_by=state&limit=10&offset=0`)
    expect((await search('iso_country=BE')).list).toEqual([])
  })

  test.each([
    ['number', 'value'],
    ['value', 'value'],
    ['tn', 'value'],
    ['monthly_cost', 'monthly_cost'],
    ['number_type', 'number_type'],
    ['state', 'state'],
    ['rate_center', 'rate_center'],
  ])('order_by=%s, up and down', async (key, attribute) => {
    const query = 'contains=800&limit=200'
    const values = async (order: string) =>
      (await search(`${query}&order_by=${order}`)).found.map((found) => found[attribute])
    const plain = await values(key)
    expect(await values(`${key},asc`)).toEqual(plain)
    const known = plain.filter((value) => value !== null) as (string | number)[]
    expect(known).toEqual([...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    const down = (await values(`${key},desc`)).filter((value) => value !== null) as (string | number)[]
    expect(down).toEqual([...down].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)))
    expect(down[0]).not.toBe(known[0])
  })

  test('filters come back in the order of their names, then limit and offset', async () => {
    const query =
      'state=wa&starts_with=206&order_by=tn%2Cdesc&number_type=longcode&iso_country=us&ends_with=1&contains=0&offset=1&limit=2'
    const { list, links } = await search(query)
    const filters =
      'contains=0&ends_with=1&iso_country=US&number_type=longcode&order_by=tn%2Cdesc&starts_with=1206&state=wa'
    expect(list).toHaveLength(2)
    expect(links).toEqual({
      self: `${base}?${filters}&limit=2&offset=1`,
      next: `${base}?${filters}&limit=2&offset=3`,
    })
  })

  test('an empty filter is none', async () => {
    const { links } = await search('state=&starts_with=&number_type=&order_by=&contains=')
    expect(links['self']).toBe(`${base}?limit=10&offset=0`)
  })

  test('a rate center with a space is escaped in links', async () => {
    const { links } = await search('rate_center=NEW%20york')
    expect(links['self']).toBe(`${base}?rate_center=new%20york&limit=10&offset=0`)
  })

  test.each([
    ['starts_with=abc', 'starts_with must be digits.'],
    ['contains=1*2', 'contains must be digits.'],
    ['ends_with=-1', 'ends_with must be digits.'],
    ['state=washington', 'state must be two letters.'],
    ['iso_country=USA', 'iso_country must be two letters.'],
    ['number_type=inum', 'number_type must be one of longcode, toll-free'],
    ['order_by=colour', 'order_by must be number, value, tn, monthly_cost'],
    ['order_by=tn,up', 'order_by must be'],
    ['order_by=tn,asc,desc', 'order_by must be'],
    ['order_by=toString', 'order_by must be'],
  ])('%s is refused', async (query, detail) => {
    const { call } = setUp()
    expectError(await call('GET', `/v2/numbers/available?${query}`), 422, detail)
  })
})

describe('area codes and exchanges', () => {
  test('an area code leads to its exchanges, an exchange to its numbers', async () => {
    const { call } = setUp()
    const areaCodes = await call('GET', '/v2/numbers/available/areacodes?limit=1')
    expect(areaCodes.list).toEqual([
      { type: 'areacode', id: '201', links: { related: `${base}/exchanges?areacode=201` } },
    ])
    const exchanges = await call('GET', '/v2/numbers/available/exchanges?areacode=201&limit=1')
    const id = exchanges.list[0]?.id
    expect(exchanges.list).toEqual([
      {
        type: 'exchange',
        id: expect.stringMatching(/^201\d{3}$/),
        links: { related: `${base}?starts_with=1${id}` },
      },
    ])
    expect(exchanges.links['self']).toBe(`${base}/exchanges?areacode=201&limit=1&offset=0`)
    const numbers = await call('GET', `/v2/numbers/available?starts_with=1${id}`)
    all(numbers.list, (number) => number.id.startsWith(`1${id}`))
  })

  test.each(['areacodes', 'exchanges'])('%s: max_setup_cost loses its cents', async (kind) => {
    const { call } = setUp()
    const path = `/v2/numbers/available/${kind}?limit=200`
    const [cents, three, four] = await Promise.all(
      ['3.99', '3', '4'].map((cost) => call('GET', `${path}&max_setup_cost=${cost}`)),
    )
    expect(cents?.links['self']).toBe(`${base}/${kind}?max_setup_cost=3&limit=200&offset=0`)
    expect(cents?.list).toEqual(three?.list)
    expect(four?.list).not.toEqual(three?.list)
  })

  test.each(['-1', 'free', '1e3', '.'])('max_setup_cost=%s is refused', async (cost) => {
    const { call } = setUp()
    const rule = 'max_setup_cost must be an amount of dollars.'
    expectError(await call('GET', `/v2/numbers/available/areacodes?max_setup_cost=${cost}`), 422, rule)
    expectError(await call('GET', `/v2/numbers/available/exchanges?max_setup_cost=${cost}`), 422, rule)
  })

  test.each(['20', '2011', 'abc'])('areacode=%s is refused', async (areaCode) => {
    const { call } = setUp()
    const reply = await call('GET', `/v2/numbers/available/exchanges?areacode=${areaCode}`)
    expectError(reply, 422, 'areacode must be three digits.')
  })
})

test('a number that was bought is not for sale until it is released', async () => {
  const { call } = setUp()
  const number = await buyOne(call)
  const offers = async () => (await call('GET', `/v2/numbers/available?starts_with=${number}`)).list
  expect(await offers()).toEqual([])
  await call('DELETE', `/v2/numbers/${number}`)
  expect(await offers()).toHaveLength(1)
})
