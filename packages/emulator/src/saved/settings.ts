import * as v from 'valibot'
import { faultRule } from '../faults/rule-schema.ts'
import { flag, integer, list, number, strictObject, text, word } from '../validation/values.ts'
import { count, moment } from './values.ts'

export const savedFaults = strictObject({
  /** How many rules were ever added. */
  added: count,
  rules: list(strictObject({ id: text, rule: faultRule, hits: count })),
})

export type SavedFaults = v.InferOutput<typeof savedFaults>

export const savedAccount = strictObject({
  /** The balance; null when there is no limit. */
  nanodollars: v.nullable(v.pipe(number, v.safeInteger('must be an integer'))),
})

export type SavedAccount = v.InferOutput<typeof savedAccount>

const acceptedMessages = strictObject({ SMS: list(moment), MMS: list(moment) })

/** The form in which inbound SMS are posted. */
export const savedInboundFormat = word(['json-api', 'flat'])

/** How messages can fail at the recipients' carriers. */
export const carrierOutcomes = [
  'no-route',
  'landline',
  'spam',
  'expired',
  'no-receipt',
  'late-receipt',
] as const

/**
 * How messages can fail at the recipients' carriers, or their receipts not come.
 *
 * @example const outcome: CarrierOutcome = 'landline'
 */
export type CarrierOutcome = (typeof carrierOutcomes)[number]

/** Null when messages are accepted, as they are in snapshots of before there was this setting. */
export const savedCarrier = v.optional(
  v.nullable(
    strictObject({
      outcome: word(carrierOutcomes),
      /** How many are still to fail; null for all. */
      messages: v.nullable(integer(1)),
    }),
  ),
  null,
)

export type SavedCarrier = v.InferOutput<typeof savedCarrier>

export const savedRateLimits = strictObject({
  enabled: flag,
  /** The moments of the latest messages that were accepted, by endpoint. */
  accepted: strictObject({ v2: acceptedMessages, 'v2.1': acceptedMessages, 'v2.2': acceptedMessages }),
})

export type SavedRateLimits = v.InferOutput<typeof savedRateLimits>
