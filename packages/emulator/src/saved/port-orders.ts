import * as v from 'valibot'
import { flag, list, matching, strictObject, text, webUrl, word } from '../validation/values.ts'
import { count, countedId, moment, optionalId, phoneNumber } from './values.ts'

/** The documented states of a port order, as the API writes them. */
export const portOrderStates = [
  'pending',
  'processing',
  'submitted',
  'accepted',
  'rejected',
  'review',
  'completed',
  'cancelled',
  'abandoned',
  'hard_canceled',
] as const

export type PortOrderState = (typeof portOrderStates)[number]

const optionalText = v.nullable(text)

const address = {
  street: optionalText,
  street2: optionalText,
  city: optionalText,
  state: optionalText,
  zip: optionalText,
  country: optionalText,
}

const details = strictObject({
  billingName: text,
  street: text,
  street2: optionalText,
  city: text,
  state: text,
  zip: text,
  country: word(['US', 'CA']),
  provider: text,
  providerAccount: optionalText,
  pin: optionalText,
  last4Ssn: optionalText,
  company: optionalText,
  usageType: optionalText,
  billingNumber: optionalText,
  billingAddress: v.nullable(strictObject(address)),
  desiredCompletionDate: optionalText,
  enableCnamLookups: flag,
  loaDetails: v.nullable(strictObject({ email: optionalText, cc: optionalText })),
  statusUrl: v.nullable(webUrl),
})

const presets = strictObject({
  cnamId: optionalId,
  e911Id: optionalId,
  primaryRouteId: optionalId,
  failoverRouteId: optionalId,
  alias: optionalText,
})

const file = strictObject({
  /** Counted from 0 in each order. */
  id: matching(/^(0|[1-9]\d{0,8})$/, 'must be the digits of an integer'),
  filename: text,
  /** Where Flowroute takes it from; null when it is uploaded. */
  originalUrl: v.nullable(webUrl),
  /** `awaited`: a URL was given, and nothing uploaded to it. */
  state: word(['awaited', 'pending', 'processing', 'uploaded', 'failed']),
  contentType: optionalText,
  /** Base64; null while there is none. */
  content: v.nullable(v.pipe(text, v.base64('must be Base64'))),
})

const order = strictObject({
  id: countedId,
  groupId: countedId,
  alias: text,
  details,
  presets,
  numbers: list(phoneNumber),
  state: word(portOrderStates),
  createdAt: moment,
  modifiedAt: moment,
  /** Null while in the first `pending`. */
  stateChangedAt: v.nullable(moment),
  completedAt: v.nullable(moment),
  /** How often the state has changed. */
  changes: count,
  /** Whether a rejection was answered. */
  resubmitted: flag,
  /** Whether it was at the losing carrier, for which it was charged. */
  charged: flag,
  signature: v.nullable(strictObject({ name: text, title: text })),
  comments: list(strictObject({ comment: text, at: moment })),
  files: list(file),
})

/** A port order. All moments are in milliseconds since the epoch. */
export type PortOrder = v.InferOutput<typeof order>
export type PortOrderDetails = PortOrder['details']
export type PortPresets = PortOrder['presets']
export type PortFile = PortOrder['files'][number]

export const savedPortOrders = strictObject({ nextId: count, nextGroupId: count, made: list(order) })

export type SavedPortOrders = v.InferOutput<typeof savedPortOrders>
