import { startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { type Call, type Issues, refuses, stateRule, textRule } from './rules.ts'
import { addressId, e911At, methods, untyped } from './support.ts'

const idRule = 'must be the id of an address as text, such as "20930"'
const numberRule = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'

const others: [what: string, call: Call, ...issues: Issues][] = [
  ...['', ' ', '.', '..', '20930 ', 20_930, null, ['1'], undefined].flatMap(
    (id): [string, Call, ...Issues][] => {
      const given = untyped(id)
      const issue: Issues[number] = ['addressId', id === undefined ? 'is required' : idRule]
      return [
        [`get ${JSON.stringify(id)}`, (e911) => e911.get(given), issue],
        [`update ${JSON.stringify(id)}`, (e911) => e911.update(given, { label: 'a' }), issue],
        [`delete ${JSON.stringify(id)}`, (e911) => e911.delete(given), issue],
        [`listNumbers ${JSON.stringify(id)}`, (e911) => e911.listNumbers(given), issue],
        [`assign ${JSON.stringify(id)}`, (e911) => e911.assign(given, '12065550100'), issue],
      ]
    },
  ),
  [
    'assign with all wrong',
    (e911) => e911.assign('..', 'front desk'),
    ['addressId', idRule],
    ['numberId', numberRule],
  ],
  // Not least the two arguments in each other's place.
  ['assign the wrong way round', (e911) => e911.assign('12065550100', addressId), ['numberId', numberRule]],
  ['assign to nothing', (e911) => e911.assign(addressId, untyped(undefined)), ['numberId', 'is required']],
  ['unassign nothing', (e911) => e911.unassign(untyped(undefined)), ['numberId', numberRule]],
  ...['', 'front desk', 12_065_550_100, null].flatMap((number): [string, Call, ...Issues][] => [
    [
      `assign to ${JSON.stringify(number)}`,
      (e911) => e911.assign(addressId, untyped(number)),
      ['numberId', numberRule],
    ],
    [
      `unassign ${JSON.stringify(number)}`,
      (e911) => e911.unassign(untyped(number)),
      ['numberId', numberRule],
    ],
  ]),
  [
    'list with all wrong',
    (e911) => e911.list({ label: '', streetName: ' ', city: untyped(7), state: 'Washington' }),
    ['label', textRule],
    ['streetName', textRule],
    ['city', textRule],
    ['state', stateRule],
  ],
  ['list null', (e911) => e911.list(untyped(null)), ['options', 'must be an object']],
  [
    'list 2001',
    (e911) => e911.list({ pageSize: 2_001 }),
    ['pageSize', 'must be an integer from 1 to 2000'],
  ],
  [
    'listNumbers 201',
    (e911) => e911.listNumbers(addressId, { pageSize: 201 }),
    ['pageSize', 'must be an integer from 1 to 200'],
  ],
  [
    'list -1',
    (e911) => e911.list({ offset: -1 }),
    ['offset', `must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`],
  ],
]

test.each(others)('%s is refused', (_, call, ...issues) => refuses(call, ...issues))

test('an id is one segment of the path, a number has any way of writing', async () => {
  await using server = await startServer([{ status: 204 }])
  const e911 = e911At(server)
  await e911.delete('1/../2?x#y')
  await e911.assign('20930', '+1 (206) 555-0100')
  await e911.assign('2/3', '12065550100')
  await e911.unassign('206.555.0100')
  expect(server.requests.map(({ target }) => target)).toStrictEqual([
    '/v2/e911s/1%2F..%2F2%3Fx%23y',
    '/v2/numbers/12065550100/relationships/e911s/20930',
    '/v2/numbers/12065550100/relationships/e911s/2%2F3',
    '/v2/numbers/12065550100/relationships/e911s',
  ])
})

test('every filter goes out under its documented name', async () => {
  await using server = await startServer([{ body: { data: [] } }])
  const e911 = e911At(server)
  const filters = Object.freeze({ label: 'Büro & "desk"', streetName: '20th', city: 'sea', state: 'wa' })
  await e911.list({ ...filters, pageSize: 2_000, offset: 40 })
  await e911.list(filters)
  await e911.list({ label: undefined, state: undefined, pageSize: undefined })
  await e911.listNumbers(addressId, { pageSize: 200, offset: 400 })
  await e911.listNumbers(addressId)
  const sent = { label: 'Büro & "desk"', street_name: '20th', city: 'sea', state: 'WA' }
  expect(server.requests.map(({ query }) => query)).toStrictEqual([
    { ...sent, limit: '2000', offset: '40' },
    { ...sent, limit: '200', offset: '0' },
    { limit: '200', offset: '0' },
    { limit: '200', offset: '400' },
    { limit: '200', offset: '0' },
  ])
})

test.each(methods)('$name passes on the options of its request', async ({ call, success }) => {
  await using server = await startServer([success])
  await call(e911At(server), { headers: { 'x-trace': 'abc' } })
  expect(server.requests.map(({ headers }) => headers['x-trace'])).toStrictEqual(['abc'])
})
