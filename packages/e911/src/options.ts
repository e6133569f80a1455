import type { Open, PageOptions } from '@flowroute/core'

/**
 * Filters of the account's emergency addresses. An address has to match all of them.
 *
 * @example e911.list({ city: 'seattle', state: 'WA' })
 */
export interface ListOptions extends PageOptions {
  /** Part of the label, in any case. Default: any. */
  label?: string | undefined
  /** Part of the street name. Default: any. */
  streetName?: string | undefined
  /** Part of the city's name. Default: any. */
  city?: string | undefined
  /** US state or Canadian province: two letters, in any case. Default: any. */
  state?: string | undefined
}

/**
 * What `addressTypeNumber` counts. Accepted in any case, and sent in this spelling.
 *
 * @example const addressType: AddressType = 'Suite'
 */
export type AddressType =
  | 'Apartment'
  | 'Basement'
  | 'Building'
  | 'Department'
  | 'Floor'
  | 'Front'
  | 'Key'
  | 'Lobby'
  | 'Lot'
  | 'Lower'
  | 'Office'
  | 'Penthouse'
  | 'Pier'
  | 'Rear'
  | 'Room'
  | 'Side'
  | 'Slip'
  | 'Space'
  | 'Stop'
  | 'Suite'
  | 'Trailer'
  | 'Unit'
  | 'Upper'

/** The fields that every address has. */
interface RequiredFields {
  /** Friendly name, unique on the account. */
  label: string
  /** First name of the person to find there. */
  firstName: string
  /** Last name of the person to find there. */
  lastName: string
  /** House number, as text: `7742`. */
  streetNumber: string
  /** Street without the house number: `20th Ave SW`. */
  streetName: string
  /** City. */
  city: string
  /** US state or territory, or Canadian province or territory: two letters, in any case. */
  state: string
  /** `US` or `CA`, in any case. */
  country: Open<'US' | 'CA'>
  /** US ZIP code of 5 digits, or Canadian postal code, in any case and with or without its space. */
  zip: string
}

/**
 * An emergency address to validate or to create. It is sent as given, except for upper and lower case in
 * `addressType`, `state`, `country` and `zip`, and the space in a Canadian postal code.
 *
 * @example
 * const address: NewAddress = {
 *   label: 'Seattle office',
 *   firstName: 'Maria',
 *   lastName: 'Bermudez',
 *   streetNumber: '7742',
 *   streetName: '20th Ave SW',
 *   addressType: 'Suite',
 *   addressTypeNumber: '12',
 *   city: 'Seattle',
 *   state: 'WA',
 *   country: 'US',
 *   zip: '98106',
 * }
 */
export interface NewAddress extends RequiredFields {
  /** What `addressTypeNumber` counts; requires it. Default: none. */
  addressType?: Open<AddressType> | undefined
  /** Which apartment, suite, floor, …, as text: `12`, `A-1`. Requires `addressType`. Default: none. */
  addressTypeNumber?: string | undefined
}

/**
 * Changes to an emergency address. A field that is left out does not change.
 *
 * @example e911.update('20930', { addressType: 'Suite', addressTypeNumber: '14' })
 * @example e911.update('20930', { addressType: null, addressTypeNumber: null }) // removes the suite
 */
export type AddressChanges = { [Field in keyof RequiredFields]?: RequiredFields[Field] | undefined } & {
  /** What `addressTypeNumber` counts; null removes it. Requires `addressTypeNumber`. */
  addressType?: Open<AddressType> | null | undefined
  /** Which apartment, suite, floor, …; null removes it. */
  addressTypeNumber?: string | null | undefined
}
