import type { Payload } from '../events.ts'
import { formatTime, nextId, type PayloadForm, withDefaults } from './payloads.ts'

/**
 * Options of `deliveryReceipt`; each has a default.
 *
 * @example const options: DeliveryReceiptOptions = { messageId: sent.id, level: 1 }
 */
export interface DeliveryReceiptOptions {
  /** `modern` by default; the flat form has no `data` around it, no level and no code. */
  form?: PayloadForm | undefined
  /** Id of the message; a new one by default. */
  messageId?: string | undefined
  /** 2 by default; 1 in the flat form. */
  level?: number | undefined
  /** By default that of the level: `smsc submit` or `message buffered`. */
  status?: string | undefined
  /** By default that of the level: null or 1003. */
  statusCode?: number | null | undefined
  /** By default that of the level: `Message has been sent` or `Message accepted by Carrier`. */
  statusCodeDescription?: string | undefined
  /** 2026-01-15T17:00:01Z by default. */
  timestamp?: Date | undefined
  /** `hello there` by default. */
  body?: string | undefined
  /** Only in the flat form; `12065550199` by default. */
  from?: string | undefined
  /** Only in the flat form; `12065550123` by default. */
  to?: string | undefined
}

const ofLevel = (level: number) =>
  level === 1
    ? { status: 'smsc submit', statusCode: null, statusCodeDescription: 'Message has been sent' }
    : { status: 'message buffered', statusCode: 1003, statusCodeDescription: 'Message accepted by Carrier' }

/**
 * The payload of a delivery receipt, with the types that it has on the wire.
 *
 * @throws {ConfigurationError} an option is unknown
 * @example
 * await handler(webhookRequest(deliveryReceipt({ messageId: sent.id, level: 1 })))
 * await handler(webhookRequest(deliveryReceipt({ messageId: sent.id, level: 2 })))
 */
export function deliveryReceipt(options: DeliveryReceiptOptions = {}): Payload {
  const level = options.level ?? (options.form === 'flat' ? 1 : 2)
  const receipt = withDefaults(options, {
    form: 'modern',
    messageId: undefined,
    level,
    ...ofLevel(level),
    timestamp: new Date('2026-01-15T17:00:01Z'),
    body: 'hello there',
    from: '12065550199',
    to: '12065550123',
  })
  const { body, status, messageId: id = nextId('mdr2-') } = receipt
  if (receipt.form === 'flat') {
    return { attributes: { to: receipt.to, from: receipt.from, body, status }, id, type: 'delivery_receipt' }
  }
  return {
    data: {
      attributes: {
        body,
        level,
        status,
        status_code: receipt.statusCode,
        status_code_description: receipt.statusCodeDescription,
        timestamp: formatTime(receipt.timestamp, '+00:00'),
      },
      id,
      links: { related: `https://api.flowroute.com/v2.2/messages/${id}` },
      type: 'delivery_receipt',
    },
  }
}
