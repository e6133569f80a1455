import type { Open } from '@flowroute/core'

/**
 * A JSON object, as Flowroute posted it.
 *
 * @example const callbackUrl = (event.raw as Payload)['message_callback_url']
 */
export type Payload = Record<string, unknown>

interface WebhookBase {
  /** Id of the message (`mdr2-…`) or of the event. */
  id: string | null
  /** The whole payload as Flowroute posted it, attributes included that this SDK does not know. */
  raw: Payload
}

/**
 * A file of a received MMS. Its URL is signed and temporary (about a week): fetch what you want to keep.
 *
 * @example for (const { url, mimeType } of event.media) if (url !== undefined) console.log(mimeType, await fetch(url))
 */
export interface ReceivedMedia {
  /** Undefined only if the file came without one. */
  id?: string | undefined
  /** Undefined if the message names the file and it did not come along. */
  url?: string | undefined
  fileName?: string | undefined
  mimeType?: string | undefined
  /** In bytes. */
  fileSize?: number | undefined
}

/**
 * Somebody sent a message to one of your numbers. Attributes that the flat form of older accounts lacks are undefined.
 *
 * @example
 * const onMessage = ({ from, to, body }: MessageReceived) => console.log(from, to, body)
 * @see https://developer.flowroute.com/api/messages/v2.1/receive-an-sms
 */
export interface MessageReceived extends WebhookBase {
  type: 'message.received'
  /**
   * Id of the message: `mdr2-…`, or `mdr1-…` on older accounts. Null in the rare flat webhook without one, of which a
   * repeat cannot be recognised.
   */
  id: string | null
  /** The sender, as the API writes phone numbers: `12065550123`. */
  from: string
  /** Your number. */
  to: string
  /** Null for an MMS without text. */
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
 * A delivery receipt of a message that you sent. There are usually two receipts per message: level 1 for the hand-off to
 * a carrier, level 2 for everything later.
 *
 * @example
 * const onReceipt = ({ messageId, level, statusCode }: MessageReceipt) => console.log(messageId, level, statusCode)
 * @see https://developer.flowroute.com/api/messages/v2.2/receive-a-dlr
 */
export interface MessageReceipt extends WebhookBase {
  type: 'message.receipt'
  /** Id of the message that you sent. */
  id: string
  /** The same as `id`. */
  messageId: string
  /** 1 or 2. */
  level: number
  /** Such as `message buffered`; may be empty. */
  status: string
  /** 1003 is "accepted by carrier", 1004 "delivered"; null if there is none, as often at level 1. */
  statusCode: number | null
  statusCodeDescription: string | null
  timestamp: Date | undefined
  /** The text of the message; empty or null for an MMS. */
  body: string | null
  from?: string | undefined
  to?: string | undefined
}

/**
 * The status of a port order has changed.
 *
 * @example
 * const onPortOrder = ({ portOrderId, status }: PortOrderStatus) => console.log(portOrderId, status)
 * createWebhookHandler({ onEvent: (event) => event.type === 'port-order.status' && onPortOrder(event) })
 * @see https://developer.flowroute.com/api/numbers/callbacks/
 */
export interface PortOrderStatus extends WebhookBase {
  type: 'port-order.status'
  /** Id of this event, a UUID. */
  id: string
  portOrderId: string
  /** Such as `cancelled`; may be empty. */
  status: string
  /** Flowroute's description: `Port Order #50404 has been cancelled.` */
  message: string | undefined
  /** Such as `status_change`. */
  eventType: string | undefined
  customerId: string | undefined
  timestamp: Date | undefined
}

/**
 * The status of a CDR export has changed. Flowroute does not document this notification: it is read in the envelope of
 * the one for port orders, and as the export itself.
 *
 * @example
 * const onExport = ({ exportId, status }: CdrExportStatus) => console.log(exportId, status)
 * createWebhookHandler({ onEvent: (event) => event.type === 'cdr-export.status' && onExport(event) })
 * @see https://developer.flowroute.com/api/numbers/callbacks/
 */
export interface CdrExportStatus extends WebhookBase {
  type: 'cdr-export.status'
  /** Id of this event; that of the export where the notification is the export itself. */
  id: string
  exportId: string
  /** `processing`, `completed` or `failed`; may be empty. */
  status: string
  message: string | undefined
  /** Such as `status_change`. */
  eventType: string | undefined
  customerId: string | undefined
  /** Signed URL of the file. */
  downloadUrl: string | undefined
  /** Until when that URL can be used. */
  expiresAt: Date | undefined
  timestamp: Date | undefined
}

/**
 * A task that enables or disables messages for numbers has progressed. Flowroute does not document this notification: it
 * is read in the envelope of the one for port orders, and as the task itself.
 *
 * @example
 * const onTask = ({ taskId, failed }: MessageProvisioningStatus) => console.log(taskId, failed)
 * createWebhookHandler({ onEvent: (event) => event.type === 'message-provisioning.status' && onTask(event) })
 * @see https://developer.flowroute.com/api/numbers/callbacks/
 */
export interface MessageProvisioningStatus extends WebhookBase {
  type: 'message-provisioning.status'
  /** Id of this event; that of the task where the notification is the task itself. */
  id: string
  taskId: string
  /** Flowroute's word, such as `processing`; may be empty. */
  status: string
  message: string | undefined
  /** Such as `status_change`. */
  eventType: string | undefined
  customerId: string | undefined
  /** The number of a task for one number. */
  number: string | undefined
  /** Numbers of a task for many that are done. */
  successful: string[]
  /** Numbers that are not done yet. */
  processing: string[]
  /** Numbers that failed. */
  failed: string[]
  timestamp: Date | undefined
}

/**
 * A change of the status of something: what `onEvent` gets besides unknown events.
 *
 * @example const show = ({ type, status }: NotificationEvent) => console.log(type, status)
 */
export type NotificationEvent = PortOrderStatus | CdrExportStatus | MessageProvisioningStatus

/**
 * An event of a type that this SDK does not know. Its content is in `raw`.
 *
 * @example
 * const onUnknown = ({ wireType, raw }: UnknownWebhook) => console.log(wireType, raw)
 * createWebhookHandler({ onEvent: (event) => event.type === 'unknown' && onUnknown(event) })
 */
export interface UnknownWebhook extends WebhookBase {
  type: 'unknown'
  /** Id of the resource, or of the event. */
  id: string
  /** The `type` in the payload; empty if it has none. */
  wireType: string
}

/**
 * Everything that Flowroute posts; `type` tells the events apart.
 *
 * @example
 * const event: WebhookEvent = parseWebhook(await request.text())
 * if (event.type === 'message.received') console.log(event.from, event.body)
 */
export type WebhookEvent = MessageReceived | MessageReceipt | NotificationEvent | UnknownWebhook
