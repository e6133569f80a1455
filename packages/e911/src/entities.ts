import type { Open } from '@flowroute/core'
import type { AddressType } from './options.ts'

/**
 * An emergency address of the account. An old one may have values that Flowroute no longer accepts, such as the country
 * `USA` or the address type `L`.
 *
 * @example const { streetNumber, streetName, zip }: EmergencyAddress = await e911.get('20930')
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-e911-record-details/
 */
export interface EmergencyAddress {
  /** Flowroute's id of the address, such as `20930`. */
  id: string
  /** Friendly name, unique on the account. */
  label: string
  /** First name of the person to find there. */
  firstName: string
  /** Last name of the person to find there. */
  lastName: string
  /** House number, such as `7742`. */
  streetNumber: string
  /** Street without the house number, such as `20th Ave SW`. */
  streetName: string
  /** City. */
  city: string
  /** US state or territory, or Canadian province or territory: two letters. */
  state: string
  /** `US` or `CA`. */
  country: Open<'US' | 'CA'>
  /** US ZIP code such as `98106`, or Canadian postal code such as `M4C 5K7`. */
  zip: string
  /** What `addressTypeNumber` counts, such as `Suite`; null when the address has neither. */
  addressType: Open<AddressType> | null
  /** Which suite, floor, …, such as `12` or `A-1`; null when the address has none. */
  addressTypeNumber: string | null
}

/**
 * A phone number that an emergency address is assigned to.
 *
 * @example const numbers: AddressNumber[] = await e911.listNumbers('20930').toArray()
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-numbers-associated-with-e911-record/
 */
export interface AddressNumber {
  /** The number itself; older responses have an internal id here. */
  id: string
  /** Friendly name of the number; null when it has none. */
  alias: string | null
  /** The number: digits, country code first. */
  value: string
}
