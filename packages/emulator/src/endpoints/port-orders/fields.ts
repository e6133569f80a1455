import { detailAttributes } from '../../documents/port-orders.ts'
import { AttributeReader } from '../../http/attribute-reader.ts'
import { type Fields, isObject } from '../../http/document.ts'
import { foreignNumber } from '../../inventory/foreign-numbers.ts'
import { unprocessable } from '../../problem.ts'
import type { PortOrder, PortOrderDetails, PortPresets } from '../../saved/port-orders.ts'
import { parsePhoneNumber } from '../../values/phone-number.ts'
import { isWebUrl } from '../../values/web-url.ts'
import type { NewPortOrder } from '../../world/porting/new-order.ts'
import type { World } from '../../world/world.ts'

const presetNames = [
  ['cnam_id', 'cnamId', 'cnams'],
  ['e911_id', 'e911Id', 'emergencyAddresses'],
  ['primary_route_id', 'primaryRouteId', 'routes'],
  ['failover_route_id', 'failoverRouteId', 'routes'],
] as const

/** Reads all that a new order says, and reports all that is wrong with it. */
export function readPortOrder(fields: Fields, world: World): NewPortOrder {
  const reader = new AttributeReader(fields)
  const numbers = readNumberList(fields['numbers'])
  if (numbers === undefined) reader.demand('numbers')
  else if (typeof numbers === 'string') reader.refuse('numbers', numbers)
  const details = readDetails(reader, fields)
  const presets = { ...noPresets, ...readPresets(fields['presets'], world) }
  const alias = reader.optional('alias') ?? undefined
  reader.finish()
  return { details, presets, alias, numbers: numbers as string[] }
}

const noPresets: PortPresets = {
  cnamId: null,
  e911Id: null,
  primaryRouteId: null,
  failoverRouteId: null,
  alias: null,
}

/** The details of an order after a change that names some of them, empty ones to clear them; undefined when it names none. */
export function readDetailChanges(fields: Fields, order: PortOrder): PortOrderDetails | undefined {
  const before = detailAttributes(order.details)
  const named = Object.entries(fields).filter(
    ([name, value]) => Object.hasOwn(before, name) && value !== null,
  )
  if (named.length === 0) return undefined
  const after = { ...before, ...Object.fromEntries(named) }
  const reader = new AttributeReader(after)
  const details = readDetails(reader, after)
  reader.finish()
  return details
}

function readDetails(reader: AttributeReader, fields: Fields): PortOrderDetails {
  const statusUrl = reader.optional('status_url')
  if (statusUrl !== null && !isWebUrl(statusUrl)) reader.refuse('status_url', 'Not a valid URL.')
  const wished = reader.optional('desired_completion_date')
  if (wished !== null && !isDay(wished)) reader.refuse('desired_completion_date', 'Not a valid date.')
  const billingNumber = reader.optional('billing_number')
  const digits = billingNumber === null ? null : parsePhoneNumber(billingNumber)
  if (digits === undefined) reader.refuse('billing_number', 'Not a valid phone number.')
  const lookups = fields['enable_cnam_lookups'] ?? false
  if (typeof lookups !== 'boolean') reader.refuse('enable_cnam_lookups', 'Not a valid boolean.')
  return {
    billingName: reader.required('billing_name'),
    street: reader.required('street'),
    street2: reader.optional('street2'),
    city: reader.required('city'),
    state: reader.matching('state', /^[a-z]{2}$/i, 'Must be two letters.').toUpperCase(),
    zip: reader.required('zip'),
    country: reader
      .matching('country', /^(us|ca)$/i, 'Must be one of: US, CA.')
      .toUpperCase() as PortOrderDetails['country'],
    provider: reader.required('provider'),
    providerAccount: reader.optional('provider_account'),
    pin: reader.optional('pin'),
    last4Ssn: reader.optional('last_4_ssn'),
    company: reader.optional('company'),
    usageType: reader.optional('usage_type'),
    billingNumber: digits ?? null,
    billingAddress: readNested(reader, fields, 'billing_address', [
      'street',
      'street2',
      'city',
      'state',
      'zip',
      'country',
    ]),
    desiredCompletionDate: wished,
    enableCnamLookups: lookups === true,
    loaDetails: readNested(reader, fields, 'loa_details', ['email', 'cc']),
    statusUrl,
  }
}

function isDay(text: string): boolean {
  const at = Date.parse(text)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function readNested<const Name extends string>(
  reader: AttributeReader,
  fields: Fields,
  name: string,
  members: readonly Name[],
): Record<Name, string | null> | null {
  const value = fields[name] ?? null
  if (value === null) return null
  if (!isObject(value)) {
    reader.refuse(name, 'Not a valid object.')
    return null
  }
  const texts = members.map((member) => [member, value[member] ?? null] as const)
  if (texts.some(([, text]) => text !== null && typeof text !== 'string')) {
    reader.refuse(name, 'Not a valid object of strings.')
  }
  return Object.fromEntries(texts) as Record<Name, string | null>
}

/** The presets that are named; null takes one away. The records have to be there. */
export function readPresets(value: unknown, world: World): Partial<PortPresets> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw unprocessable('presets must be an object.')
  const presets: Partial<PortPresets> = {}
  for (const [wire, name, records] of presetNames) {
    const given = value[wire]
    if (given === undefined) continue
    if (given !== null && typeof given !== 'string' && typeof given !== 'number') {
      throw unprocessable(`presets.${wire} must be an id.`)
    }
    presets[name] = given === null ? null : world[records].get(String(given)).id
  }
  const { alias } = value
  if (alias !== undefined && alias !== null && typeof alias !== 'string') {
    throw unprocessable('presets.alias must be a string.')
  }
  return alias === undefined ? presets : { ...presets, alias }
}

/** Digits with country code; undefined when there are none, a text when something is wrong with them. */
function readNumberList(value: unknown): string[] | string | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) return 'Not a valid list.'
  const numbers = value.map((item) => (typeof item === 'string' ? parsePhoneNumber(item) : undefined))
  const wrong = numbers.findIndex((number) => number === undefined || foreignNumber(number) === undefined)
  if (wrong >= 0) return `Not a valid US or Canadian phone number: ${JSON.stringify(value[wrong])}.`
  if (numbers.length === 0) return 'Must not be empty.'
  return new Set(numbers).size === numbers.length ? (numbers as string[]) : 'Must not have a number twice.'
}

/** The numbers under that name, which must be good ones where they are there. */
export function readNumbers(fields: Fields, name: string): string[] {
  const given = fields[name]
  if (Array.isArray(given) && given.length === 0) return []
  const numbers = readNumberList(given)
  if (typeof numbers === 'string') throw unprocessable(`${name}: ${numbers}`)
  return numbers ?? []
}
