import type { List } from '@flowroute/core'
import { recorded, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import type { CallbackKind, Numbers } from '../src/index.ts'
import { authorization, id, numberDocument, numbersAt } from './support.ts'

/** The headers of every request; those with a body also have its type. */
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
  it('sends the documented request and reads the documented response', async () => {
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

  it('requests another page only where the response has a next link', async () => {
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
  it('sends the documented request and reads the documented response', async () => {
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

interface WriteCase {
  name: string
  call(numbers: Numbers): PromiseLike<unknown>
  request: { method: string; target: string; json: unknown }
}

const kinds: readonly CallbackKind[] = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
]

const single: WriteCase[] = [
  {
    name: 'purchase with its options',
    call: (numbers) => numbers.purchase(id, { cnamLookupsEnabled: false, messagingEnabled: true }),
    request: {
      method: 'POST',
      target: `/v2/numbers/${id}`,
      json: { cnam_lookups_enabled: false, messaging_enabled: true },
    },
  },
  {
    name: 'update of every setting',
    call: (numbers) =>
      numbers.update(id, {
        alias: 'front desk',
        cnamLookupsEnabled: true,
        messagingEnabled: true,
        messagingEmail: false,
        messagingCallbackUrl: 'https://example.com/ready?for=1',
      }),
    request: {
      method: 'PATCH',
      target: `/v2/numbers/${id}`,
      json: {
        type: 'number',
        alias: 'front desk',
        cnam_lookups_enabled: true,
        messaging_enabled: true,
        messaging_email: false,
        messaging_callback_url: 'https://example.com/ready?for=1',
      },
    },
  },
  {
    name: 'update that removes the alias and leaves the rest alone',
    call: (numbers) => numbers.update(id, { alias: null, messagingEnabled: undefined }),
    request: { method: 'PATCH', target: `/v2/numbers/${id}`, json: { type: 'number', alias: null } },
  },
]

const silent: WriteCase[] = [
  {
    name: 'release',
    call: (numbers) => numbers.release(id),
    request: { method: 'DELETE', target: `/v2/numbers/${id}`, json: undefined },
  },
  ...kinds.map((kind) => ({
    name: `setCallback of ${kind}`,
    call: (numbers: Numbers) => numbers.setCallback(id, kind, 'https://example.com/inbound'),
    request: {
      method: 'POST',
      target: `/v2/numbers/${id}/relationships/${kind}`,
      json: { callback_url: 'https://example.com/inbound' },
    },
  })),
]

describe.each([
  ...single.map((write) => ({ ...write, answer: { status: 200, body: numberDocument() as unknown } })),
  ...silent.map((write) => ({ ...write, answer: { status: 204 } })),
])('$name', ({ call, request, answer }) => {
  it('is sent as documented', async () => {
    await using server = await startServer([answer])
    await call(numbersAt(server))
    expect(server.requests).toHaveLength(1)
    const [sent] = server.requests
    expect({ method: sent?.method, target: sent?.target, json: sent?.json }).toStrictEqual(request)
    expect(sent?.headers['content-type']).toBe(
      request.json === undefined ? undefined : 'application/vnd.api+json',
    )
  })
})

it.each(silent)('$name resolves to nothing', async ({ call }) => {
  await using server = await startServer([{ status: 204 }])
  expect(await call(numbersAt(server))).toBeUndefined()
})

it('asks for many numbers with their plus sign, and resolves the routes of each', async () => {
  const related = (routeId: string) => ({
    voice_primary_route: { data: { id: routeId, type: 'route' } },
    sms_primary_route: { data: null },
  })
  const first = numberDocument().data
  await using server = await startServer([
    {
      body: {
        data: [
          { ...first, relationships: related('0') },
          { ...first, id: '12068732211', relationships: related('98396') },
        ],
        included: [{ id: '98396', type: 'route', attributes: { route_type: 'host', alias: 'office' } }],
      },
    },
  ])
  const details = await numbersAt(server).getMany(['(206) 745-2233', '+12068732211', '+44 20 7946 0958'])
  expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/v2/numbers/details' })
  expect(server.requests[0]?.headers['content-type']).toBe('application/vnd.api+json')
  expect(server.requests[0]?.json).toStrictEqual({
    numbers: ['+12067452233', '+12068732211', '+442079460958'],
  })
  const common = { value: id, alias: null, cnamLookupsEnabled: true, smsPrimaryRoute: null }
  expect(details).toStrictEqual([
    { id, ...common, voicePrimaryRoute: { id: '0' } },
    { id: '12068732211', ...common, voicePrimaryRoute: { id: '98396', routeType: 'host', alias: 'office' } },
  ])
})

it('sends every filter of a list under its documented name', async () => {
  await using server = await startServer([{ body: { data: [] } }])
  const numbers = numbersAt(server)
  const digits = { startsWith: '+44', contains: '20', endsWith: '58' }
  const place = { rateCenter: 'Seattle', state: 'wa', isoCountry: 'BE' }
  await numbers.listAreaCodes({ maxSetupCost: 0 })
  await numbers.listExchanges({ maxSetupCost: 1.5, areaCode: '206', pageSize: 5, offset: 10 })
  await numbers.search({ ...digits, ...place, numberType: 'toll-free', orderBy: 'monthly_cost' })
  await numbers.list({ ...digits, alias: 'Büro & front desk', pageSize: 1, offset: 2 })
  const wireDigits = { starts_with: '+44', contains: '20', ends_with: '58' }
  expect(server.requests.map(({ query }) => query)).toStrictEqual([
    { max_setup_cost: '0', limit: '200', offset: '0' },
    { max_setup_cost: '1.5', areacode: '206', limit: '5', offset: '10' },
    {
      ...wireDigits,
      rate_center: 'Seattle',
      state: 'wa',
      iso_country: 'BE',
      number_type: 'toll-free',
      order_by: 'monthly_cost',
      limit: '200',
      offset: '0',
    },
    { ...wireDigits, alias: 'Büro & front desk', limit: '1', offset: '2' },
  ])
  // A bare plus sign would be read as a space.
  expect(server.requests[2]?.target).toContain('starts_with=%2B44')
})

it('leaves out filters that are undefined', async () => {
  await using server = await startServer([{ body: { data: [] } }])
  const numbers = numbersAt(server)
  await numbers.search({ state: undefined, pageSize: undefined, orderBy: undefined })
  await numbers.listExchanges({ areaCode: undefined, maxSetupCost: undefined })
  for (const { query } of server.requests) expect(query).toStrictEqual({ limit: '200', offset: '0' })
})

describe('a purchase that succeeded in part', () => {
  const { body } = recorded('numbers/purchase').response
  const warning = { status: 503, title: 'Service Unavailable', detail: 'Messaging could not be provisioned.' }

  it('is a success with the warning', async () => {
    const document = { ...(body as object), errors: [{ id: 'a-1', ...warning }] }
    await using server = await startServer([{ status: 207, body: document }])
    const numbers = numbersAt(server)
    const purchase = numbers.purchase('16502390214', { messagingEnabled: true })
    expect(await purchase).toMatchObject({ id: '16502390214', primaryRoute: { alias: 'sip-reg' } })
    const { data, response, warnings, attempts } = await purchase.withResponse()
    expect({ id: data.id, status: response.status, warnings, attempts }).toStrictEqual({
      id: '16502390214',
      status: 207,
      warnings: [{ id: 'a-1', ...warning }],
      attempts: 1,
    })
    expect(server.requests).toHaveLength(1)
    expect((await numbers.update(id, { messagingEnabled: true }).withResponse()).warnings).toHaveLength(1)
  })

  it('has a warning even when the answer does not say what failed', async () => {
    await using server = await startServer([{ status: 207, body }])
    const { warnings } = await numbersAt(server).purchase('16502390214').withResponse()
    expect(warnings).toStrictEqual([expect.objectContaining({ status: 207 })])
  })
})

describe('price tiers', () => {
  const promo = 'US Promo $0.0/$0.50/$0.005'

  it('are listed', async () => {
    const links = { related: 'https://api.flowroute.com/v2/numbers?tier=Standard' }
    const data = [
      { type: 'tier', id: 'Standard', links },
      { type: 'tier', id: promo, links },
    ]
    await using server = await startServer([{ body: { data, links: {} } }])
    expect((await numbersAt(server, { strict: true }).listTiers()).items).toStrictEqual([
      { id: 'Standard' },
      { id: promo },
    ])
    expect(server.requests.map(({ target }) => target)).toStrictEqual([
      '/v2/numbers/available/tiers?limit=200&offset=0',
    ])
  })

  it('are a filter', async () => {
    await using server = await startServer([{ body: { data: [] } }])
    const numbers = numbersAt(server)
    await numbers.search({ tier: promo })
    await numbers.list({ tier: 'Standard' })
    expect(server.requests[0]?.target).toContain('tier=US%20Promo%20%240.0%2F%240.50%2F%240.005')
    expect(server.requests.map(({ query }) => query['tier'])).toStrictEqual([promo, 'Standard'])
  })
})

describe('provisioning for messages', () => {
  const several = {
    type: 'message_bulk_provisioning_status',
    id: 'b1c2',
    attributes: {
      status: 'processing',
      message: 'Two numbers.',
      numbers: { successful: [], processing: [id, '12065550101'], failed: [] },
    },
  }
  const read = {
    id: 'b1c2',
    status: 'processing',
    message: 'Two numbers.',
    numbers: { successful: [], processing: [id, '12065550101'], failed: [] },
  }

  it('starts a task', async () => {
    await using server = await startServer([{ status: 201, body: { data: several } }])
    const numbers = numbersAt(server, { strict: true })
    const options = { callbackUrl: 'https://example.com/provisioned', email: true }
    expect(await numbers.provisionMessaging([`+${id}`, '(206) 555-0101'], 'enable', options)).toStrictEqual(
      read,
    )
    await numbers.provisionMessaging([id], 'disable')
    const requests = server.requests.map(({ method, target, json }) => ({ method, target, json }))
    expect(requests).toStrictEqual([
      {
        method: 'POST',
        target: '/v2/message-provision',
        json: {
          numbers: [id, '12065550101'],
          action: 'enable',
          callback_url: 'https://example.com/provisioned',
          email: true,
        },
      },
      { method: 'POST', target: '/v2/message-provision', json: { numbers: [id], action: 'disable' } },
    ])
  })

  it('tells the state of a task', async () => {
    await using server = await startServer([{ body: { data: several } }])
    expect(await numbersAt(server, { strict: true }).getProvisioning('b1c2')).toStrictEqual(read)
    expect(server.requests[0]?.target).toBe('/v2/message-provision/status/b1c2')
  })

  it.each([
    ['processing', 'processing'],
    ['PENDING', 'processing'],
    ['successful', 'successful'],
    ['enabled', 'successful'],
    ['failed', 'failed'],
  ] as const)('sorts the number of a single task with status %s', async (status, group) => {
    const data = { type: 'message_provisioning_status', id: 'b1c2', attributes: { status, tn: Number(id) } }
    await using server = await startServer([{ body: { data } }])
    expect(await numbersAt(server, { strict: true }).getProvisioning('b1c2')).toStrictEqual({
      id: 'b1c2',
      status,
      numbers: { successful: [], processing: [], failed: [], [group]: [id] },
    })
  })
})
