import { ConfigurationError, type RequestOptions } from '@flowroute/core'
import type { Payload, ReceivedMedia, WebhookEvent } from './events.ts'
import type { WebhookHandler } from './options.ts'
import { readWebhook } from './parse.ts'
import { replays } from './replays.ts'

/**
 * What `backfill` reads records with: `Messages` of `@flowroute/messages` is one.
 *
 * @example const records: MessageRecords = new Messages()
 */
export interface MessageRecords {
  list(
    options: { startDate: Date; pageSize?: number },
    request?: RequestOptions,
  ): AsyncIterable<RecordedMessage>
  get(messageId: string, request?: RequestOptions): PromiseLike<RecordedMessage>
}

/**
 * A record of a message, as `@flowroute/messages` reads it.
 *
 * @example const record: RecordedMessage = await messages.get('mdr2-39cadeace66e11e7aff806cd7f24ba2d')
 */
export interface RecordedMessage {
  id: string
  body: string | null
  direction: string
  to: string
  from: string
  timestamp: Date
  amountNanodollars: number
  amountDisplay: string
  isMms: boolean
  messageEncoding: number
  messageType: string
  status: string
  deliveryReceipts?: RecordedReceipt[] | undefined
  media?: ReceivedMedia[] | undefined
  messageCallbackUrl?: string | null | undefined
}

/**
 * A delivery receipt in a record.
 *
 * @example const codes = record.deliveryReceipts?.map(({ statusCode }: RecordedReceipt) => statusCode)
 */
export interface RecordedReceipt {
  level: number
  status: string
  statusCode: number | null
  statusCodeDescription: string | null
  timestamp: Date
}

/**
 * Options of `backfill`.
 *
 * @example const options: BackfillOptions = { messages, since, handler }
 */
export interface BackfillOptions {
  /** Reads the records: a `Messages` of `@flowroute/messages`. */
  messages: MessageRecords
  /** What `createWebhookHandler` made. Its callbacks and its `seen` store are used; its secret and addresses are not asked for. */
  handler: WebhookHandler
  /** From when on: a little before the receiver went down. What was handled already is not handled again. */
  since: Date
  /** Until when. Default: now. */
  until?: Date | undefined
  /**
   * Milliseconds before `since` in which messages may have been sent whose receipts arrived later. Default 86 400 000
   * (a day).
   */
  receiptDelay?: number | undefined
  /** Options of each request. Its `signal` ends the backfill between two events too. */
  request?: RequestOptions | undefined
}

/**
 * What a backfill came to.
 *
 * @example const { failed }: BackfillResult = await backfill({ messages, since, handler })
 */
export interface BackfillResult {
  /** Messages that were received since then, and were handled now or before. */
  messages: number
  /** Delivery receipts likewise. */
  receipts: number
  /** Events whose callback or store failed; they went to `onError` too. Call `backfill` again. */
  failed: WebhookEvent[]
}

/**
 * Handles what arrived while the receiver was down: reads the records since then, and passes received messages and
 * delivery receipts to the handler in the order of their times, in the form in which Flowroute posts them. With the same
 * `seen` store each is handled once, also when Flowroute posts it again meanwhile.
 *
 * A store in memory is empty after a restart: give the handler one that lasts. Status notifications have no records.
 *
 * @param options where to read from, the handler, and from when on
 * @throws {ConfigurationError} the handler was not made by `createWebhookHandler`, or `since` is not a valid date
 * @throws {FlowrouteError} the records could not be read; nothing was handled
 * @example
 * const handler = createWebhookHandler({ onMessage, onReceipt, seen })
 * createServer(toNodeHandler(handler)).listen(8080)
 * await backfill({ messages: new Messages(), since, handler })
 * @see https://developer.flowroute.com/api/messages/v2.1/look-up-set-of-messages/
 */
export async function backfill(options: BackfillOptions): Promise<BackfillResult> {
  const { messages, handler, since, until, receiptDelay = 86_400_000, request } = options
  const replay = replays.get(handler)
  if (replay === undefined)
    throw new ConfigurationError('handler must be what createWebhookHandler returned.')
  if (!(since instanceof Date) || Number.isNaN(since.getTime())) {
    throw new ConfigurationError('since must be a valid Date.')
  }
  const startDate = new Date(since.getTime() - receiptDelay)
  const events: { time: number; payload: Payload }[] = []
  const add = (time: Date, payload: Payload): void => {
    if (time >= since && (until === undefined || time <= until))
      events.push({ time: time.getTime(), payload })
  }
  // By id: a record that arrives meanwhile moves others to the next page, where they are read again.
  const ids = new Set<string>()
  for await (const listed of messages.list({ startDate, pageSize: 1_000 }, request)) {
    if (ids.has(listed.id) || (until !== undefined && listed.timestamp > until)) continue
    ids.add(listed.id)
    if (listed.direction === 'inbound' && listed.timestamp < since) continue
    const record = isComplete(listed) ? listed : await messages.get(listed.id, request)
    if (record.direction === 'inbound') add(record.timestamp, messagePayload(record))
    else
      for (const receipt of record.deliveryReceipts ?? [])
        add(receipt.timestamp, receiptPayload(record, receipt))
  }
  const order = (payload: Payload): number =>
    Number((payload['data'] as Payload)['type'] === 'delivery_receipt')
  // Of two at the same time the message first; receipts come the latest first.
  events.reverse().sort((one, other) => one.time - other.time || order(one.payload) - order(other.payload))
  const result: BackfillResult = { messages: 0, receipts: 0, failed: [] }
  for (const { payload } of events) {
    request?.signal?.throwIfAborted()
    const webhook = readWebhook(payload)
    const isHandled = await replay(webhook, new TextEncoder().encode(JSON.stringify(payload)))
    if (!isHandled) result.failed.push(webhook.event)
    else if (webhook.event.type === 'message.receipt') result.receipts++
    else result.messages++
  }
  return result
}

/** Whether a listed record has all that a webhook has: lists have only the ids of media, and may leave out receipts. */
function isComplete({ direction, isMms, media, deliveryReceipts }: RecordedMessage): boolean {
  if (direction !== 'inbound') return deliveryReceipts !== undefined
  return !isMms || (media?.every(({ url }) => url !== undefined) ?? false)
}

/** A received message as Flowroute posts it. */
function messagePayload(message: RecordedMessage): Payload {
  const { id, media = [], timestamp, isMms } = message
  return {
    data: {
      type: 'message',
      id,
      attributes: {
        body: message.body,
        direction: message.direction,
        from: message.from,
        to: message.to,
        is_mms: isMms,
        timestamp: timestamp.toJSON(),
        amount_display: message.amountDisplay,
        amount_nanodollars: message.amountNanodollars,
        message_encoding: message.messageEncoding,
        message_type: message.messageType,
        status: message.status,
        ...(message.messageCallbackUrl != null && { message_callback_url: message.messageCallbackUrl }),
      },
      ...(media.length > 0 && {
        relationships: { media: { data: media.map((file) => ({ type: 'media', id: file.id })) } },
      }),
    },
    ...(media.length > 0 && { included: media.map(mediaPayload) }),
  }
}

const mediaPayload = ({ id, url, fileName, mimeType, fileSize }: ReceivedMedia): Payload => ({
  type: 'media',
  id,
  attributes: { url, file_name: fileName, mime_type: mimeType, file_size: fileSize },
})

/** A delivery receipt as Flowroute posts it. */
function receiptPayload({ id, body, from, to }: RecordedMessage, receipt: RecordedReceipt): Payload {
  const { level, status, statusCode, statusCodeDescription, timestamp } = receipt
  return {
    data: {
      type: 'delivery_receipt',
      id,
      attributes: {
        body,
        from,
        to,
        level,
        status,
        status_code: statusCode,
        status_code_description: statusCodeDescription,
        timestamp: timestamp.toJSON(),
      },
    },
  }
}
