import { addressAttributes } from '../documents/emergency-addresses.ts'
import { AttributeReader } from '../http/attribute-reader.ts'
import type { Fields } from '../http/document.ts'
import type { EmergencyAddressAttributes } from '../world/emergency-addresses.ts'

/** What an address may have beside the house number, as it is spelled in answers. */
const addressTypes = [
  ...['Apartment', 'Basement', 'Building', 'Department', 'Floor', 'Front', 'Key', 'Lobby', 'Lot', 'Lower'],
  ...['Office', 'Penthouse', 'Pier', 'Rear', 'Room', 'Side', 'Slip', 'Space', 'Stop', 'Suite', 'Trailer'],
  ...['Unit', 'Upper'],
]

/** What an update takes away by giving it as null. */
const clearable = ['address_type', 'address_type_number']

/** Documented as integers once, as texts now. */
const oftenIntegers = ['street_number', 'address_type_number']

/** Reads a whole address. */
export function readAddress(given: Fields): EmergencyAddressAttributes {
  const attributes = new AttributeReader({ ...given, ...integersAsTexts(given) })
  const address = {
    label: attributes.required('label'),
    firstName: attributes.required('first_name'),
    lastName: attributes.required('last_name'),
    streetNumber: attributes.required('street_number'),
    streetName: attributes.required('street_name'),
    ...readUnit(attributes),
    city: attributes.required('city'),
    state: attributes.matching('state', /^[A-Z]{2}$/, 'State must be two upper-case letters'),
    country: attributes.matching('country', /^(US|CA)$/, 'Country must be US or CA'),
    zip: attributes.matching('zip', /^.{4,7}$/s, 'ZIP code must be at least 4 and at most 7 digits long'),
  }
  attributes.finish()
  return address
}

/** Reads changes to an address: the whole of what it is to become. */
export function readChangedAddress(
  current: EmergencyAddressAttributes,
  changes: Fields,
): EmergencyAddressAttributes {
  const given = Object.entries(changes).filter(([name, value]) => value !== null || clearable.includes(name))
  // Without its type a number would count nothing.
  const removesUnit = changes['address_type'] === null || changes['address_type'] === ''
  const unit = removesUnit ? { address_type_number: null } : {}
  return readAddress({ ...addressAttributes(current), ...unit, ...Object.fromEntries(given) })
}

function readUnit(attributes: AttributeReader) {
  const type = attributes.optional('address_type')
  const addressTypeNumber = attributes.optional('address_type_number')
  if (type !== null && addressTypeNumber === null) attributes.demand('address_type_number')
  if (type === null && addressTypeNumber !== null) attributes.demand('address_type')
  const addressType = addressTypes.find((name) => name.toLowerCase() === type?.toLowerCase()) ?? null
  if (type !== null && addressType === null) {
    attributes.refuse('address_type', `Must be one of: ${addressTypes.join(', ')}.`)
  }
  return { addressType, addressTypeNumber }
}

function integersAsTexts(given: Fields): Fields {
  const integers = oftenIntegers.filter((name) => Number.isSafeInteger(given[name]))
  return Object.fromEntries(integers.map((name) => [name, String(given[name])]))
}
