import { startServer } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import {
  anObject,
  type Call,
  type Issues,
  idRule,
  meant,
  numberInQuotes,
  numberRule,
  refuses,
  required,
  stateRule,
  textRule,
  unknown,
} from './rules.ts'
import { addressId, e911At, numberId, untyped } from './support.ts'

describe.each<[string, (id: never) => Call]>([
  ['get', (id) => (e911) => e911.get(id)],
  ['update', (id) => (e911) => e911.update(id, { label: 'a' })],
  ['delete', (id) => (e911) => e911.delete(id)],
  ['listNumbers', (id) => (e911) => e911.listNumbers(id)],
  ['assign', (id) => (e911) => e911.assign(id, numberId)],
])('%s', (_, given) => {
  test.each(['', ' ', '.', '..', '20930 ', 20_930, null, ['1']])('refuses the address id %j', (id) =>
    refuses(given(untyped(id)), ['addressId', idRule]),
  )

  it('refuses to be called without an address id', () =>
    refuses(given(untyped(undefined)), ['addressId', required]))
})

describe.each<[string, (number: never) => Call]>([
  ['assign', (number) => (e911) => e911.assign(addressId, number)],
  ['unassign', (number) => (e911) => e911.unassign(number)],
])('%s', (_, given) => {
  test.each(['', 'front desk', null, [numberId], {}])('refuses the number %j', (number) =>
    refuses(given(untyped(number)), ['numberId', numberRule]),
  )

  it('says that a JavaScript number has to be text', () =>
    refuses(given(untyped(12_065_550_100)), ['numberId', numberInQuotes]))

  it('refuses to be called without a number', () =>
    refuses(given(untyped(undefined)), ['numberId', required]))
})

const others: [what: string, call: Call, ...issues: Issues][] = [
  [
    'assign with two wrong arguments',
    (e911) => e911.assign('..', 'front desk'),
    ['addressId', idRule],
    ['numberId', numberRule],
  ],
  ['assign with its arguments swapped', (e911) => e911.assign(numberId, addressId), ['numberId', numberRule]],
  [
    'list with wrong filters',
    (e911) => e911.list({ label: '', streetName: ' ', city: untyped(7), state: 'Washington' }),
    ['label', textRule],
    ['streetName', textRule],
    ['city', textRule],
    ['state', stateRule],
  ],
  [
    'list with unknown filters',
    (e911) => e911.list(untyped({ limit: 5, street_name: 'a', zip: '98101', country: 'US' })),
    ['limit', meant('pageSize')],
    ['street_name', meant('streetName')],
    ['zip', unknown],
    ['country', unknown],
  ],
  ['list with null', (e911) => e911.list(untyped(null)), ['options', anObject]],
  ['list with a text', (e911) => e911.list(untyped('WA')), ['options', anObject]],
  [
    'list with 2001 a page',
    (e911) => e911.list({ pageSize: 2_001 }),
    ['pageSize', 'must be an integer from 1 to 2000'],
  ],
  [
    'list with a negative offset',
    (e911) => e911.list({ offset: -1 }),
    ['offset', `must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`],
  ],
  ['listNumbers with null', (e911) => e911.listNumbers(addressId, untyped(null)), ['options', anObject]],
  [
    'listNumbers with unknown options',
    (e911) => e911.listNumbers(addressId, untyped({ limit: 5, label: 'a' })),
    ['limit', meant('pageSize')],
    ['label', unknown],
  ],
  [
    'listNumbers with 201 a page',
    (e911) => e911.listNumbers(addressId, { pageSize: 201 }),
    ['pageSize', 'must be an integer from 1 to 200'],
  ],
]

test.each(others)('refuses %s', (_, call, ...issues) => refuses(call, ...issues))

test('an id is one segment of the path, and a number may be in any notation', async () => {
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

test('sends every filter under its documented name', async () => {
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
