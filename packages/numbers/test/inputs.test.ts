import { describe, it } from 'vitest'
import type { Numbers } from '../src/index.ts'
import { type Call, expectRefused, id, wrong } from './support.ts'

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
  { name: 'getMany', field: 'numberIds.1', call: (numbers, given) => numbers.getMany([id, given]) },
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
  ...['', '..', 'primary_route', 'sms_callback/x', 'SMS_CALLBACK', wrong(null), wrong(undefined)].map(
    (kind) => ({
      rule: `setCallback of a known kind, not "${kind}"`,
      field: 'kind',
      call: (numbers: Numbers) => numbers.setCallback(id, wrong(kind), url),
    }),
  ),
  ...[0, -1, 1.5, Number.NaN, 201, wrong('10'), wrong(null)].flatMap((pageSize) => [
    {
      rule: `search in pages of 1 to 200, not ${pageSize}`,
      field: 'pageSize',
      call: (numbers: Numbers) => numbers.search({ pageSize }),
    },
    {
      rule: `list in pages of 1 to 200, not ${pageSize}`,
      field: 'pageSize',
      call: (numbers: Numbers) => numbers.list({ pageSize }),
    },
    {
      rule: `listExchanges in pages of 1 to 200, not ${pageSize}`,
      field: 'pageSize',
      call: (numbers: Numbers) => numbers.listExchanges({ pageSize }),
    },
  ]),
  {
    rule: 'listAreaCodes in pages of at most 400',
    field: 'pageSize',
    call: (numbers) => numbers.listAreaCodes({ pageSize: 401 }),
  },
  ...[-1, 0.5, wrong('0')].flatMap((given) => [
    {
      rule: `offset, not ${given}`,
      field: 'offset',
      call: (numbers: Numbers) => numbers.list({ offset: given }),
    },
    {
      rule: `prefetch, not ${given}`,
      field: 'prefetch',
      call: (numbers: Numbers) => numbers.list({ prefetch: given }),
    },
  ]),
])('$rule', ({ field, call }) => {
  it('is refused before anything is sent', () => expectRefused(call, field))
})
