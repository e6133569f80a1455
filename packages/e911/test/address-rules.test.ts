import { describe, it, test } from 'vitest'
import {
  anObject,
  type Call,
  canadianStateRule,
  canadianZipRule,
  countryRule,
  meant,
  noTypeRule,
  refuses,
  required,
  stateRule,
  textRule,
  typeRule,
  unknown,
  usStateRule,
  usZipRule,
  zipRule,
} from './rules.ts'
import { addressId, canadian, house, office, untyped } from './support.ts'

const nonTexts = [null, 7, '', ' \t\n\u00a0', true, ['x'], {}, 'x'.repeat(1_001)]
const words = ['label', 'firstName', 'lastName', 'streetNumber', 'streetName', 'city']
const states = [
  null,
  7,
  '',
  'W',
  'WAS',
  ' WA',
  'ZZ',
  'USWA',
  ':WA',
  'US:WA',
  'ıd',
  ['WA'],
  'AA',
  'Washington',
]
const zips = [
  null,
  98_106,
  '',
  '9810',
  '981060',
  '98106-1234',
  '981061234',
  ' 98106',
  '98106\n',
  'M4C  5K7',
  'M4C-5K7',
  'M4C 5KO',
  '４９８１０６',
]
const types = [
  7,
  '',
  'Cave',
  'Suite 12',
  ' Suite',
  'Apartment|Basement',
  '.',
  'ſuite',
  ['Suite'],
  'constructor',
]

/** The wrong values of each field, and the message. */
const wrongWith = (
  aboutState: string,
  aboutZip: string,
): [field: string, values: unknown[], message: string][] => [
  ...words.map((field): [string, unknown[], string] => [field, nonTexts, textRule]),
  ['state', states, aboutState],
  ['country', [null, 7, '', 'USA', 'Canada', 'MX', ' US', 'uſ', ['US']], countryRule],
  ['zip', zips, aboutZip],
  ['addressType', types, typeRule],
]
const each = (wrong: ReturnType<typeof wrongWith>) =>
  wrong.flatMap(([field, values, message]) => values.map((value) => [field, value, message] as const))

/** Without a valid country, the rules of both are allowed. */
const wrongAnywhere = wrongWith(stateRule, zipRule)

describe.each(['validate', 'create'] as const)('%s', (method) => {
  const given =
    (address: unknown): Call =>
    (e911) =>
      e911[method](untyped(address))

  test.each(each(wrongWith(usStateRule, usZipRule)))('refuses %s %j', (field, value, message) =>
    refuses(given({ ...office, [field]: value }), [field, message]),
  )

  test.each([...words, 'state', 'country', 'zip'])('refuses an address without %s', (field) =>
    refuses(given({ ...office, [field]: undefined }), [field, required]),
  )

  it('refuses other types', async () => {
    await refuses(given(undefined), ['address', required])
    for (const other of [null, '7742 20th Ave SW', [office]]) {
      await refuses(given(other), ['address', anObject])
    }
  })

  it('refuses unknown fields, with the name that was meant', async () => {
    await refuses(
      given({ ...office, street: 'a', zip_code: '98101', city_name: 'b', id: '1' }),
      ['street', meant('streetName')],
      ['zip_code', meant('zip')],
      ['city_name', unknown],
      ['id', unknown],
    )
    const { streetNumber: street_number, zip: zipCode, ...others } = office
    await refuses(
      given({ ...others, street_number, zipCode }),
      ['streetNumber', required],
      ['zip', required],
      ['street_number', meant('streetNumber')],
      ['zipCode', meant('zip')],
    )
  })

  it('reports all missing fields at once', () =>
    refuses(
      given({}),
      ...[...words, 'state', 'country', 'zip'].map((field): [string, string] => [field, required]),
    ))

  it('reports all wrong fields at once', () => {
    const all = Object.fromEntries(wrongAnywhere.map(([field, values]) => [field, values.at(-1)]))
    return refuses(
      given({ ...all, addressTypeNumber: ' ' }),
      ...wrongAnywhere.map(([field, , message]): [string, string] => [field, message]),
      ['addressTypeNumber', textRule],
    )
  })

  it.each(nonTexts)('refuses the addressTypeNumber %j', (value) =>
    refuses(given({ ...office, addressTypeNumber: value }), ['addressTypeNumber', textRule]),
  )

  it('refuses a type without its number, and a number without its type', async () => {
    await refuses(given({ ...house, addressType: 'Suite' }), ['addressTypeNumber', required])
    await refuses(given({ ...house, addressTypeNumber: '12' }), ['addressTypeNumber', noTypeRule])
    await refuses(given({ ...house, addressTypeNumber: null }), ['addressTypeNumber', noTypeRule])
    await refuses(
      given({ ...office, addressType: null }),
      ['addressType', typeRule],
      ['addressTypeNumber', noTypeRule],
    )
  })
})

describe('update', () => {
  const given =
    (changes: unknown): Call =>
    (e911) =>
      e911.update(addressId, untyped(changes))

  test.each(each(wrongAnywhere))('refuses %s %j', (field, value, message) =>
    refuses(given({ addressTypeNumber: '12', [field]: value }), [field, message]),
  )

  it.each(nonTexts.slice(1))('refuses the addressTypeNumber %j', async (value) => {
    await refuses(given({ addressTypeNumber: value }), ['addressTypeNumber', textRule])
    await refuses(given({ addressType: 'Suite', addressTypeNumber: value }), ['addressTypeNumber', textRule])
  })

  it('refuses a type and a number that do not fit', async () => {
    await refuses(given({ addressType: 'Suite' }), ['addressTypeNumber', required])
    await refuses(given({ addressType: 'Suite', addressTypeNumber: null }), ['addressTypeNumber', textRule])
    await refuses(given({ addressType: null, addressTypeNumber: '12' }), ['addressTypeNumber', noTypeRule])
  })

  it('refuses to change nothing', async () => {
    await refuses(given(undefined), ['changes', required])
    await refuses(given({}), ['changes', 'must change something'])
    await refuses(given({ label: undefined, zip: undefined }), ['changes', 'must change something'])
  })

  it('refuses unknown fields, with the name that was meant', () =>
    refuses(
      given({ label: 'a', postalCode: 'M4C 5K7', addressNumber: '3', id: addressId }),
      ['postalCode', meant('zip')],
      ['addressNumber', unknown],
      ['id', unknown],
    ))

  it('reports all wrong fields at once', () =>
    refuses(
      given({ label: '', zip: '98106-1234', state: 'ON', country: 'us', addressType: 'Cave' }),
      ['label', textRule],
      ['state', usStateRule],
      ['zip', usZipRule],
      ['addressType', typeRule],
      ['addressTypeNumber', required],
    ))
})

/** Places that are valid in the other country only. */
const mixed: [country: string, state: string, zip: string, ...fields: ('state' | 'zip')[]][] = [
  ['US', 'ON', '98106', 'state'],
  ['us', 'wa', 'm4c5k7', 'zip'],
  ['US', 'QC', 'M4C 5K7', 'state', 'zip'],
  ['CA', 'WA', 'M4C 5K7', 'state'],
  ['ca', 'on', '98106', 'zip'],
  ['CA', 'PR', '00901', 'state', 'zip'],
]

test.each(mixed)('refuses in %s the state %s with the ZIP code %s', async (...given) => {
  const [country, state, zip, ...fields] = given
  const place = { country, state, zip }
  const rules =
    country.toUpperCase() === 'US'
      ? { state: usStateRule, zip: usZipRule }
      : { state: canadianStateRule, zip: canadianZipRule }
  const issues = fields.map((field): [string, string] => [field, rules[field]])
  await refuses((e911) => e911.validate({ ...office, ...place }), ...issues)
  await refuses((e911) => e911.create({ ...canadian, ...place }), ...issues)
  await refuses((e911) => e911.update(addressId, place), ...issues)
})
