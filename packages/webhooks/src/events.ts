import type { Open } from '@flowroute/core'

/**
 * An object of JSON, as it came.
 *
 * @example const callbackUrl = (event.raw as Payload)['message_callback_url']
 */
export type Payload = Record<string, unknown>

interface WebhookBase {
  /** Id of the message (`mdr2-…`) or of the event. */
  id: string
  /** The whole payload as it came, with whatever this SDK does not know. */
  raw: Payload
}

/**
 * A file of a received MMS. Its URL is signed and temporary (about a week): fetch what you want to keep.
 *
 * @example for (const { url, mimeType } of event.media) if (url !== undefined) await store(await fetch(url), mimeType)
 */
export interface ReceivedMedia {
  id: string
  url?: string | undefined
  fileName?: string | undefined
  mimeType?: string | undefined
  /** In bytes. */
  fileSize?: number | undefined
}

/**
 * Somebody wrote to one of your numbers. What the flat form of older accounts does not tell is undefined.
 *
 * @example
 * onMessage: ({ id, from, to, body, media }: MessageReceived) => inbox.insert({ id, from, to, body, media })
 * @see https://developer.flowroute.com/api/messages/v2.1/receive-an-sms
 */
export interface MessageReceived extends WebhookBase {
  type: 'message.received'
  /** Who wrote, as Flowroute spells it: `12065550123`. */
  from: string
  /** Your number. */
  to: string
  /** Null for an MMS that is only a picture. */
  body: string | null
  isMms: boolean
  timestamp: Date | undefined
  direction: Open<'inbound' | 'outbound'>
  /** Cost in 10⁻⁹ USD. */
  amountNanodollars: number | undefined
  /** Cost as text: `$0.0040`. */
  amountDisplay: string | undefined
  /** 0 for ASCII, 8 for UCS-2. */
  messageEncoding: number | undefined
  messageType: Open<'longcode' | 'toll-free'> | undefined
  /** Empty for most MMS. */
  status: string
  /** The files of an MMS, in its order; empty for an SMS. */
  media: ReceivedMedia[]
}

/**
 * What became of a message you sent. There are usually two receipts a message: level 1 for the hand-off to a carrier,
 * level 2 for what came later.
 *
 * @example
 * onReceipt: ({ messageId, level, statusCode }: MessageReceipt) => outbox.update(messageId, { level, statusCode })
 * @see https://developer.flowroute.com/api/messages/v2.2/receive-a-dlr
 */
export interface MessageReceipt extends WebhookBase {
  type: 'message.receipt'
  /** Id of the message you sent; the same as `id`. */
  messageId: string
  level: number
  /** Such as `message buffered`; may be empty. */
  status: string
  /** 1003 is "accepted by carrier", 1004 "delivered"; null where none is given, as often at level 1. */
  statusCode: number | null
  statusCodeDescription: string | null
  timestamp: Date | undefined
  /** The text sent; empty or null for an MMS. */
  body: string | null
  from?: string | undefined
  to?: string | undefined
}

/**
 * A port order has changed its status.
 *
 * @example
 * onEvent: (event: PortOrderStatus | UnknownWebhook) => {
 *   if (event.type === 'port-order.status') console.log(event.portOrderId, event.status)
 * }
 * @see https://developer.flowroute.com/api/numbers/callbacks/
 */
export interface PortOrderStatus extends WebhookBase {
  type: 'port-order.status'
  portOrderId: string
  /** Such as `cancelled`; may be empty. */
  status: string
  /** Flowroute's own sentence: `Port Order #50404 has been cancelled.` */
  message: string | undefined
  /** Such as `status_change`. */
  eventType: string | undefined
  customerId: string | undefined
  timestamp: Date | undefined
}

/**
 * An event this SDK does not know: its content is in `raw`.
 *
 * @example
 * onEvent: (event) => {
 *   if (event.type === 'unknown') console.log(event.wireType, event.raw)
 * }
 */
export interface UnknownWebhook extends WebhookBase {
  type: 'unknown'
  /** The `type` in the payload; empty if it has none. */
  wireType: string
}

/**
 * Whatever Flowroute posts, told apart by `type`.
 *
 * @example
 * const event: WebhookEvent = parseWebhook(body)
 * if (event.type === 'message.received') console.log(event.from, event.body)
 */
export type WebhookEvent = MessageReceived | MessageReceipt | PortOrderStatus | UnknownWebhook
