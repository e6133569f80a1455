import { origin } from '../http/answer.ts'
import type { Fields } from '../http/document.ts'
import type { EmergencyAddress, EmergencyAddressAttributes } from '../world/emergency-addresses.ts'

export function emergencyAddressResource(address: EmergencyAddress): object {
  const { id } = address
  return {
    attributes: addressAttributes(address),
    id,
    links: { self: `${origin}/v2/e911s/${id}` },
    type: 'e911',
  }
}

/** An address's attributes by their names on the wire. */
export function addressAttributes(address: EmergencyAddressAttributes): Fields {
  return {
    label: address.label,
    first_name: address.firstName,
    last_name: address.lastName,
    street_number: address.streetNumber,
    street_name: address.streetName,
    // Empty when there is none: official programs read both without a test.
    address_type: address.addressType ?? '',
    address_type_number: address.addressTypeNumber ?? '',
    city: address.city,
    state: address.state,
    country: address.country,
    zip: address.zip,
  }
}
