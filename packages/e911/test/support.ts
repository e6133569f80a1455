import { type ClientOptions, createClient, type RequestOptions } from '@flowroute/core'
import type { Answer } from '@flowroute/testing'
import { E911, type NewAddress } from '../src/index.ts'

export { failureOf, problem } from '@flowroute/testing'

/** The credentials of every client here, unless a test says otherwise; an emulator's own by default. */
export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'

export const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`

/** Talks to a server, and repeats without a pause what may be repeated. */
export function e911At({ url }: { url: string }, options: ClientOptions = {}): E911 {
  return new E911(createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options }))
}

/** An address with a suite, and the same as the wire has it. */
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

/** An address without a suite, floor or the like. */
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

/** The document of an address with these attributes besides the office's. */
export const addressDocument = (attributes: object = {}): { data: object } => ({
  data: { id: addressId, type: 'e911', attributes: { ...officeOnWire, ...attributes } },
})

export interface Method {
  name: string
  call(e911: E911, options?: RequestOptions): PromiseLike<unknown>
  /** What it is answered with when all is well. */
  success: Answer
}

const list: Answer = { body: { data: [] } }
const one: Answer = { body: addressDocument() }
const silence: Answer = { status: 204 }

/** Every method, called as it should be. */
export const methods: readonly Method[] = [
  { name: 'list', call: (e911, options) => e911.list({}, options), success: list },
  { name: 'get', call: (e911, options) => e911.get(addressId, options), success: one },
  { name: 'validate', call: (e911, options) => e911.validate(office, options), success: silence },
  { name: 'create', call: (e911, options) => e911.create(office, options), success: { ...one, status: 201 } },
  {
    name: 'update',
    call: (e911, options) => e911.update(addressId, { label: 'Head office' }, options),
    success: one,
  },
  { name: 'delete', call: (e911, options) => e911.delete(addressId, options), success: silence },
  { name: 'assign', call: (e911, options) => e911.assign(addressId, numberId, options), success: silence },
  { name: 'unassign', call: (e911, options) => e911.unassign(numberId, options), success: silence },
  {
    name: 'listNumbers',
    call: (e911, options) => e911.listNumbers(addressId, {}, options),
    success: list,
  },
]

/** For arguments that TypeScript would not let pass, as JavaScript callers give them. */
export const untyped = (value: unknown): never => value as never
