import { startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import type { CallbackKind, Numbers } from '../src/index.ts'
import { id, numberDocument, numbersAt } from './support.ts'

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

it.each(silent)('$name gives nothing', async ({ call }) => {
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
