import type { List } from '@flowroute/core'
import { recorded, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import type { Numbers } from '../src/index.ts'
import { authorization, numbersAt } from './support.ts'

/** What every request shows of itself; those with a body also say what it is. */
const headers = {
  authorization,
  accept: 'application/vnd.api+json, application/json',
  'user-agent': 'flowroute-sdk-typescript',
}

const millbrae = {
  id: '16502390214',
  value: '16502390214',
  alias: null,
  cnamLookupsEnabled: true,
  numberType: 'standard',
  rateCenter: 'millbrae',
  state: 'ca',
  cnamPreset: null,
  e911Address: null,
  failoverRoute: null,
  primaryRoute: { id: '0', alias: 'sip-reg', routeType: 'sip-reg', value: null },
}

const oradell = {
  id: '12012673227',
  value: '12012673227',
  alias: null,
  cnamLookupsEnabled: true,
  numberType: 'standard',
  rateCenter: 'oradell',
  state: 'nj',
}

const newYork = (id: string, setupCost: number) => ({
  id,
  value: id,
  rateCenter: 'nwyrcyzn01',
  state: 'ny',
  numberType: 'standard',
  monthlyCost: 1.25,
  setupCost,
})

interface ListCase {
  name: string
  call(numbers: Numbers): List<unknown>
  items: unknown[]
  hasNext: boolean
}

const lists: ListCase[] = [
  {
    name: 'numbers/list-area-codes',
    call: (numbers) => numbers.listAreaCodes({ maxSetupCost: 3.25, pageSize: 3 }),
    items: [{ id: '201' }, { id: '202' }, { id: '203' }],
    hasNext: true,
  },
  {
    name: 'numbers/list-exchanges',
    call: (numbers) => numbers.listExchanges({ areaCode: '347', pageSize: 3 }),
    items: [{ id: '347215' }, { id: '347325' }, { id: '347331' }],
    hasNext: true,
  },
  {
    name: 'numbers/search',
    call: (numbers) => numbers.search({ startsWith: '646', contains: '3', endsWith: '7', pageSize: 3 }),
    items: [newYork('16463439507', 1), newYork('16463439617', 1), newYork('16463439667', 3.99)],
    hasNext: true,
  },
  {
    name: 'numbers/list',
    call: (numbers) => numbers.list({ startsWith: '201', pageSize: 3 }),
    items: [oradell, { ...oradell, id: '12014845220', value: '12014845220', rateCenter: 'jerseycity' }],
    hasNext: false,
  },
]

describe.each(lists)('$name', ({ name, call, items, hasNext }) => {
  it('sends the documented request and reads the documented answer', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    const { data: page, response: answer, attempts } = await call(numbersAt(server)).withResponse()

    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: request.method,
      path: request.path,
      headers,
      text: '',
    })
    expect(server.requests[0]?.query).toStrictEqual({ ...request.query, offset: '0' })
    expect(server.requests[0]?.headers['content-type']).toBeUndefined()
    expect(page.items).toStrictEqual(items)
    expect(page).toMatchObject({ offset: 0, hasNext })
    expect({ status: answer.status, body: answer.body, attempts }).toStrictEqual({
      status: 200,
      body: response.body,
      attempts: 1,
    })
  })

  it('goes on only where the answer has a next link', async () => {
    const { response } = recorded(name)
    await using server = await startServer([response, { body: { data: [], links: {} } }])
    expect(await call(numbersAt(server)).toArray()).toStrictEqual(items)
    const offsets = server.requests.map(({ query }) => query['offset'])
    expect(offsets).toStrictEqual(hasNext ? ['0', '3'] : ['0'])
  })
})

describe.each([
  { name: 'numbers/purchase', call: (numbers: Numbers) => numbers.purchase('16502390214') },
  { name: 'numbers/get', call: (numbers: Numbers) => numbers.get('16502390214') },
])('$name', ({ name, call }) => {
  it('sends the documented request and reads the documented answer', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    const { data, response: answer, warnings } = await call(numbersAt(server)).withResponse()

    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: request.method,
      target: request.path,
      headers,
      text: '',
    })
    expect(server.requests[0]?.headers['content-type']).toBeUndefined()
    expect(data).toStrictEqual(millbrae)
    expect(answer.status).toBe(response.status)
    expect(warnings).toStrictEqual([])
  })
})

it('asks for pages as large as the endpoint allows unless told otherwise', async () => {
  await using server = await startServer([{ body: { data: [] } }])
  const numbers = numbersAt(server)
  await numbers.listAreaCodes()
  await numbers.listAreaCodes({ pageSize: 400, offset: 400 })
  await numbers.listExchanges()
  await numbers.search()
  await numbers.list()
  expect(server.requests.map(({ target }) => target)).toStrictEqual([
    '/v2/numbers/available/areacodes?limit=200&offset=0',
    '/v2/numbers/available/areacodes?limit=400&offset=400',
    '/v2/numbers/available/exchanges?limit=200&offset=0',
    '/v2/numbers/available?limit=200&offset=0',
    '/v2/numbers?limit=200&offset=0',
  ])
})
