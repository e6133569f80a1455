import {
  booleanInput,
  booleanOrText,
  convert,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  numberOrText,
  openEnum,
  parseTime,
  patternInput,
  phoneNumberInput,
  type Schema,
  textOrNumber,
  timestamp,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import type { KnownIds, ReceiptSource } from './options.ts'

/** Some sources name the carrier's rate `surcharge`. */
function nameSurcharge(price: unknown): unknown {
  const { surcharge, ...others } = Object(price)
  return surcharge === undefined ? price : { surchargeRate: surcharge, ...others }
}

export const priceDetailsSchema = v.pipe(
  v.unknown(),
  v.transform(nameSurcharge),
  v.looseObject({
    baseRate: v.optional(numberOrText()),
    surchargeRate: v.optional(numberOrText()),
    segmentCount: v.optional(numberOrText()),
    chargedCost: v.optional(numberOrText()),
  }),
)

/** Digits without the plus sign that some responses have. */
const phoneNumberText = () =>
  v.pipe(
    textOrNumber(),
    v.transform((number) => number.replace(/^\+(?=\d+$)/, '')),
  )

export const deliveryReceiptSchema = v.looseObject({
  level: numberOrText(),
  status: v.string(),
  // The first receipt often has none.
  statusCode: v.optional(v.nullable(numberOrText()), null),
  statusCodeDescription: v.optional(v.nullable(v.string()), null),
  timestamp: timestamp(),
})

export const mediaSchema = v.looseObject({
  id: textOrNumber(),
  // Lists have no more than the id.
  url: v.optional(v.string()),
  fileName: v.optional(v.string()),
  mimeType: v.optional(v.string()),
  fileSize: v.optional(numberOrText()),
})

export const sentMessageSchema = v.looseObject({
  id: textOrNumber(),
  priceDetails: v.optional(priceDetailsSchema),
})

export const messageSchema = v.looseObject({
  id: textOrNumber(),
  body: v.nullable(v.string()),
  direction: openEnum<'inbound' | 'outbound'>(),
  to: phoneNumberText(),
  from: phoneNumberText(),
  timestamp: timestamp(),
  amountNanodollars: numberOrText(),
  amountDisplay: v.string(),
  isMms: booleanOrText(),
  messageEncoding: numberOrText(),
  messageType: openEnum<'longcode' | 'toll-free'>(),
  status: v.string(),
  deliveryReceipts: v.optional(v.array(deliveryReceiptSchema)),
  media: v.optional(v.array(mediaSchema)),
  messageCallbackUrl: v.nullish(v.string()),
  priceDetails: v.optional(priceDetailsSchema),
})

/** Fields by names that other SDKs give them. */
const otherNames = {
  text: 'body',
  content: 'body',
  message: 'body',
  media: 'mediaUrls',
  mediaUrl: 'mediaUrls',
}

/** A time to wait. */
const milliseconds = () =>
  input<number>((value) => typeof value === 'number' && value >= 0, 'must not be negative')

const bodyInput = () => v.optional(input<string>((value) => typeof value === 'string', 'must be a text'))

/** @param hasMedia whether the message has media, without which it needs a body */
export const sendInput = (hasMedia: boolean) =>
  inputObject(
    {
      to: phoneNumberInput(),
      from: phoneNumberInput(),
      body: hasMedia ? bodyInput() : patternInput(/\S/, 'must not be blank without mediaUrls'),
      ascii: v.optional(booleanInput()),
      mediaUrls: v.optional(v.array(urlInput(), 'must be a list of URLs')),
      isMms: v.optional(booleanInput()),
      dlrCallback: v.optional(urlInput()),
    },
    otherNames,
  )

/** A day unchanged, a time in UTC; undefined for any other value, a time without a zone among them. */
function wireDate(value: unknown): string | undefined {
  const text = String(value instanceof Date ? value.toJSON() : value)
  const day = text.slice(0, 10)
  // The parser may read 30 February as 1 March.
  if (parseTime(day)?.toJSON().slice(0, 10) !== day) return undefined
  if (text === day) return day
  return /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? parseTime(text)?.toJSON() : undefined
}

const dateInput = () =>
  convert(wireDate, 'must be a Date, a day (2026-01-15) or a time with its zone (2026-01-15T17:00Z)')

export const listInput = listOptionsInput({ startDate: dateInput(), endDate: v.optional(dateInput()) })

const searchEntries = {
  since: dateInput(),
  until: v.optional(dateInput()),
  pageSize: v.optional(v.unknown() as v.GenericSchema<number>),
  exclude: v.optional(
    input<KnownIds>(
      (value) =>
        typeof value === 'function' ||
        (typeof value === 'object' && value !== null && Symbol.iterator in value),
      'must be a list of ids, or a function',
    ),
  ),
}
const searchNames = { startDate: 'since', endDate: 'until', limit: 'pageSize', known: 'exclude' }

const wantedEntries = {
  to: phoneNumberInput(),
  from: v.optional(phoneNumberInput()),
  body: bodyInput(),
  ascii: v.optional(booleanInput()),
  mediaUrls: v.optional(v.array(v.string(), 'must be a list of URLs')),
  isMms: v.optional(booleanInput()),
  // A message can be given as it was sent.
  dlrCallback: v.optional(v.unknown()),
}

export const findSentInput = inputObject(
  { ...wantedEntries, ...searchEntries },
  { ...otherNames, ...searchNames },
)

export const findManySentInput = inputObject(
  {
    messages: v.pipe(
      v.array(inputObject(wantedEntries, otherNames), 'must be a list of messages'),
      v.maxLength(10_000, 'must have at most 10000 messages'),
    ),
    ...searchEntries,
    now: v.optional(
      input<() => number | PromiseLike<number>>((value) => typeof value === 'function', 'must be a function'),
    ),
  },
  searchNames,
)

export const resolveInput = inputObject({
  waits: v.optional(v.array(milliseconds(), 'must be a list of milliseconds')),
  exclude: searchEntries.exclude,
})

export const waitForInput = inputObject({
  until: patternInput(/^(accepted|delivered)$/, 'must be accepted or delivered') as Schema<
    'accepted' | 'delivered'
  >,
  timeout: v.optional(milliseconds()),
  signal: v.optional(v.unknown() as v.GenericSchema<AbortSignal>),
  interval: v.optional(inputObject({ base: v.optional(milliseconds()), max: v.optional(milliseconds()) })),
  receipts: v.optional(
    input<ReceiptSource>(
      (value) => typeof Object(value).subscribe === 'function',
      'must have the method subscribe',
    ),
  ),
})

export const mediaIdInput = idInput('a file', '1490420351891410944-cat.jpg')

export const messageIdInput = idInput('a message', 'mdr2-39cadeace66e11e7aff806cd7f24ba2d')

export const messagesInput = inputObject(
  { apiVersion: v.optional(patternInput(/^v2\.[0-2]$/, 'must be v2.0, v2.1 or v2.2')) },
  { version: 'apiVersion' },
)

export const callbackUrlInput = urlInput()
