import { recorded } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { differences, repeat } from './recorded-support.ts'
import { buy, buyOne, createRoute, forSale, setUp } from './support.ts'

/** What newer pages than the recorded exchanges have. */
const newer = ['edge_strategy_id']
const offered = ['rate_type', 'iso_country', 'inbound_rate', 'tier']
const listed = ['iso_country', 'status', 'tier']
const detailed = ['note', 'monthly_cost', 'setup_cost', 'messaging_enabled', 'status']
const extendedNumber = [...newer, ...offered, ...detailed]

async function prepare() {
  const { emulator, call } = setUp()
  // In an area where the documented search finds more than a page, and with the documented listing's prefix.
  const [number = ''] = await buy(call, 1, '&starts_with=201')
  return { emulator, call, number }
}

describe('listings: same form, same links', () => {
  test.each(['numbers/list-area-codes', 'numbers/list-exchanges', 'numbers/search'])('%s', async (name) => {
    const { call } = await prepare()
    const { reply, documented } = await repeat(call, name)
    expect(reply.list).toHaveLength(3)
    expect(differences(reply.body, documented, name === 'numbers/search' ? offered : [])).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('numbers/list', async () => {
    const { call } = await prepare()
    const { reply, documented } = await repeat(call, 'numbers/list')
    expect(reply.list).toHaveLength(1)
    expect(differences(reply.body, documented, listed)).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('routes/list', async () => {
    const { call } = await prepare()
    await createRoute(call, 'one')
    await createRoute(call, 'two')
    const { reply, documented } = await repeat(call, 'routes/list')
    expect(reply.list).toHaveLength(2)
    expect(differences(reply.body, documented, newer)).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('messages/list', async () => {
    const { emulator, call } = setUp({ startTime: new Date('2017-12-21T16:44:34.930Z') })
    const [from, own] = await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'one' } })
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'two' } })
    emulator.clock.advance(1_000)
    const { reply, documented } = await repeat(call, 'messages/list')
    // As documented: an inbound message without receipts, then an outbound one with two.
    const [inbound, outbound] = documented.data as unknown[]
    expect(reply.list.map(({ attributes }) => attributes['direction'])).toEqual(['inbound', 'inbound'])
    expect(differences(reply.list[0], inbound, [])).toEqual([])
    const later = await call('GET', '/v2.1/messages?start_date=2017-12-01&limit=2&offset=2')
    expect(differences(later.list, [outbound], [])).toEqual([])
    expect(later.list[0]?.attributes['delivery_receipts']).toHaveLength(2)
    // The SDKs, from which this exchange is, send a day as its midnight; here the day itself is asked for, to its end.
    const links = JSON.stringify(documented.links).replace(
      '2018-01-08T00%3A00%3A00',
      '2018-01-08T23%3A59%3A59.999000',
    )
    expect(reply.links).toEqual(JSON.parse(links))
    const midnight = '/v2.1/messages?start_date=2017-12-01&end_date=2018-01-08T00:00:00&limit=2'
    expect((await call('GET', midnight)).links).toEqual(documented.links)
  })
})

describe('single things', () => {
  test('numbers/purchase and numbers/get', async () => {
    const { call } = await prepare()
    const [id = ''] = await forSale(call, 1)
    const bought = await repeat(call, 'numbers/purchase', `/v2/numbers/${id}`)
    expect(differences(bought.reply.body, bought.documented, extendedNumber)).toEqual([])
    const got = await repeat(call, 'numbers/get', `/v2/numbers/${id}`)
    expect(differences(got.reply.body, got.documented, extendedNumber)).toEqual([])
    const links = JSON.stringify(got.documented.links).replace('16502390214', id)
    expect(JSON.stringify(got.reply.links)).toBe(links)
  })

  test('routes/create', async () => {
    const { call } = await prepare()
    const { reply, documented } = await repeat(call, 'routes/create')
    expect(differences(reply.body, documented, newer)).toEqual([])
    expect(JSON.stringify(reply.links)).toBe(JSON.stringify(documented.links).replace('98396', reply.data.id))
  })

  test.each(['primary', 'failover'])('routes/set-%s', async (slot) => {
    const { call, number } = await prepare()
    const id = await createRoute(call)
    const path = `/v2/numbers/${number}/relationships/${slot}_route`
    const { reply } = await repeat(call, `routes/set-${slot}`, path, { data: { type: 'route', id } })
    expect(reply.text).toBe('')
  })

  test('messages/send-mms', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const { data } = recorded('messages/send-mms').request.body as { data: { attributes: object } }
    const json = { data: { ...data, attributes: { ...data.attributes, from } } }
    const { reply, documented } = await repeat(call, 'messages/send-mms', undefined, json)
    expect(differences(reply.body, documented, [])).toEqual([])
    expect(reply.data.links['self']).toBe(`https://api.flowroute.com/v2.1/messages/${reply.data.id}`)
  })

  test('messages/get', async () => {
    const { emulator, call } = setUp()
    const [from, own] = await buy(call, 2)
    await call('POST', '/v2.1/messages', { json: { to: own, from, body: 'Hello are you there? ' } })
    emulator.clock.advance(1_000)
    const [inbound] = (await call('GET', '/v2.1/messages?start_date=2017-12-01')).list
    const { reply, documented } = await repeat(call, 'messages/get', `/v2.1/messages/${inbound?.id}`)
    expect(differences(reply.body, documented, [])).toEqual([])
    expect(reply.data.attributes).toMatchObject({
      direction: 'inbound',
      status: 'delivered',
      delivery_receipts: [],
    })
  })
})

test('the comparison itself sees what is missing, surplus or of another type', () => {
  const documented = { a: 'x', b: [{ c: 1 }], d: null }
  expect(differences({ a: 'y', b: [{ c: 2 }, { c: 3 }], d: 5 }, documented, [])).toEqual([])
  expect(differences({ a: 1, b: [{ c: 2 }, {}], e: 1 }, documented, ['f'])).toEqual([
    '.e: not documented',
    '.d: missing',
    '.a: number',
    '.b[1].c: missing',
  ])
})
