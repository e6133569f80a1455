import type { AddressChanges, NewAddress } from '@flowroute/e911'
import fc from 'fast-check'

/** Texts for names, streets and the like: never blank. */
const words = fc
  .string({ unit: fc.constantFrom(...'abcXYZ 0189-./#&"\'éñßøŁ№½日本🏠'), minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== '')

const digit = fc.constantFrom(...'0123456789')
const letter = fc.constantFrom(...'ABCEGHJKLMNPRSTVXY')

type Place = Pick<NewAddress, 'country' | 'state' | 'zip'>

/** States, and the first digits of a ZIP code of each. */
const inUs: fc.Arbitrary<Place> = fc
  .tuple(fc.constantFrom(['WA', '981'], ['OR', '972'], ['DC', '200'], ['PR', '009'] as const), digit, digit)
  .map(([[state, zip], ...digits]) => ({ country: 'US', state, zip: zip + digits.join('') }))

/** Provinces, and the first letter of a postal code of each. */
const inCanada: fc.Arbitrary<Place> = fc
  .tuple(fc.constantFrom('ONM', 'BCV', 'QCH', 'YTY'), digit, letter, digit, letter, digit)
  .map(([province, a, b, c, d, e]) => ({
    country: 'CA',
    state: province.slice(0, 2),
    zip: `${province.slice(2)}${a}${b} ${c}${d}${e}`,
  }))

const unit = fc.record({
  addressType: fc.constantFrom('Suite', 'Apartment', 'Floor', 'Unit', 'Key'),
  addressTypeNumber: words,
})

const names = fc.record({
  label: words,
  firstName: words,
  lastName: words,
  streetNumber: words,
  streetName: words,
  city: words,
})

/** A valid address, in the form that Flowroute stores. */
const anyAddress: fc.Arbitrary<NewAddress> = fc
  .tuple(names, fc.oneof(inUs, inCanada), fc.option(unit, { nil: {} }))
  .map((parts) => Object.assign({}, ...parts) as NewAddress)

const nameFields = ['label', 'firstName', 'lastName', 'streetNumber', 'streetName', 'city'] as const
const unitFields = ['addressType', 'addressTypeNumber'] as const

type Group = readonly (keyof NewAddress)[]

/** The fields of at least one of these groups, in any order; null for those without a value. */
const someOf = (address: NewAddress, groups: readonly Group[]): fc.Arbitrary<AddressChanges> =>
  fc
    .shuffledSubarray([...groups], { minLength: 1 })
    .map((chosen) => Object.fromEntries(chosen.flat().map((field) => [field, address[field] ?? null])))

/** Valid changes, whatever the address is. */
export const anyChanges: fc.Arbitrary<AddressChanges> = anyAddress.chain((address) => {
  const single: Group[] = [...nameFields, 'state', 'country', 'zip', 'addressTypeNumber'].map((field) => [
    field as keyof NewAddress,
  ])
  return someOf(address, [...single, unitFields])
})

/** An address, and changes after which Flowroute still finds it. */
export const changedAddress: fc.Arbitrary<[NewAddress, AddressChanges]> = fc
  .tuple(anyAddress, anyAddress)
  .chain(([address, other]) => {
    const groups: Group[] = [...nameFields.map((field) => [field]), unitFields]
    if (address.country !== other.country) groups.push(['country', 'state', 'zip'])
    else groups.push(address.state === other.state ? ['zip'] : ['state', 'zip'])
    if (address.addressType !== undefined && other.addressType !== undefined)
      groups.push(['addressTypeNumber'])
    return fc.tuple(fc.constant(address), someOf(other, groups))
  })

const wireNames: Record<keyof NewAddress, string> = {
  label: 'label',
  firstName: 'first_name',
  lastName: 'last_name',
  streetNumber: 'street_number',
  streetName: 'street_name',
  addressType: 'address_type',
  addressTypeNumber: 'address_type_number',
  city: 'city',
  state: 'state',
  country: 'country',
  zip: 'zip',
}

/** Fields by their names on the wire. */
export const onWire = (fields: AddressChanges): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [wireNames[field as keyof NewAddress], value]),
  )
