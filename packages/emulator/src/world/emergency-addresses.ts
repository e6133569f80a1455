import { notOnAccount, Problem, unprocessable, wrongAttributes } from '../problem.ts'
import type { SavedEmergencyAddresses } from '../saved/records.ts'
import { type Page, type PageRequest, pageOf } from '../values/page.ts'
import { isOnTheMap } from './geocoder.ts'
import type { AccountNumber } from './numbers.ts'
import type { Random } from './random.ts'

/** What an emergency address is made of. */
export interface EmergencyAddressAttributes {
  label: string
  firstName: string
  lastName: string
  streetNumber: string
  streetName: string
  /** Null, as is its number, where there is no apartment, suite or the like. */
  addressType: string | null
  addressTypeNumber: string | null
  city: string
  state: string
  country: string
  zip: string
}

export interface EmergencyAddress extends EmergencyAddressAttributes {
  readonly id: string
}

/** What a listing may be narrowed by: parts of texts in any case, and the whole state. */
export interface EmergencyAddressFilter {
  label: string | undefined
  streetName: string | undefined
  city: string | undefined
  /** Upper case. */
  state: string | undefined
}

/** The area codes whose numbers have no emergency service: somewhere the refusal has to be met with. */
const areaCodesWithoutService = ['800', '833']

/** What makes two addresses the same. */
const placeParts = [
  'firstName',
  'lastName',
  'streetNumber',
  'streetName',
  'addressType',
  'addressTypeNumber',
  'city',
  'state',
  'country',
  'zip',
] as const

/** The account's emergency (E911) addresses. */
export class EmergencyAddresses {
  readonly #addresses = new Map<string, EmergencyAddress>()
  #nextId: number

  constructor(random: Random) {
    this.#nextId = random.integer(20_000, 39_999)
  }

  get(id: string): EmergencyAddress {
    const found = this.#addresses.get(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  findByLabel(label: string): EmergencyAddress | undefined {
    return [...this.#addresses.values()].find((address) => address.label === label)
  }

  /** The addresses in the order they were made. */
  list(
    { label, streetName, city, state }: EmergencyAddressFilter,
    page: PageRequest,
  ): Page<EmergencyAddress> {
    const matching = [...this.#addresses.values()].filter(
      (address) =>
        includes(address.label, label) &&
        includes(address.streetName, streetName) &&
        includes(address.city, city) &&
        (state === undefined || address.state === state),
    )
    return pageOf(matching, page)
  }

  /** Refuses an address that is nowhere. */
  validate(attributes: EmergencyAddressAttributes): void {
    if (isOnTheMap(attributes)) return
    const detail = 'Could not geocode this address. Please check the validity of your address.'
    throw new Problem(400, detail, { title: 'Client Error' })
  }

  create(attributes: EmergencyAddressAttributes): EmergencyAddress {
    this.validate(attributes)
    this.#checkUnique(attributes, undefined)
    const address = { ...attributes, id: String(this.#nextId++) }
    this.#addresses.set(address.id, address)
    return address
  }

  update(address: EmergencyAddress, attributes: EmergencyAddressAttributes): EmergencyAddress {
    this.validate(attributes)
    this.#checkUnique(attributes, address)
    return Object.assign(address, attributes)
  }

  delete(address: EmergencyAddress): void {
    this.#addresses.delete(address.id)
  }

  assign(address: EmergencyAddress, number: AccountNumber): void {
    if (areaCodesWithoutService.includes(number.listing.number.slice(1, 4))) {
      throw unprocessable(
        'Cannot assign an E911 record to a number that does not support emergency services.',
      )
    }
    number.emergencyAddressId = address.id
  }

  save(): SavedEmergencyAddresses {
    const made = [...this.#addresses.values()].map((address) => ({ ...address }))
    return { nextId: this.#nextId, made }
  }

  restore({ nextId, made }: SavedEmergencyAddresses): void {
    this.#nextId = nextId
    for (const address of made) this.#addresses.set(address.id, address)
  }

  /** The place first: whoever repeats a creation is to hear that the address is there, not just its label. */
  #checkUnique(attributes: EmergencyAddressAttributes, self: EmergencyAddress | undefined): void {
    const others = [...this.#addresses.values()].filter((address) => address !== self)
    const place = placeOf(attributes)
    if (others.some((address) => placeOf(address) === place)) throw new Problem(403, 'Duplicate address.')
    if (others.some(({ label }) => label === attributes.label)) {
      throw wrongAttributes({ label: ['Label must be unique'] })
    }
  }
}

function includes(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase())
}

/** All of an address but its label, the same for all ways to space it and to capitalise it. */
function placeOf(address: EmergencyAddressAttributes): string {
  return placeParts.map((part) => (address[part] ?? '').replaceAll(/\s/g, '').toLowerCase()).join('\n')
}
