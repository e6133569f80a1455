import { createClient, InvalidInputError } from '@flowroute/core'
import { createEmulator } from '@flowroute/emulator'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Numbers, type UpdateOptions } from '../src/index.ts'
import {
  accessKey,
  type Call,
  expectRefused,
  failureOf,
  id,
  numberDocument,
  numbersAt,
  secretKey,
  wrong,
} from './support.ts'

describe.each<{
  name: string
  field: string
  call: (numbers: Numbers, given: never) => PromiseLike<unknown>
}>([
  { name: 'purchase', field: 'numberId', call: (numbers, given) => numbers.purchase(given) },
  { name: 'get', field: 'numberId', call: (numbers, given) => numbers.get(given) },
  { name: 'update', field: 'numberId', call: (numbers, given) => numbers.update(given, { alias: 'x' }) },
  { name: 'release', field: 'numberId', call: (numbers, given) => numbers.release(given) },
  {
    name: 'setCallback',
    field: 'numberId',
    call: (numbers, given) => numbers.setCallback(given, 'sms_callback', 'https://example.com'),
  },
  {
    name: 'getCallback',
    field: 'numberId',
    call: (numbers, given) => numbers.getCallback(given, 'sms_callback'),
  },
  {
    name: 'removeCallback',
    field: 'numberId',
    call: (numbers, given) => numbers.removeCallback(given, 'sms_callback'),
  },
  { name: 'getMany', field: 'numberIds.1', call: (numbers, given) => numbers.getMany([id, given]) },
  {
    name: 'provisionMessaging',
    field: 'numberIds.1',
    call: (numbers, given) => numbers.provisionMessaging([id, given], 'enable'),
  },
])('$name', ({ field, call }) => {
  it.each([
    '',
    ' ',
    '.',
    '..',
    'a/b',
    '../routes/1',
    '12065550100/relationships',
    'available',
    '555-0100',
    '11065550100',
    '442079460958',
    '+1 206 555 0100 x12',
    '12065550100,12065550101',
    '1234567890123456',
    null,
    undefined,
    12_065_550_100,
    {},
    [id],
  ])('refuses %j as a number', async (given) => {
    await expectRefused((numbers) => call(numbers, wrong(given)), field)
  })
})

const longAlias = 'a'.repeat(65)
const url = 'https://example.com'

describe.each<{ rule: string; field: string; call: Call }>([
  ...[-0.01, Number.NaN, Number.POSITIVE_INFINITY, wrong('1'), wrong(null)].flatMap((maxSetupCost) => [
    {
      rule: `listAreaCodes costs, not ${maxSetupCost}`,
      field: 'maxSetupCost',
      call: (numbers: Numbers) => numbers.listAreaCodes({ maxSetupCost }),
    },
    {
      rule: `listExchanges costs, not ${maxSetupCost}`,
      field: 'maxSetupCost',
      call: (numbers: Numbers) => numbers.listExchanges({ maxSetupCost }),
    },
  ]),
  ...['20', '2061', '106', 'abc', '', wrong(206)].map((areaCode) => ({
    rule: `listExchanges of an area code, not "${areaCode}"`,
    field: 'areaCode',
    call: (numbers: Numbers) => numbers.listExchanges({ areaCode }),
  })),
  ...(['startsWith', 'contains', 'endsWith'] as const).flatMap((field) =>
    ['', 'a', '2 0', '1'.repeat(16), '20%', field === 'startsWith' ? '++1' : '+1', wrong(206)].flatMap(
      (given) => [
        {
          rule: `search for digits in ${field}, not "${given}"`,
          field,
          call: (numbers: Numbers) => numbers.search({ [field]: given }),
        },
        {
          rule: `list by digits in ${field}, not "${given}"`,
          field,
          call: (numbers: Numbers) => numbers.list({ [field]: given }),
        },
      ],
    ),
  ),
  ...(['state', 'isoCountry'] as const).flatMap((field) =>
    ['', 'W', 'WAS', 'W1', wrong(['WA'])].map((given) => ({
      rule: `search by two letters in ${field}, not "${given}"`,
      field,
      call: (numbers: Numbers) => numbers.search({ [field]: given }),
    })),
  ),
  ...(['rateCenter', 'numberType', 'orderBy'] as const).flatMap((field) =>
    ['', ' ', wrong(1), wrong(null)].map((given) => ({
      rule: `search by text in ${field}, not "${given}"`,
      field,
      call: (numbers: Numbers) => numbers.search({ [field]: given }),
    })),
  ),
  ...['', ' ', longAlias, wrong(1)].flatMap((alias) => [
    {
      rule: `list by alias, not "${alias}"`,
      field: 'alias',
      call: (numbers: Numbers) => numbers.list({ alias }),
    },
    {
      rule: `update to an alias, not "${alias}"`,
      field: 'alias',
      call: (numbers: Numbers) => numbers.update(id, { alias }),
    },
  ]),
  ...(['cnamLookupsEnabled', 'messagingEnabled'] as const).flatMap((field) =>
    ['true', 1, null].flatMap((given) => [
      {
        rule: `purchase with true or false in ${field}, not ${JSON.stringify(given)}`,
        field,
        call: (numbers: Numbers) => numbers.purchase(id, { [field]: wrong(given) }),
      },
      {
        rule: `update of ${field} to true or false, not ${JSON.stringify(given)}`,
        field,
        call: (numbers: Numbers) => numbers.update(id, { [field]: wrong(given) }),
      },
    ]),
  ),
  ...['', '/inbound', 'ftp://example.com', 'https://', 'https:/example.com', 'javascript:alert(1)'].flatMap(
    (given) => [
      {
        rule: `setCallback to a URL, not "${given}"`,
        field: 'url',
        call: (numbers: Numbers) => numbers.setCallback(id, 'sms_callback', given),
      },
      {
        rule: `update with a callback URL, not "${given}"`,
        field: 'messagingCallbackUrl',
        call: (numbers: Numbers) =>
          numbers.update(id, { messagingEnabled: true, messagingCallbackUrl: given }),
      },
    ],
  ),
  ...['', '..', 'primary_route', 'sms_callback/x', 'SMS_CALLBACK', wrong(null), wrong(undefined)].flatMap(
    (kind) => [
      {
        rule: `setCallback of a known kind, not "${kind}"`,
        field: 'kind',
        call: (numbers: Numbers) => numbers.setCallback(id, wrong(kind), url),
      },
      {
        rule: `getCallback of a known kind, not "${kind}"`,
        field: 'kind',
        call: (numbers: Numbers) => numbers.getCallback(id, wrong(kind)),
      },
      {
        rule: `removeCallback of a known kind, not "${kind}"`,
        field: 'kind',
        call: (numbers: Numbers) => numbers.removeCallback(id, wrong(kind)),
      },
    ],
  ),
  {
    rule: 'search in pages of at most 200',
    field: 'pageSize',
    call: (numbers) => numbers.search({ pageSize: 201 }),
  },
  {
    rule: 'listAreaCodes in pages of at most 400',
    field: 'pageSize',
    call: (numbers) => numbers.listAreaCodes({ pageSize: 401 }),
  },
  ...['', ' ', wrong(1)].map((tier) => ({
    rule: `list by tier, not "${tier}"`,
    field: 'tier',
    call: (numbers: Numbers) => numbers.list({ tier }),
  })),
  ...['', 'on', 'ENABLE', wrong(true), wrong(undefined)].map((action) => ({
    rule: `provisionMessaging with enable or disable, not "${action}"`,
    field: 'action',
    call: (numbers: Numbers) => numbers.provisionMessaging([id], wrong(action)),
  })),
  {
    rule: 'provisionMessaging with a callback URL, not a path',
    field: 'callbackUrl',
    call: (numbers) => numbers.provisionMessaging([id], 'enable', { callbackUrl: '/done' }),
  },
  ...['', '..', wrong(7)].map((taskId) => ({
    rule: `getProvisioning of a task, not "${taskId}"`,
    field: 'taskId',
    call: (numbers: Numbers) => numbers.getProvisioning(taskId),
  })),
  ...(
    [
      ['search with limit', 'limit', (numbers) => numbers.search(wrong({ limit: 5 }))],
      ['search with starts_with', 'starts_with', (numbers) => numbers.search(wrong({ starts_with: '1' }))],
      ['list with state', 'state', (numbers) => numbers.list(wrong({ state: 'WA' }))],
      ['purchase with alias', 'alias', (numbers) => numbers.purchase(id, wrong({ alias: 'a' }))],
      ['update with note', 'note', (numbers) => numbers.update(id, wrong({ note: 'a' }))],
    ] satisfies [string, string, Call][]
  ).map(([what, field, call]) => ({ rule: `known names, not ${what}`, field, call })),
])('$rule', ({ field, call }) => {
  it('is refused before anything is sent', () => expectRefused(call, field))
})

describe.each<{ rule: string; field: string; call: Call }>([
  {
    rule: 'update with nothing to change',
    field: 'changes',
    call: (numbers) => numbers.update(id, {}),
  },
  {
    rule: 'update with nothing but undefined',
    field: 'changes',
    call: (numbers) => numbers.update(id, { alias: undefined }),
  },
  {
    rule: 'update with messagingEmail alone',
    field: 'messagingEnabled',
    call: (numbers) => numbers.update(id, { messagingEmail: false }),
  },
  {
    rule: 'update with messagingCallbackUrl alone',
    field: 'messagingEnabled',
    call: (numbers) => numbers.update(id, { messagingCallbackUrl: 'https://example.com' }),
  },
  ...[null, 'front desk', 1, true].flatMap((given) => [
    {
      rule: `update with ${JSON.stringify(given)} for its changes`,
      field: 'changes',
      call: (numbers: Numbers) => numbers.update(id, wrong(given)),
    },
    {
      rule: `purchase with ${JSON.stringify(given)} for its options`,
      field: 'options',
      call: (numbers: Numbers) => numbers.purchase(id, wrong(given)),
    },
    {
      rule: `search with ${JSON.stringify(given)} for its options`,
      field: 'options',
      call: (numbers: Numbers) => numbers.search(wrong(given)),
    },
    {
      rule: `list with ${JSON.stringify(given)} for its options`,
      field: 'options',
      call: (numbers: Numbers) => numbers.list(wrong(given)),
    },
    {
      rule: `listAreaCodes with ${JSON.stringify(given)} for its options`,
      field: 'options',
      call: (numbers: Numbers) => numbers.listAreaCodes(wrong(given)),
    },
    {
      rule: `listExchanges with ${JSON.stringify(given)} for its options`,
      field: 'options',
      call: (numbers: Numbers) => numbers.listExchanges(wrong(given)),
    },
  ]),
  ...[[], null, undefined, id, new Set([id]), { 0: id, length: 1 }].map((given) => ({
    rule: `getMany of ${JSON.stringify(given)}`,
    field: 'numberIds',
    call: (numbers: Numbers) => numbers.getMany(wrong(given)),
  })),
  {
    rule: 'getMany of an array with a hole',
    field: 'numberIds.0',
    call: (numbers) => numbers.getMany(new Array<string>(2).fill(id, 1)),
  },
])('$rule', ({ field, call }) => {
  it('is refused before anything is sent', () => expectRefused(call, field))
})

it('names everything that is wrong at once', async () => {
  await using server = await startServer([{ status: 204 }])
  const search = numbersAt(server).search({ startsWith: 'x', state: 'Washington', orderBy: '' })
  const error = await failureOf(search)
  expect(error).toMatchObject({
    issues: [{ field: 'startsWith' }, { field: 'state' }, { field: 'orderBy' }],
  })
})

it('accepts what is just within the limits', async () => {
  await using server = await startServer(({ method }) =>
    method === 'GET' ? { body: { data: [] } } : { body: numberDocument() },
  )
  const numbers = numbersAt(server)
  const digits = '123456789012345'
  await numbers.update(id, { alias: 'a'.repeat(64) })
  await numbers.list({ alias: 'a'.repeat(64), startsWith: `+${digits}`, contains: digits, endsWith: digits })
  await numbers.listExchanges({ maxSetupCost: 0, pageSize: 200 })
  await numbers.search({ pageSize: 1, offset: 0, prefetch: 0 })
  expect(server.requests).toHaveLength(4)
})

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member) deepFreeze(member)
  return Object.freeze(value)
}

it('accepts frozen arguments, and leaves those that are not as they are', async () => {
  await using server = await startServer(({ path }) =>
    path.includes('relationships')
      ? { status: 204 }
      : { body: /available|details|numbers$/.test(path) ? { data: [] } : numberDocument() },
  )
  const numbers = numbersAt(server)
  const given = {
    codes: { maxSetupCost: 1, pageSize: 10 },
    exchanges: { areaCode: '206', pageSize: 10 },
    search: { startsWith: '206', state: 'WA', pageSize: 10, prefetch: 1 },
    list: { alias: 'front desk', offset: 1 },
    purchase: { messagingEnabled: true },
    update: { alias: 'front desk', messagingEnabled: true, messagingEmail: true } satisfies UpdateOptions,
    many: ['(206) 555-0100', '+12065550101'],
    request: { headers: { 'x-trace': 'a-1' }, retries: 1, timeout: 10_000 },
  }
  const useAll = async (): Promise<unknown[]> => {
    await numbers.listAreaCodes(given.codes, given.request).toArray()
    await numbers.listExchanges(given.exchanges, given.request).toArray()
    await numbers.search(given.search, given.request).toArray()
    await numbers.list(given.list, given.request)
    await numbers.purchase(id, given.purchase, given.request)
    await numbers.get(id, given.request)
    await numbers.getMany(given.many, given.request)
    await numbers.update(id, given.update, given.request)
    await numbers.setCallback(id, 'sms_callback', 'https://example.com', given.request)
    return server.requests.splice(0)
  }
  const before = structuredClone(given)
  const sent = await useAll()
  expect(given).toStrictEqual(before)
  deepFreeze(given)
  expect(await useAll()).toStrictEqual(sent)
  for (const request of sent) expect(request).toHaveProperty('headers.x-trace', 'a-1')
})

it('makes of any text either one number in one path segment or no request', async () => {
  const emulator = createEmulator()
  const paths: string[] = []
  const fetch = (request: Request): Promise<Response> => {
    paths.push(new URL(request.url).pathname)
    return emulator.fetch(request)
  }
  const numbers = new Numbers(createClient({ accessKey, secretKey, fetch }))
  const written = fc.oneof(fc.string(), fc.stringMatching(/^[+(]{0,2}[\d ().\-/%a]{0,18}$/))
  await fc.assert(
    fc.asyncProperty(written, async (text) => {
      paths.length = 0
      const error = await failureOf(numbers.get(text))
      if (error instanceof InvalidInputError) expect(paths).toStrictEqual([])
      else expect(paths).toStrictEqual([expect.stringMatching(/^\/v2\/numbers\/[1-9]\d{7,14}$/)])
    }),
    { numRuns: 500 },
  )
})
