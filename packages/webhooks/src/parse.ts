import { InvalidInputError } from '@flowroute/core'
import { documentOf, notWebhook, type Resource, resourceOf } from './document.ts'
import type {
  MessageReceipt,
  MessageReceived,
  Payload,
  PortOrderStatus,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
import { mediaIn } from './media.ts'
import { Attributes, isPayload, member } from './members.ts'

/**
 * Reads what Flowroute posted, in each form it is known to come in: JSON:API or flat, wrapped, unwrapped or wrapped
 * twice, numbers as text and text as numbers.
 *
 * @param body the request's body: text, bytes, or an object that is parsed already (it is not changed)
 * @throws {InvalidInputError} it is no webhook; the error says why and quotes nothing of it
 * @example
 * const event = parseWebhook(await request.text())
 * if (event.type === 'message.received') console.log(event.from, event.body)
 * @see https://developer.flowroute.com/docs/receive-an-inbound-message
 */
export function parseWebhook(body: unknown): WebhookEvent {
  const raw = documentOf(body)
  const found = resourceOf(raw)
  const attributes = new Attributes(found.attributes)
  switch (found.type === '' ? kindOf(attributes) : found.type) {
    case 'message':
      return message(found, attributes, raw)
    case 'delivery_receipt':
      return receipt(found, attributes, raw)
    case 'po_status_change':
      return portOrder(found, attributes, raw)
    default:
      if (attributes.text('resource_type') === 'portorders') return portOrder(found, attributes, raw)
      return unknown(found, raw)
  }
}

/** What it must be when it does not say. */
function kindOf(attributes: Attributes): string {
  if (attributes.has('level')) return 'delivery_receipt'
  return attributes.has('from') || attributes.has('to') ? 'message' : ''
}

function message(found: Resource, attributes: Attributes, raw: Payload): MessageReceived {
  const from = attributes.filled('from')
  const to = attributes.filled('to')
  if (from === undefined || to === undefined) {
    const missing = [from === undefined ? 'from' : [], to === undefined ? 'to' : []].flat()
    throw new InvalidInputError(missing.map((field) => ({ field, message: 'is missing' })))
  }
  const media = mediaIn(found)
  return {
    type: 'message.received',
    id: found.id,
    from,
    to,
    body: attributes.text('body') ?? null,
    isMms: attributes.flag('is_mms') ?? media.length > 0,
    timestamp: attributes.time('timestamp'),
    direction: attributes.filled('direction') ?? 'inbound',
    amountNanodollars: attributes.number('amount_nanodollars'),
    amountDisplay: attributes.filled('amount_display'),
    messageEncoding: attributes.number('message_encoding'),
    messageType: attributes.filled('message_type'),
    status: attributes.text('status') ?? '',
    media,
    raw,
  }
}

function receipt({ id }: Resource, attributes: Attributes, raw: Payload): MessageReceipt {
  const status = attributes.text('status') ?? ''
  return {
    type: 'message.receipt',
    id,
    messageId: id,
    // The unwrapped form leaves it out; the hand-off by the message centre (SMSC) is what level 1 stands for.
    level: attributes.number('level') ?? (status.startsWith('smsc') ? 1 : 2),
    status,
    statusCode: attributes.number('status_code') ?? null,
    statusCodeDescription: attributes.text('status_code_description') ?? null,
    timestamp: attributes.time('timestamp'),
    body: attributes.text('body') ?? null,
    from: attributes.filled('from'),
    to: attributes.filled('to'),
    raw,
  }
}

function portOrder(found: Resource, attributes: Attributes, raw: Payload): PortOrderStatus | UnknownWebhook {
  const portOrderId = attributes.filled('resource_id')
  if (portOrderId === undefined) return unknown(found, raw)
  return {
    type: 'port-order.status',
    id: found.id,
    portOrderId,
    status: attributes.text('status') ?? '',
    message: attributes.filled('message'),
    eventType: attributes.filled('event_type'),
    customerId: attributes.filled('customer_id'),
    timestamp:
      attributes.time('timestamp') ??
      attributes.time('at') ??
      new Attributes(found.resource).time('timestamp'),
    raw,
  }
}

function unknown({ id, type, resource }: Resource, raw: Payload): UnknownWebhook {
  // Anything at all may have an id.
  if (type === '' && !isPayload(member(resource, 'attributes'))) {
    throw notWebhook('has neither a type nor attributes')
  }
  return { type: 'unknown', id, wireType: type, raw }
}
