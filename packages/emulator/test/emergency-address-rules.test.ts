import { describe, expect, test } from 'vitest'
import { createAddress, expectError, expectWrong, house, setUp, shownHouse } from './support.ts'

const missing = ['Missing data for required field.']
const noText = ['Not a valid string.']
const zipRule = ['ZIP code must be at least 4 and at most 7 digits long']
const stateRule = ['State must be two upper-case letters']
const countryRule = ['Country must be US or CA']
const types =
  'Apartment Basement Building Department Floor Front Key Lobby Lot Lower Office Penthouse Pier Rear Room Side Slip Space Stop Suite Trailer Unit Upper'.split(
    ' ',
  )
const typeRule = [`Must be one of: ${types.join(', ')}.`]

const refused: [string, object, Record<string, string[]>][] = [
  ['a ZIP code that is too short', { zip: '981' }, { zip: zipRule }],
  ['a ZIP code that is too long', { zip: '98106-12' }, { zip: zipRule }],
  ['a ZIP code as a number', { zip: 98106 }, { zip: noText }],
  ['a state in lower case', { state: 'wa' }, { state: stateRule }],
  ['a state in full', { state: 'Washington' }, { state: stateRule }],
  ['a country in lower case', { country: 'us' }, { country: countryRule }],
  ['a country in full', { country: 'USA' }, { country: countryRule }],
  ['another country', { country: 'MX' }, { country: countryRule }],
  ['a type that is none', { address_type: 'Attic', address_type_number: '1' }, { address_type: typeRule }],
  ['a type in short', { address_type: 'L', address_type_number: '1' }, { address_type: typeRule }],
  ['a type without a number', { address_type: 'Suite' }, { address_type_number: missing }],
  ['a number without a type', { address_type_number: '1' }, { address_type: missing }],
  ['a type that is no text', { address_type: 5, address_type_number: '1' }, { address_type: noText }],
  [
    'a number that is no text',
    { address_type: 'Lot', address_type_number: [] },
    { address_type_number: noText },
  ],
  ['a house number that is not whole', { street_number: 1.5 }, { street_number: noText }],
  ['a label that is no text', { label: { text: 'x' } }, { label: noText }],
  ['a blank name', { first_name: ' ', last_name: '' }, { first_name: missing, last_name: missing }],
  [
    'everything at once',
    { label: null, state: 'Wa', country: 7, zip: '1', address_type: 'Attic' },
    {
      label: missing,
      address_type: typeRule,
      address_type_number: missing,
      state: stateRule,
      country: noText,
      zip: zipRule,
    },
  ],
]

describe.each(['/v2/e911s', '/v2/e911s/validate'])('POST %s refuses', (path) => {
  test.each(refused)('%s', async (_what, attributes, wrong) => {
    const { call } = setUp()
    expectWrong(await call('POST', path, { json: { ...house, ...attributes } }), wrong)
    expect((await call('GET', '/v2/e911s')).list).toEqual([])
  })

  test('an address of which nothing is there', async () => {
    const { call } = setUp()
    const wrong = Object.fromEntries(Object.keys(house).map((name) => [name, missing]))
    expectWrong(await call('POST', path, { json: {} }), wrong)
    expectWrong(await call('POST', path, { json: { data: { type: 'e911', attributes: {} } } }), wrong)
  })

  test.each(Object.keys(house))('an address without %s', async (name) => {
    const { call } = setUp()
    const { [name]: _left, ...others } = house as Record<string, string>
    expectWrong(await call('POST', path, { json: others }), { [name]: missing })
  })

  test('another type of resource', async () => {
    const { call } = setUp()
    const json = { data: { type: 'route', attributes: house } }
    expectError(await call('POST', path, { json }), 422, 'type must be "e911".')
  })
})

// But the last: a label of null is no change.
test.each(refused.slice(0, -1))('an update refuses %s', async (_what, json, wrong) => {
  const { call } = setUp()
  const id = await createAddress(call)
  expectWrong(await call('PATCH', `/v2/e911s/${id}`, { json }), wrong)
  expect((await call('GET', `/v2/e911s/${id}`)).data.attributes).toEqual(shownHouse)
})

test('an update cannot take the number away and leave the type', async () => {
  const { call } = setUp()
  const id = await createAddress(call, { address_type: 'Suite', address_type_number: '1' })
  const json = { address_type_number: null }
  expectWrong(await call('PATCH', `/v2/e911s/${id}`, { json }), { address_type_number: missing })
})

test.each(types)('the type %s is taken in any case and shown in one', async (type) => {
  const { call } = setUp()
  for (const [index, address_type] of [type, type.toUpperCase(), type.toLowerCase()].entries()) {
    const json = { ...house, label: `${index}`, address_type, address_type_number: index }
    const { status, data } = await call('POST', '/v2/e911s', { json })
    expect(status).toBe(201)
    expect(data.attributes).toMatchObject({ address_type: type, address_type_number: String(index) })
  }
})

test('a house number may be an integer and is shown as a text', async () => {
  const { call } = setUp()
  const { status, data } = await call('POST', '/v2/e911s', { json: { ...house, street_number: 7742 } })
  expect([status, data.attributes]).toEqual([201, shownHouse])
})

describe('an address that is there already', () => {
  const unit = { address_type: 'Suite', address_type_number: '1' }
  const duplicates = {
    'to the letter': {},
    'under another label': { label: 'other' },
    'in other capitals': { first_name: 'MARIA', street_name: '20TH AVE SW', city: 'seattle' },
    'in other spacing': { street_name: ' 20th  Ave SW ' },
  }

  test.each(Object.entries(duplicates))('%s', async (_how, attributes) => {
    const { call } = setUp()
    await createAddress(call, unit)
    const reply = await call('POST', '/v2/e911s', { json: { ...house, ...unit, ...attributes } })
    expectError(reply, 403, /^Duplicate address\.$/)
    expect(reply.error.title).toBe('Forbidden')
    expect((await call('GET', '/v2/e911s')).list).toHaveLength(1)
  })

  test.each([
    { first_name: 'Marian' },
    { last_name: 'Bermudes' },
    { street_number: '7743' },
    { street_name: '21st Ave SW' },
    { city: 'White Center' },
    { zip: '98104' },
    { country: 'CA', state: 'BC', zip: 'V6B 4Y8' },
    { address_type: 'Floor' },
    { address_type_number: '2' },
    { address_type: null, address_type_number: null },
  ])('is another one with %j', async (attributes) => {
    const { call } = setUp()
    await createAddress(call, unit)
    await createAddress(call, { ...unit, label: 'other', ...attributes })
  })

  test('cannot be had by an update either, but an address is no duplicate of itself', async () => {
    const { call } = setUp()
    await createAddress(call)
    const id = await createAddress(call, { label: 'other', street_number: '1' })
    const json = { street_number: house.street_number }
    expectError(await call('PATCH', `/v2/e911s/${id}`, { json }), 403, /^Duplicate address\.$/)
    expect((await call('PATCH', `/v2/e911s/${id}`, { json: { street_number: '1' } })).status).toBe(200)
  })

  test('is free again once it is deleted', async () => {
    const { call } = setUp()
    await call('DELETE', `/v2/e911s/${await createAddress(call)}`)
    await createAddress(call)
  })
})

describe('a label', () => {
  const taken = { label: ['Label must be unique'] }

  test('is taken once only', async () => {
    const { call } = setUp()
    await createAddress(call)
    const json = { ...house, street_number: '1' }
    expectWrong(await call('POST', '/v2/e911s', { json }), taken)
    const id = await createAddress(call, { ...json, label: 'SEATTLE OFFICE' })
    expectWrong(await call('PATCH', `/v2/e911s/${id}`, { json: { label: house.label } }), taken)
    expect((await call('PATCH', `/v2/e911s/${id}`, { json: { label: 'SEATTLE OFFICE' } })).status).toBe(200)
  })
})
