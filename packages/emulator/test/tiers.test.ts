import { describe, expect, test } from 'vitest'
import { buyOne, expectError, setUp } from './support.ts'

const special = 'US Special $1.0/$2.25/$0.012'
const encoded = 'US%20Special%20%241.0%2F%242.25%2F%240.012'

test('the tiers are listed in pages, with links as they are documented', async () => {
  const { call } = setUp()
  const { status, body, list } = await call('GET', '/v2/numbers/available/tiers')
  expect(status).toBe(200)
  expect(list.map(({ id }) => id)).toEqual([
    'CA Special $1.0/$2.25/$0.012',
    'Premium',
    'Standard',
    'Toll Free',
    special,
  ])
  const related = `https://api.flowroute.com/v2/numbers?tier=${encoded}`
  expect(list.at(-1)).toEqual({ type: 'tier', id: special, links: { related } })
  expect(body).toMatchObject({
    links: { self: 'https://api.flowroute.com/v2/numbers/tiers?limit=10&offset=0' },
  })
  const second = await call('GET', '/v2/numbers/available/tiers?limit=2&offset=2')
  expect(second.list.map(({ id }) => id)).toEqual(['Standard', 'Toll Free'])
  expect(second.links['next']).toContain('limit=2&offset=4')
  expectError(await call('GET', '/v2/numbers/available/tiers?limit=201'), 422, 'limit must be')
})

describe.each([
  [special, encoded, [2.25]],
  ['Standard', 'Standard', [0.95, 1.25]],
  ['Toll Free', 'Toll+Free', undefined],
])('%s', (tier, filter, monthlyCosts) => {
  test('narrows the search', async () => {
    const { call } = setUp()
    const { list, links } = await call('GET', `/v2/numbers/available?limit=50&tier=${filter}`)
    expect(list).toHaveLength(50)
    for (const { attributes } of list) {
      expect(attributes['tier']).toBe(tier)
      if (monthlyCosts !== undefined) expect(monthlyCosts).toContain(attributes['monthly_cost'])
    }
    expect(new URL(links['next'] ?? '').searchParams.get('tier')).toBe(tier)
  })

  test('narrows the account’s numbers', async () => {
    const { call } = setUp()
    const number = await buyOne(call, `&tier=${filter}`)
    await buyOne(call, '&tier=Premium')
    const { list } = await call('GET', `/v2/numbers?tier=${filter}`)
    expect(list.map(({ id, attributes }) => [id, attributes['tier']])).toEqual([[number, tier]])
  })
})

test('one that does not exist has no numbers', async () => {
  const { call } = setUp()
  expect((await call('GET', '/v2/numbers/available?tier=Gold')).list).toEqual([])
})
