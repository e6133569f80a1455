import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { addressDocument, addressId, e911At, house, office } from './support.ts'

const withoutUnit = { id: addressId, ...house, addressType: null, addressTypeNumber: null }

/** Forms in which Flowroute is known to send an address. */
describe('an address with', () => {
  test.each<[string, object, object]>([
    ['an empty unit', { address_type: '', address_type_number: '' }, withoutUnit],
    ['null as unit', { address_type: null, address_type_number: null }, withoutUnit],
    ['no unit', { address_type: undefined, address_type_number: undefined }, withoutUnit],
    ['numbers', { zip: 98_106, street_number: 7742, address_type_number: 12 }, { id: addressId, ...office }],
    [
      'values that are no longer accepted',
      { country: 'USA', address_type: 'L' },
      { id: addressId, ...office, country: 'USA', addressType: 'L' },
    ],
    [
      'unknown attributes',
      { alias: null, psap_name: 'Seattle PD' },
      { id: addressId, ...office, alias: null, psapName: 'Seattle PD' },
    ],
  ])('%s', async (_, attributes, address) => {
    await using server = await startServer([{ body: addressDocument(attributes) }])
    expect(await e911At(server, { strict: true }).get(addressId)).toStrictEqual(address)
  })
})

test.each([
  ['the number as id', '12062011682'],
  ['an internal id', '682705'],
  ['an internal id as a number', 682_705],
])('a number of an address with %s', async (_, id) => {
  const attributes = { alias: null, value: 12_062_011_682 }
  await using server = await startServer([{ body: { data: [{ type: 'number', id, attributes }] } }])
  expect((await e911At(server, { strict: true }).listNumbers(addressId)).items).toStrictEqual([
    { id: String(id), alias: null, value: '12062011682' },
  ])
})

test('an address that lacks a field is reported and returned, or refused when strict', async () => {
  await using server = await startServer([{ body: addressDocument({ zip: undefined }) }])
  const reports: unknown[] = []
  const { zip: _, ...rest } = office
  const e911 = e911At(server, { onSchemaIssue: ({ issues }) => reports.push(...issues) })
  expect(await e911.get(addressId)).toStrictEqual({ id: addressId, ...rest })
  expect(reports).toMatchObject([{ field: 'zip' }])
  await expect(e911At(server, { strict: true }).get(addressId)).rejects.toMatchObject({
    name: 'ResponseFormatError',
  })
})
