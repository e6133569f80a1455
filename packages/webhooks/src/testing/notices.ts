import type { Payload } from '../events.ts'
import { nextId, type PayloadForm, time } from './payloads.ts'

const when = new Date('2026-01-15T17:00:01Z')

/**
 * What a delivery receipt says; each has a default.
 *
 * @example const options: DeliveryReceiptOptions = { messageId: sent.id, level: 1 }
 */
export interface DeliveryReceiptOptions {
  /** `modern` by default; the flat form has no `data` around it, no level and no code. */
  form?: PayloadForm | undefined
  /** The message it is about. */
  messageId?: string | undefined
  /** 2 by default. */
  level?: number | undefined
  /** By its level: `smsc submit` or `message buffered`. */
  status?: string | undefined
  /** By its level: null or 1003. */
  statusCode?: number | null | undefined
  statusCodeDescription?: string | undefined
  timestamp?: Date | undefined
  body?: string | undefined
  /** Only in the flat form. */
  from?: string | undefined
  /** Only in the flat form. */
  to?: string | undefined
}

const atLevel = (level: number) =>
  level === 1
    ? { status: 'smsc submit', code: null, description: 'Message has been sent' }
    : { status: 'message buffered', code: 1003, description: 'Message accepted by Carrier' }

/**
 * The payload of a delivery receipt as it comes over the wire.
 *
 * @example
 * await handler(webhookRequest(deliveryReceipt({ messageId: sent.id, level: 1 })))
 * await handler(webhookRequest(deliveryReceipt({ messageId: sent.id, level: 2 })))
 */
export function deliveryReceipt(options: DeliveryReceiptOptions = {}): Payload {
  const {
    level = options.form === 'flat' ? 1 : 2,
    body = 'hello there',
    messageId = nextId('mdr2-'),
  } = options
  const usual = atLevel(level)
  const status = options.status ?? usual.status
  if (options.form === 'flat') {
    const { to = '12065550123', from = '12065550199' } = options
    return { attributes: { to, from, body, status }, id: messageId, type: 'delivery_receipt' }
  }
  return {
    data: {
      attributes: {
        body,
        level,
        status,
        status_code: options.statusCode === undefined ? usual.code : options.statusCode,
        status_code_description: options.statusCodeDescription ?? usual.description,
        timestamp: time(options.timestamp ?? when, '+00:00'),
      },
      id: messageId,
      links: { related: `https://api.flowroute.com/v2.2/messages/${messageId}` },
      type: 'delivery_receipt',
    },
  }
}

/**
 * What a notice about a port order says; each has a default.
 *
 * @example const options: PortOrderStatusOptions = { portOrderId: '50404', status: 'completed' }
 */
export interface PortOrderStatusOptions {
  /** Id of the notice itself, a UUID; a new one by default. */
  id?: string | undefined
  portOrderId?: string | undefined
  /** `cancelled` by default. */
  status?: string | undefined
  timestamp?: Date | undefined
}

/**
 * The payload of a notice that a port order changed its status, as it comes over the wire.
 *
 * @example await handler(webhookRequest(portOrderStatus({ portOrderId: '50404', status: 'completed' })))
 */
export function portOrderStatus(options: PortOrderStatusOptions = {}): Payload {
  const { portOrderId = '50404', status = 'cancelled', timestamp = when } = options
  const id = options.id ?? nextId('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const at = time(timestamp, '.048060+00:00')
  return {
    data: {
      attributes: {
        at,
        customer_id: '0'.repeat(32),
        event_type: 'status_change',
        id,
        message: `Port Order #${portOrderId} has been ${status}.`,
        resource_id: portOrderId,
        resource_type: 'portorders',
        status,
        timestamp: at,
        type: 'event',
        url_override: 'https://example.com/flowroute',
        version: '1.0',
      },
      id,
      type: 'po_status_change',
      timestamp: time(timestamp, '.048Z'),
    },
  }
}
