import type { Open } from '@flowroute/core'
import { booleanOrText, convert, type Schema, textOrNumber, timestamp } from '@flowroute/core/resource'
import * as v from 'valibot'
import { normaliseState, type PortGroupState, type PortOrderState } from './states.ts'

type JsonObject = Record<string, unknown>

/** Whether a value of a JSON document is an object, neither an array nor null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = () => v.nullish(textOrNumber())
const time = () => v.nullish(timestamp())

/** A state in any of its spellings. */
const state = <T extends string>() =>
  v.pipe(v.string(), v.transform(normaliseState)) as unknown as Schema<Open<T>>

/** The states of a document have other names in the order than in the answers about the document itself. */
const documentState = () =>
  v.pipe(
    v.string(),
    v.transform(
      (word) => ({ complete: 'uploaded', error: 'failed' })[normaliseState(word)] ?? normaliseState(word),
    ),
  ) as unknown as Schema<Open<'pending' | 'processing' | 'uploaded' | 'failed'>>

/**
 * Phone numbers in any of their documented forms: texts, objects with the number, or groups of them.
 *
 * @returns undefined for anything else
 */
function readNumbers(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => readNumbers(item) ?? [])
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (!isObject(value)) return undefined
  const { numbers, groups, number, value: inner, id } = value
  if (numbers !== undefined || groups !== undefined)
    return [numbers, groups].flatMap((item) => readNumbers(item) ?? [])
  return readNumbers(number ?? inner ?? id)
}

const numbers = () => v.optional(convert(readNumbers, 'Expected phone numbers'), [])

export const documentSchema = v.looseObject({
  id: v.nullable(textOrNumber()),
  filename: text(),
  status: v.optional(documentState()),
  file: text(),
  originalUrl: text(),
})

/** The documents of an order: plain, as resources, or as resources in `data`, itself in an array or not. */
function readDocuments(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => readDocuments(item) ?? [item])
  if (!isObject(value)) return value === null ? [] : undefined
  if (value['data'] !== undefined) return readDocuments(value['data'])
  const { id = null, type: _type, links, attributes, ...others } = value
  // The documented sample has two documents with the id "0", whose links tell them apart.
  const self = isObject(links) ? /\/files\/([^/?#]+)$/.exec(String(links['self'])) : null
  return [{ ...others, ...(attributes as object | undefined), id: self?.[1] ?? id }]
}

const address = {
  street: text(),
  street2: text(),
  city: text(),
  state: text(),
  zip: text(),
  country: text(),
}

const statusFields = { id: textOrNumber(), status: state<PortOrderState>(), statusUpdatedAt: time() }

export const statusSchema = v.looseObject(statusFields)

export const orderSchema = v.looseObject({
  ...statusFields,
  ...address,
  numbers: numbers(),
  alias: text(),
  groupId: text(),
  groupStatus: v.nullish(state<PortGroupState>()),
  cost: text(),
  billingName: text(),
  billingNumber: text(),
  billingAddress: v.nullish(v.looseObject(address)),
  company: text(),
  provider: text(),
  providerAccount: text(),
  pin: text(),
  last4Ssn: text(),
  usageType: text(),
  desiredCompletionDate: text(),
  completionDate: text(),
  createdDate: time(),
  modifiedDate: time(),
  enableCnamLookups: v.nullish(booleanOrText()),
  loaDetails: v.nullish(v.looseObject({ email: text(), cc: text() })),
  presets: v.optional(
    v.nullable(
      v.looseObject({
        cnamId: text(),
        e911Id: text(),
        primaryRouteId: text(),
        failoverRouteId: text(),
        alias: text(),
      }),
    ),
  ),
  comments: v.nullish(v.array(v.unknown())),
  businessDocuments: v.optional(
    v.pipe(convert(readDocuments, 'Expected documents'), v.array(documentSchema)),
  ),
  statusUrl: text(),
})

export const loaSchema = v.looseObject({
  ...address,
  id: textOrNumber(),
  numbers: numbers(),
  billingName: text(),
  company: text(),
  provider: text(),
  usageType: text(),
  signatureName: text(),
  signatureTitle: text(),
  loaCopy: text(),
})

export const portabilitySchema = v.looseObject({
  portable: numbers(),
  nonportable: numbers(),
  hypernetworkEnabled: numbers(),
  groups: v.optional(
    v.array(
      v.looseObject({
        currentServiceProviderName: text(),
        currentServiceProviderId: text(),
        gainingServiceProviderName: text(),
        gainingServiceProviderId: text(),
        numbers: numbers(),
      }),
    ),
    [],
  ),
})

/** Where a document can be uploaded to or downloaded from. */
export const fileUrlSchema = v.looseObject({ id: textOrNumber(), url: v.string() })
