import type { Open } from '@flowroute/core'

/**
 * A message that Flowroute has accepted. Whether it is delivered shows later, in its record.
 *
 * @example const { id }: SentMessage = await messages.send({ to, from, body: 'hello there' })
 */
export interface SentMessage {
  /** Flowroute's id of the message, such as `mdr2-39cadeace66e11e7aff806cd7f24ba2d`. */
  id: string
  /** What it costs. Only v2.2 says so. */
  priceDetails?: PriceDetails | undefined
}

/**
 * What a sent message costs, in USD: `(baseRate + surchargeRate) × segmentCount`.
 *
 * @example const cost = sent.priceDetails?.chargedCost
 * @see https://developer.flowroute.com/api/messages/v2.2/send-an-sms/
 */
export interface PriceDetails {
  /** USD per segment, such as 0.004. */
  baseRate?: number | undefined
  /** The carrier's surcharge, in USD per segment. */
  surchargeRate?: number | undefined
  /** The number of segments charged. */
  segmentCount?: number | undefined
  /** USD for the whole message. */
  chargedCost?: number | undefined
}

/**
 * A message detail record (MDR): a message of the account, sent or received.
 *
 * @example const { status, deliveryReceipts }: Message = await messages.get(sent.id)
 * @see https://developer.flowroute.com/api/messages/v2.1/look-up-a-message-detail-record/
 */
export interface Message {
  /** Flowroute's id of the message, such as `mdr2-39cadeace66e11e7aff806cd7f24ba2d`. */
  id: string
  /** The text; null or empty for an MMS without one. */
  body: string | null
  /** `outbound` for a message from the account, `inbound` for one to it. */
  direction: Open<'inbound' | 'outbound'>
  /** The recipient's number: digits, country code first, no `+`. */
  to: string
  /** The sender's number: digits, country code first, no `+`. */
  from: string
  /** When Flowroute accepted or received it. */
  timestamp: Date
  /** What it costs, in 10⁻⁹ USD: 4 000 000 is USD 0.004. */
  amountNanodollars: number
  /** The same in dollars, as text with four decimals: `$0.0040`. */
  amountDisplay: string
  /** Whether it is an MMS. */
  isMms: boolean
  /** How the text is encoded: 0 for ASCII, 8 for UCS-2. */
  messageEncoding: number
  /** Type of the account's number. */
  messageType: Open<'longcode' | 'toll-free'>
  /** The status of the latest delivery receipt; `delivered` or empty for an inbound message. Empty with v2.0. */
  status: string
  /** What is known of the delivery, the latest first; usually two in the end. Missing with v2.0. */
  deliveryReceipts?: DeliveryReceipt[] | undefined
  /** The files of an MMS. */
  media?: Media[] | undefined
  /** The callback URL that an inbound SMS was posted to. */
  messageCallbackUrl?: string | null | undefined
  /** What it costs, in detail. Only v2.2 says so. */
  priceDetails?: PriceDetails | undefined
}

/**
 * One step in the delivery of an outbound message. Not every carrier reports the last one: 1003 is often the final code
 * of a message that arrived.
 *
 * @example const accepted = message.deliveryReceipts?.some(({ statusCode }) => statusCode === 1003)
 * @see https://support.flowroute.com/681766-Delivery-Receipt-Response-Codes
 */
export interface DeliveryReceipt {
  /** 1 for the hand-off to the carrier, 2 for anything later. */
  level: number
  /** The step in words, such as `smsc submit` or `message buffered`. */
  status: string
  /** Flowroute's code: 1003 accepted by the carrier, 1004 delivered, 1110 opted out, …; null on level 1. */
  statusCode: number | null
  /** The code in words, such as `Message accepted by Carrier`. */
  statusCodeDescription: string | null
  /** When it happened. */
  timestamp: Date
}

/**
 * A file of an MMS. A list has no more than its `id`; `get` has the rest.
 *
 * @example for (const { url, mimeType } of message.media ?? []) console.log(url, mimeType)
 * @see https://developer.flowroute.com/api/messages/v2.1/receive-an-mms/
 */
export interface Media {
  /** Flowroute's id of the file, such as `1490420351891410944-cat.jpg`. */
  id: string
  /** Where it can be downloaded, for some days and without credentials. */
  url?: string | undefined
  /** Its name, such as `cat.jpg`. */
  fileName?: string | undefined
  /** Its MIME type, such as `image/jpeg`. */
  mimeType?: string | undefined
  /** Its size in bytes. */
  fileSize?: number | undefined
}
