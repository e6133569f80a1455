import * as v from 'valibot'
import { checkRule } from '../faults/rule-schema.ts'
import { carrierOutcomes } from '../saved/settings.ts'
import { readSnapshot } from '../snapshot/read.ts'
import { inboundFormats } from '../world/inbound-webhooks.ts'
import { refusedPrefix } from '../world/refused-messages.ts'

// Objects drop what they do not know, so that an emulator of a later version will do too.

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
)
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const idAnswer = v.object({ id: v.string() })
export const clockAnswer = v.object({ now: time })
export const accountAnswer = v.object({ balance: v.nullable(v.number()) })
export const inboundWebhooksAnswer = v.object({ format: v.picklist(inboundFormats) })
export const namesAnswer = v.object({ names: v.record(v.string(), v.string()) })
export const rateLimitsAnswer = v.object({ enabled: v.boolean() })
export const carrierAnswer = v.object({
  failure: v.nullable(
    v.object({ outcome: v.picklist(carrierOutcomes), messages: v.nullable(v.pipe(count, v.minValue(1))) }),
  ),
})

const message = v.object({
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound']),
  from: v.string(),
  to: v.string(),
  body: v.nullable(v.string()),
  media_urls: v.array(v.string()),
  media: v.array(v.object({ url: v.string(), file_name: v.string(), mime_type: v.string() })),
  is_mms: v.boolean(),
  message_encoding: v.number(),
  message_type: v.string(),
  segment_count: count,
  amount_display: v.string(),
  amount_nanodollars: v.number(),
  status: v.string(),
  delivery_receipts: v.array(
    v.object({
      level: v.picklist([1, 2]),
      status: v.string(),
      status_code: v.nullable(v.number()),
      status_code_description: v.string(),
      timestamp: v.string(),
    }),
  ),
  timestamp: v.string(),
  request: v.optional(v.nullable(v.string()), null),
  deliveries: v.optional(v.array(v.string()), []),
  refused: v.optional(v.nullable(v.object({ status: v.number(), reason: v.string() })), null),
})

export const messagesAnswer = v.object({ messages: v.array(message), more: v.boolean() })

const portOrder = v.object({
  id: v.string(),
  groupId: v.string(),
  alias: v.string(),
  status: v.string(),
  numbers: v.array(v.string()),
  comment: v.nullable(v.string()),
  documents: v.array(v.object({ id: v.string(), filename: v.string(), status: v.string() })),
  statusUpdatedAt: v.nullable(v.string()),
})

export const portOrdersAnswer = v.object({ portOrders: v.array(portOrder), more: v.boolean() })

const cdrExport = v.object({
  id: v.string(),
  status: v.picklist(['processing', 'completed', 'failed']),
  from: v.string(),
  to: v.string(),
  calls: v.nullable(count),
  cost: v.nullable(v.string()),
  expiresAt: v.nullable(v.string()),
})

export const cdrExportsAnswer = v.object({ cdrExports: v.array(cdrExport), more: v.boolean() })

const body = v.object({ text: v.string(), truncated: v.boolean() })
const headers = v.record(v.string(), v.string())

const loggedRequest = v.object({
  id: v.string(),
  at: time,
  method: v.string(),
  path: v.string(),
  query: v.string(),
  status: v.nullable(v.number()),
  error: v.exactOptional(v.string()),
  milliseconds: v.number(),
  requestHeaders: headers,
  requestBody: body,
  responseHeaders: headers,
  responseBody: body,
  message: v.optional(v.nullable(v.string()), null),
})

const request = v.pipe(
  loggedRequest,
  // A message that was refused has no record: it is for the inbox page only.
  v.transform(({ message: id, ...shown }) =>
    id === null || id.startsWith(refusedPrefix) ? shown : { ...shown, messageId: id },
  ),
)

export const requestsAnswer = v.object({ requests: v.array(request), more: v.boolean() })

const answer = v.object({ headers, body })

const attempt = v.object({
  at: time,
  status: v.nullable(v.number()),
  error: v.exactOptional(v.string()),
  resent: v.exactOptional(v.boolean()),
  answer: v.exactOptional(answer),
})

const delivery = v.pipe(
  v.object({
    id: v.string(),
    url: v.string(),
    payload: v.unknown(),
    attempts: v.array(attempt),
    state: v.picklist(['pending', 'delivered', 'given-up']),
    nextAttempt: v.optional(v.nullable(time), null),
  }),
  v.transform(({ nextAttempt, ...shown }) =>
    nextAttempt === null ? shown : { ...shown, nextAttemptAt: nextAttempt },
  ),
)

export const deliveriesAnswer = v.object({ deliveries: v.array(delivery) })

/** What is read by a function of the emulator's own, which throws at what is wrong. */
function readBy<Input, Output>(read: (value: Input) => Output) {
  return v.rawTransform<Input, Output>(({ dataset: { value }, addIssue, NEVER }) => {
    try {
      return read(value)
    } catch (error) {
      addIssue({ message: (error as Error).message })
      return NEVER
    }
  })
}

const fault = v.pipe(
  v.looseObject({ id: v.string(), hits: count, remaining: v.nullable(count) }),
  readBy(({ id, hits, remaining, ...rule }) => ({ ...checkRule(rule), id, hits, remaining })),
)

export const faultsAnswer = v.object({ faults: v.array(fault) })

export const snapshotAnswer = v.pipe(v.unknown(), readBy(readSnapshot))
