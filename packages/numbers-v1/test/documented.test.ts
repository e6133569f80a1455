import type { List } from '@flowroute/core'
import type { NumbersV1 } from '@flowroute/numbers-v1'
import { recorded, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { expectSigned, numbersAt } from './support.ts'

const sipReg = { name: 'sip-reg', type: 'SIP-REG' }

interface ListCase {
  name: string
  call(numbers: NumbersV1): List<unknown>
  items: object[]
  /** Parameters that the documented request leaves out. */
  added?: Record<string, string>
  hasNext: boolean
}

const lists: ListCase[] = [
  {
    name: 'v1/list-npas',
    call: (numbers) => numbers.listNpas({ pageSize: 2 }),
    items: ['201', '202'].map((id) => ({
      id,
      nxxs: `/v1/available-tns/npanxxs/?npa=${id}`,
      tns: `/v1/available-tns/tns/?npa=${id}`,
    })),
    added: { page: '1' },
    hasNext: true,
  },
  {
    name: 'v1/list-npanxxs',
    call: (numbers) => numbers.listNpaNxxs({ npa: '206', pageSize: 2, offset: 2 }),
    items: ['238', '258'].map((nxx) => ({
      id: `206${nxx}`,
      tns: `/v1/available-tns/tns/?npa=206&nxx=${nxx}`,
    })),
    hasNext: true,
  },
  {
    name: 'v1/search',
    call: (numbers) =>
      numbers.search({ npa: '206', nxx: '743', ratecenter: 'seattle', state: 'wa', pageSize: 1 }),
    items: [
      {
        id: '12067439178',
        initialCost: 1,
        monthlyCost: 1.25,
        billingMethods: ['VPRI', 'METERED'],
        ratecenter: 'SEATTLE',
        state: 'WA',
      },
    ],
    hasNext: true,
  },
  {
    name: 'v1/list-account-numbers',
    call: (numbers) => numbers.list({ pattern: '206', pageSize: 5, offset: 5 }),
    items: [
      {
        id: '12062092844',
        billingMethod: 'METERED',
        routes: [sipReg, sipReg],
        detail: '/v1/tns/16476998778',
      },
    ],
    hasNext: true,
  },
  {
    name: 'v1/list-routes',
    call: (numbers) => numbers.listRoutes({ pageSize: 4 }),
    items: [
      { id: 'HOSTroute1', type: 'HOST', value: '24.239.23.40:5060' },
      { id: 'PSTNroute1', type: 'PSTN', value: '178' },
      { id: 'URIroute1', type: 'URI', value: 'sip:16476998778@215.122.69.152:5060' },
      { id: 'sip-reg', type: 'SIP-REG', value: 'sip-reg' },
    ],
    added: { page: '1' },
    hasNext: false,
  },
]

describe.each(lists)('$name', ({ name, call, items, added, hasNext }) => {
  it('sends the documented request and reads the documented response', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    const list = call(numbersAt(server, { strict: true }))
    const page = await list

    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ method: request.method, path: request.path, text: '' })
    expect(server.requests[0]?.query).toStrictEqual({ ...request.query, ...added })
    expect(server.requests[0]?.headers['accept']).toContain('application/json')
    expect(server.requests[0]?.headers['content-type']).toBeUndefined()
    expectSigned(server.requests)
    expect(page.items).toStrictEqual(items)
    expect(page.items.map((item) => Object.keys(item as object)[0])).toStrictEqual(items.map(() => 'id'))
    expect(page.hasNext).toBe(hasNext)
  })

  it('requests another page only when the response has a next link', async () => {
    const { response } = recorded(name)
    await using server = await startServer([response, { body: {} }])
    expect(await call(numbersAt(server)).toArray()).toStrictEqual(items)
    const [first, ...others] = server.requests.map(({ query }) => query)
    expect(others).toStrictEqual(hasNext ? [{ ...first, page: String(Number(first?.['page']) + 1) }] : [])
  })
})

it('v1/number-details: sends the documented request and reads the documented response', async () => {
  const { request, response } = recorded('v1/number-details')
  await using server = await startServer([response])
  const number = await numbersAt(server, { strict: true }).get('+1 (647) 699-8778')
  expect(number).toStrictEqual({ id: '16476998778', billingMethod: 'METERED', routes: [sipReg, sipReg] })
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]).toMatchObject({ method: 'GET', target: request.path, text: '' })
  expectSigned(server.requests)
})

describe.each<{ name: string; call(numbers: NumbersV1): PromiseLike<unknown> }>([
  {
    name: 'v1/purchase',
    call: (numbers) => numbers.purchase('1-585-200-3968', { billingMethod: 'VPRI' }),
  },
  {
    name: 'v1/update-routes',
    call: (numbers) => numbers.updateRoutes('16476998778', [sipReg, 'ea4f4056663e27b082999689982e4723']),
  },
  {
    name: 'v1/create-route',
    call: (numbers) => numbers.createRoute({ name: 'HOSTroute1', type: 'HOST', value: '24.239.23.40:5060' }),
  },
])('$name', ({ name, call }) => {
  it('sends the documented request and accepts the documented response', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    expect(await call(numbersAt(server))).toBeUndefined()
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ method: request.method, target: request.path })
    expect(server.requests[0]?.json).toStrictEqual(request.body)
    expect(server.requests[0]?.headers['content-type']).toBe('application/json')
    expectSigned(server.requests)
  })
})
