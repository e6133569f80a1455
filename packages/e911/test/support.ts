import { type ClientOptions, createClient } from '@flowroute/core'
import { E911, type NewAddress } from '@flowroute/e911'

/** The credentials of every client here, unless a test says otherwise; the emulator's by default. */
export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'

/** `E911` for that server; it retries without waiting. */
export function e911At({ url }: { url: string }, options: ClientOptions = {}): E911 {
  return new E911(createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options }))
}

/** An address with a suite, and its attributes on the wire. */
export const office = {
  label: 'Seattle office',
  firstName: 'Maria',
  lastName: 'Bermudez',
  streetNumber: '7742',
  streetName: '20th Ave SW',
  addressType: 'Suite',
  addressTypeNumber: '12',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98106',
} as const satisfies NewAddress

export const officeOnWire = {
  label: 'Seattle office',
  first_name: 'Maria',
  last_name: 'Bermudez',
  street_number: '7742',
  street_name: '20th Ave SW',
  address_type: 'Suite',
  address_type_number: '12',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98106',
}

const { addressType: _type, addressTypeNumber: _number, ...withoutUnit } = office

/** An address without a suite or the like. */
export const house: NewAddress = withoutUnit

/** An address in the other country. */
export const canadian = {
  ...house,
  label: 'Toronto office',
  city: 'Toronto',
  state: 'ON',
  country: 'CA',
  zip: 'M4C 5K7',
} as const satisfies NewAddress

export const addressId = '20930'
export const numberId = '12065550100'

/** The document of the office, with some attributes changed. */
export const addressDocument = (attributes: object = {}): { data: object } => ({
  data: { id: addressId, type: 'e911', attributes: { ...officeOnWire, ...attributes } },
})

/** An argument that TypeScript would refuse. */
export const untyped = (value: unknown): never => value as never
