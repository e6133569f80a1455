import { ConfigurationError } from '@flowroute/core'
import { NumbersV1, type RouteType } from '@flowroute/numbers-v1'
import { startServer } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import { accessKey, type Call, expectRefused, id, numbersAt, secretKey, wrong } from './support.ts'

const lists = ['listNpas', 'listNpaNxxs', 'search', 'list', 'listRoutes'] as const

describe.each<{ name: string; call: (numbers: NumbersV1, given: never) => PromiseLike<unknown> }>([
  { name: 'purchase', call: (numbers, given) => numbers.purchase(given, { billingMethod: 'VPRI' }) },
  { name: 'get', call: (numbers, given) => numbers.get(given) },
  { name: 'updateRoutes', call: (numbers, given) => numbers.updateRoutes(given, ['a', 'b']) },
])('$name', ({ call }) => {
  it.each([
    '',
    ' ',
    '.',
    '..',
    'a/b',
    '12065550100/x',
    '555-0100',
    '11065550100',
    '+442079460958',
    '+1 206 555 0100 x12',
    null,
    undefined,
    {},
    [id],
  ])('refuses %j as a number', async (given) => {
    await expectRefused((numbers) => call(numbers, wrong(given)), 'number')
  })

  it('says that a JavaScript number has to be text', async () => {
    const error = await expectRefused((numbers) => call(numbers, wrong(12_065_550_100)), 'number')
    expect(error.message).toBe(
      "Invalid input: number must be a text: write the number in quotes, such as '12065550100'.",
    )
  })

  it.each(['12065550100', '+12065550100', '(206) 555-0100', '206.555.0100'])(
    'sends %s with 11 digits',
    async (given) => {
      await using server = await startServer([{ body: { billing_method: 'VPRI', routes: [] } }])
      await call(numbersAt(server), wrong(given))
      expect(server.requests[0]?.path).toBe('/v1/tns/12065550100')
    },
  )
})

type Case = { rule: string; call: Call; fields: string[] }

const refused: Case[] = [
  ...['20', '2061', '106', 'abc', '', wrong(206), wrong(null)].flatMap((code): Case[] => [
    {
      rule: `listNpaNxxs of an area code, not ${JSON.stringify(code)}`,
      call: (numbers) => numbers.listNpaNxxs({ npa: code }),
      fields: ['npa'],
    },
    {
      rule: `search by area code, not ${JSON.stringify(code)}`,
      call: (numbers) => numbers.search({ npa: code }),
      fields: ['npa'],
    },
    {
      rule: `search by exchange, not ${JSON.stringify(code)}`,
      call: (numbers) => numbers.search({ npa: '206', nxx: code }),
      fields: ['nxx'],
    },
  ]),
  {
    rule: 'search by exchange with its area code',
    call: (numbers) => numbers.search({ nxx: '641' }),
    fields: ['nxx'],
  },
  {
    rule: 'search by rate center with its state',
    call: (numbers) => numbers.search({ ratecenter: 'seattle', npa: '206' }),
    fields: ['ratecenter'],
  },
  {
    rule: 'search with three wrong filters',
    call: (numbers) => numbers.search({ nxx: '641', ratecenter: 'seattle', tn: 'x' }),
    fields: ['nxx', 'ratecenter', 'tn'],
  },
  ...['', 'W', 'WAS', 'W1', wrong(['WA'])].map((state) => ({
    rule: `search by a state of two letters, not ${JSON.stringify(state)}`,
    call: (numbers: NumbersV1) => numbers.search({ state }),
    fields: ['state'],
  })),
  ...['', ' ', '\ud800', 'a'.repeat(1_001), wrong(7)].map((ratecenter) => ({
    rule: `search by a rate center, not ${JSON.stringify(ratecenter).slice(0, 20)}`,
    call: (numbers: NumbersV1) => numbers.search({ ratecenter, state: 'WA' }),
    fields: ['ratecenter'],
  })),
  ...['', 'a', '+1206', '120655501001', '1206*', wrong(1206)].flatMap((digits): Case[] => [
    {
      rule: `search by digits, not ${JSON.stringify(digits)}`,
      call: (numbers) => numbers.search({ tn: digits }),
      fields: ['tn'],
    },
    {
      rule: `list by digits, not ${JSON.stringify(digits)}`,
      call: (numbers) => numbers.list({ pattern: digits }),
      fields: ['pattern'],
    },
  ]),
  ...[undefined, null, 'vpri', 'FREE', 1].map((billingMethod) => ({
    rule: `purchase with a billing method, not ${JSON.stringify(billingMethod)}`,
    call: (numbers: NumbersV1) => numbers.purchase(id, { billingMethod: wrong(billingMethod) }),
    fields: ['billingMethod'],
  })),
  ...[undefined, null, 'VPRI'].map((options) => ({
    rule: `purchase with options, not ${JSON.stringify(options)}`,
    call: (numbers: NumbersV1) => numbers.purchase(id, wrong(options)),
    fields: ['options'],
  })),
  ...([[], undefined, null, 'ab', { 0: 'a', 1: 'b', length: 2 }, { name: 'a' }] as const).map((routes) => ({
    rule: `updateRoutes with two routes, not ${JSON.stringify(routes)}`,
    call: (numbers: NumbersV1) => numbers.updateRoutes(id, wrong(routes)),
    fields: Array.isArray(routes) ? ['routes.0', 'routes.1'] : ['routes'],
  })),
  {
    rule: 'updateRoutes with two routes, not one',
    call: (numbers) => numbers.updateRoutes(id, wrong(['a'])),
    fields: ['routes.1'],
  },
  {
    rule: 'updateRoutes with two routes, not three',
    call: (numbers) => numbers.updateRoutes(id, wrong(['a', 'b', 'c'])),
    fields: ['routes.2'],
  },
  ...['', ' ', '.', '..', '\udc00', null, 7, {}, { name: '' }, { name: 7 }, { id: 'a' }, ['a']].map(
    (route) => ({
      rule: `updateRoutes with a route for failover, not ${JSON.stringify(route)}`,
      call: (numbers: NumbersV1) => numbers.updateRoutes(id, ['a', wrong(route)]),
      fields: ['routes.1'],
    }),
  ),
  ...['', ' ', '.', '..', '\ud83d', 'a'.repeat(1_001), undefined, null, 7].map((name) => ({
    rule: `createRoute with a name, not ${JSON.stringify(name)?.slice(0, 20)}`,
    call: (numbers: NumbersV1) =>
      numbers.createRoute({ name: wrong(name), type: 'HOST', value: 'sip.example.com' }),
    fields: ['name'],
  })),
  ...['host', 'SIP-REG', 'constructor', '', undefined, null].map((type) => ({
    rule: `createRoute of a type, not ${JSON.stringify(type)}`,
    call: (numbers: NumbersV1) =>
      numbers.createRoute({ name: 'a', type: wrong(type), value: 'sip.example.com' }),
    fields: ['type'],
  })),
  ...[undefined, null, 'office'].map((options) => ({
    rule: `createRoute with options, not ${JSON.stringify(options)}`,
    call: (numbers: NumbersV1) => numbers.createRoute(wrong(options)),
    fields: ['options'],
  })),
  {
    rule: 'createRoute with nothing',
    call: (numbers) => numbers.createRoute(wrong({})),
    fields: ['name', 'type', 'value'],
  },
  ...Object.entries({ HOST: 'sip:a@b.example', PSTN: 'sip.example.com', URI: 'sip:example.com' }).map(
    ([type, value]) => ({
      rule: `createRoute of type ${type} with its value, not "${value}"`,
      call: (numbers: NumbersV1) => numbers.createRoute({ name: 'a', type: type as RouteType, value }),
      fields: ['value'],
    }),
  ),
  ...lists.map((method) => ({
    rule: `${method} in pages of 200 at most`,
    call: (numbers: NumbersV1) => numbers[method]({ pageSize: 201 }),
    fields: ['pageSize'],
  })),
  {
    rule: 'list from the start of a page',
    call: (numbers) => numbers.list({ pageSize: 10, offset: 5 }),
    fields: ['offset'],
  },
  ...lists.flatMap((method) =>
    [null, 'x', 7].map((options) => ({
      rule: `${method} with options, not ${JSON.stringify(options)}`,
      call: (numbers: NumbersV1) => numbers[method](wrong(options)),
      fields: ['options'],
    })),
  ),
]

test.each(refused)('requires: $rule', async ({ call, fields }) => {
  await expectRefused(call, ...fields)
})

describe('an unknown name is refused, with the one that was meant', () => {
  test.each<[string, (numbers: NumbersV1) => PromiseLike<unknown>, string, string?]>([
    ...lists.map((method): [string, (numbers: NumbersV1) => PromiseLike<unknown>, string, string] => [
      method,
      (numbers) => numbers[method](wrong({ limit: 10 })),
      'limit',
      'pageSize',
    ]),
    ['listNpaNxxs', (numbers) => numbers.listNpaNxxs(wrong({ areaCode: '206' })), 'areaCode'],
    ['search', (numbers) => numbers.search(wrong({ rate_center: 'a' })), 'rate_center', 'ratecenter'],
    ['list', (numbers) => numbers.list(wrong({ startsWith: '1206' })), 'startsWith'],
    [
      'purchase',
      (numbers) => numbers.purchase(id, wrong({ billingMethod: 'VPRI', billing_method: 'VPRI' })),
      'billing_method',
      'billingMethod',
    ],
    [
      'createRoute',
      (numbers) => numbers.createRoute(wrong({ name: 'a', type: 'PSTN', value: id, alias: 'b' })),
      'alias',
      'name',
    ],
    [
      'createRoute',
      (numbers) => numbers.createRoute(wrong({ name: 'a', type: 'PSTN', value: id, routeType: 'PSTN' })),
      'routeType',
      'type',
    ],
  ])('%s', async (_, call, name, meant) => {
    const error = await expectRefused(call, name)
    const question = meant === undefined ? '' : `; did you mean ${meant}?`
    expect(error.issues).toStrictEqual([{ field: name, message: `is not known${question}` }])
  })
})

it('says which filter is missing', async () => {
  const error = await expectRefused(
    (numbers) => numbers.search({ nxx: '641', ratecenter: 'seattle' }),
    'nxx',
    'ratecenter',
  )
  expect(error.message).toBe('Invalid input: nxx needs npa; ratecenter needs state.')
})

test.each<{ type: RouteType; value: string; sent: string }>([
  { type: 'HOST', value: '24.239.23.40:5060', sent: '24.239.23.40:5060' },
  { type: 'HOST', value: 'sip.example.com', sent: 'sip.example.com' },
  { type: 'HOST', value: '[2001:db8::1]:5061;transport=tls', sent: '[2001:db8::1]:5061;transport=tls' },
  { type: 'PSTN', value: '(800) 236-4455', sent: '18002364455' },
  { type: 'URI', value: 'sip:16476998778@215.122.69.152:5060', sent: 'sip:16476998778@215.122.69.152:5060' },
])('createRoute sends $type $value', async ({ type, value, sent }) => {
  await using server = await startServer([{ status: 201 }])
  await numbersAt(server).createRoute({ name: 'my route/1', type, value })
  expect(server.requests[0]).toMatchObject({ method: 'PUT', target: '/v1/routes/my%20route%2F1' })
  expect(server.requests[0]?.json).toStrictEqual({ type, value: sent })
})

it('does not send undefined filters', async () => {
  await using server = await startServer([{ body: {} }])
  await numbersAt(server).search({ npa: undefined, nxx: undefined, state: 'WA', ratecenter: undefined })
  expect(server.requests[0]?.query).toStrictEqual({ limit: '200', page: '1', state: 'WA' })
})

it('does not change its arguments', async () => {
  await using server = await startServer(({ method }) => (method === 'GET' ? { body: {} } : { status: 200 }))
  const numbers = numbersAt(server)
  const given = {
    page: Object.freeze({ pageSize: 10, prefetch: 1 }),
    search: Object.freeze({ npa: '206', nxx: '641', state: 'WA', ratecenter: 'seattle', tn: '1206' }),
    purchase: Object.freeze({ billingMethod: 'VPRI' } as const),
    routes: Object.freeze(['a', Object.freeze({ name: 'b', type: 'HOST' })] as const),
    route: Object.freeze({ name: 'a', type: 'PSTN', value: '+1 206 555 0100' } as const),
    request: Object.freeze({ headers: Object.freeze({ 'X-Trace': 'a-1' }), retries: 1 }),
  }
  const before = structuredClone(given)
  await numbers.listNpas(given.page, given.request)
  await numbers.listNpaNxxs(given.page, given.request)
  await numbers.search(given.search, given.request)
  await numbers.list(given.page, given.request)
  await numbers.get(id, given.request)
  await numbers.purchase(id, given.purchase, given.request)
  await numbers.updateRoutes(id, given.routes, given.request)
  await numbers.listRoutes(given.page, given.request)
  await numbers.createRoute(given.route, given.request)
  expect(given).toStrictEqual(before)
  expect(server.requests).toHaveLength(9)
  for (const { headers } of server.requests) expect(headers['x-trace']).toBe('a-1')
  expect(server.requests[6]?.json).toStrictEqual({ routes: [{ name: 'a' }, { name: 'b' }] })
})

it('sends another content type when asked to', async () => {
  await using server = await startServer([{ status: 201 }])
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  await numbersAt(server).createRoute({ name: 'a', type: 'HOST', value: 'a.example' }, { headers })
  expect(server.requests[0]?.headers['content-type']).toBe(headers['Content-Type'])
})

it.each([null, 'client', 42])('refuses %j as a client', (given) => {
  expect(() => new NumbersV1(wrong(given))).toThrow(ConfigurationError)
})

it('takes the options of a client', async () => {
  await using server = await startServer([{ body: {} }])
  await new NumbersV1({ accessKey, secretKey, baseUrl: server.url }).listNpas()
  expect(server.requests).toHaveLength(1)
})
