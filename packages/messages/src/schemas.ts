import {
  array,
  booleanInput,
  type Entity,
  flag,
  input,
  numeric,
  object,
  open,
  parseTime,
  patternInput,
  phoneNumberInput,
  reading,
  string,
  text,
  timestamp,
  urlInput,
} from '@flowroute/core'
import * as v from 'valibot'

const priceSchema = object({
  baseRate: v.optional(numeric()),
  surchargeRate: v.optional(numeric()),
  segmentCount: v.optional(numeric()),
  chargedCost: v.optional(numeric()),
})

const receiptSchema = object({
  level: numeric(),
  status: string(),
  // The first receipt often has none.
  statusCode: v.optional(v.nullable(numeric()), null),
  statusCodeDescription: v.optional(v.nullable(string()), null),
  timestamp: timestamp(),
})

/** Lists give no more than the id. */
const mediaSchema = object({
  id: text(),
  url: v.optional(string()),
  fileName: v.optional(string()),
  mimeType: v.optional(string()),
  fileSize: v.optional(numeric()),
})

/** What the answer to a send tells. */
export const sentMessageSchema = object({ id: text(), priceDetails: v.optional(priceSchema) })

/** A message detail record. */
export const messageSchema = object({
  id: text(),
  body: v.nullable(string()),
  direction: open<'inbound' | 'outbound'>(),
  to: text(),
  from: text(),
  timestamp: timestamp(),
  amountNanodollars: numeric(),
  amountDisplay: string(),
  isMms: flag(),
  messageEncoding: numeric(),
  messageType: open<'longcode' | 'toll-free'>(),
  status: string(),
  deliveryReceipts: v.optional(array(receiptSchema)),
  media: v.optional(array(mediaSchema)),
  messageCallbackUrl: v.optional(v.nullable(string())),
  priceDetails: v.optional(priceSchema),
})

/**
 * What a sent message costs, in USD; only v2.2 tells it.
 *
 * @example const cost = sent.priceDetails?.chargedCost
 */
export type PriceDetails = Entity<typeof priceSchema>

/**
 * What became of an outbound message at one point of its way. Level 1 is the hand-off to a carrier, level 2 what
 * came later; `statusCode` and its description are null where Flowroute gives none.
 *
 * @example const accepted = message.deliveryReceipts?.some(({ statusCode }) => statusCode === 1003)
 * @see https://developer.flowroute.com/docs/delivery-receipts
 */
export type DeliveryReceipt = Entity<typeof receiptSchema>

/**
 * A file of an MMS; `fileSize` is in bytes. Its URL is temporary. Lists give no more than its `id`.
 *
 * @example for (const { url, mimeType } of message.media ?? []) console.log(url, mimeType)
 */
export type Media = Entity<typeof mediaSchema>

/**
 * A message that Flowroute has accepted.
 *
 * @example const { id }: SentMessage = await messages.send({ to, from, body: 'hello there' })
 */
export type SentMessage = Entity<typeof sentMessageSchema>

/**
 * A message detail record. `amountNanodollars` is in 10⁻⁹ USD; `messageEncoding` is 0 for ASCII, 8 for UCS-2;
 * `status` may be empty.
 *
 * @example const { status, deliveryReceipts }: Message = await messages.get(sent.id)
 */
export type Message = Entity<typeof messageSchema>

const anyText = () => v.optional(input<string>((value) => typeof value === 'string', 'must be a text'))

/** Input of a send; a text that is not blank is needed unless media come with it. */
export const sendInput = (hasMedia: boolean) =>
  object({
    to: phoneNumberInput(),
    from: phoneNumberInput(),
    body: hasMedia ? anyText() : patternInput(/\S/, 'must not be blank without mediaUrls'),
    mediaUrls: v.optional(array(urlInput())),
    isMms: v.optional(booleanInput()),
    dlrCallback: v.optional(urlInput()),
  })

/** A date as the wire has it, a day as it is and a time in UTC; undefined when it is none, or not just one. */
function wireDate(value: unknown): string | undefined {
  const form = String(value instanceof Date ? value.toJSON() : value)
  const day = form.slice(0, 10)
  // The parser may let 30 February be 1 March.
  if (parseTime(day)?.toJSON().slice(0, 10) !== day) return undefined
  if (form === day) return day
  return /(Z|[+-]\d\d:?\d\d)$/i.test(form) ? parseTime(form)?.toJSON() : undefined
}

const dateInput = () =>
  reading(wireDate, 'must be a Date, a day (2026-01-15) or a time with its zone (2026-01-15T17:00Z)')

export const listInput = object({ startDate: dateInput(), endDate: v.optional(dateInput()) })

export const findSentInput = object({
  to: phoneNumberInput(),
  from: v.optional(phoneNumberInput()),
  body: anyText(),
  since: dateInput(),
})

export const callbackInput = object({ callbackUrl: urlInput() })

export const apiVersionInput = patternInput(/^v2\.[12]$/, 'must be v2.1 or v2.2')
