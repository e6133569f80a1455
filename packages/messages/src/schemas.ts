import {
  booleanInput,
  booleanOrText,
  convert,
  type Entity,
  input,
  numberOrText,
  openEnum,
  parseTime,
  patternInput,
  phoneNumberInput,
  textOrNumber,
  timestamp,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'

const priceSchema = v.looseObject({
  baseRate: v.optional(numberOrText()),
  surchargeRate: v.optional(numberOrText()),
  segmentCount: v.optional(numberOrText()),
  chargedCost: v.optional(numberOrText()),
})

const receiptSchema = v.looseObject({
  level: numberOrText(),
  status: v.string(),
  // The first receipt often has none.
  statusCode: v.optional(v.nullable(numberOrText()), null),
  statusCodeDescription: v.optional(v.nullable(v.string()), null),
  timestamp: timestamp(),
})

/** Lists give no more than the id. */
const mediaSchema = v.looseObject({
  id: textOrNumber(),
  url: v.optional(v.string()),
  fileName: v.optional(v.string()),
  mimeType: v.optional(v.string()),
  fileSize: v.optional(numberOrText()),
})

/** What the answer to a send tells. */
export const sentMessageSchema = v.looseObject({ id: textOrNumber(), priceDetails: v.optional(priceSchema) })

/** A message detail record. */
export const messageSchema = v.looseObject({
  id: textOrNumber(),
  body: v.nullable(v.string()),
  direction: openEnum<'inbound' | 'outbound'>(),
  to: textOrNumber(),
  from: textOrNumber(),
  timestamp: timestamp(),
  amountNanodollars: numberOrText(),
  amountDisplay: v.string(),
  isMms: booleanOrText(),
  messageEncoding: numberOrText(),
  messageType: openEnum<'longcode' | 'toll-free'>(),
  status: v.string(),
  deliveryReceipts: v.optional(v.array(receiptSchema)),
  media: v.optional(v.array(mediaSchema)),
  messageCallbackUrl: v.optional(v.nullable(v.string())),
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
  v.looseObject({
    to: phoneNumberInput(),
    from: phoneNumberInput(),
    body: hasMedia ? anyText() : patternInput(/\S/, 'must not be blank without mediaUrls'),
    mediaUrls: v.optional(v.array(urlInput())),
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
  convert(wireDate, 'must be a Date, a day (2026-01-15) or a time with its zone (2026-01-15T17:00Z)')

export const listInput = v.looseObject({ startDate: dateInput(), endDate: v.optional(dateInput()) })

export const findSentInput = v.looseObject({
  to: phoneNumberInput(),
  from: v.optional(phoneNumberInput()),
  body: anyText(),
  since: dateInput(),
})

export const callbackInput = v.looseObject({ callbackUrl: urlInput() })

export const apiVersionInput = patternInput(/^v2\.[12]$/, 'must be v2.1 or v2.2')
