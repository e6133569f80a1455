import { type InputIssue, InvalidInputError } from '@flowroute/core'
import { type Attributes, type Resource, readDocument } from './document.ts'
import type {
  MessageReceipt,
  MessageReceived,
  Payload,
  PortOrderStatus,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
import { notWebhook } from './json.ts'
import { readMedia } from './media.ts'
import { unwrapDocument } from './unwrap.ts'

/**
 * Reads what Flowroute posted, in every form it is known to come in: JSON:API or flat, without its wrapper or wrapped
 * twice, within the `body` of an API gateway, numbers as text and text as numbers.
 *
 * @param body the request's body: text, bytes, or a value that is parsed already (it is not changed)
 * @throws {InvalidInputError} it is not a webhook; the message says why and quotes nothing of the content
 * @example
 * const event = parseWebhook(await request.text())
 * if (event.type === 'message.received') console.log(event.from, event.body)
 * @see https://developer.flowroute.com/docs/receive-an-inbound-message
 */
export function parseWebhook(body: unknown): WebhookEvent {
  return readWebhook(body).event
}

/** The event, and the resource it was read from. */
export function readWebhook(body: unknown): { event: WebhookEvent; resource: Resource } {
  const raw = unwrapDocument(body)
  const resource = readDocument(raw)
  return { event: readEvent(resource, raw), resource }
}

function readEvent(resource: Resource, raw: Payload): WebhookEvent {
  const { type, attributes } = resource
  switch (type === '' ? guessType(attributes) : type) {
    case 'message':
      return readMessage(resource, raw)
    case 'delivery_receipt':
      return readReceipt(resource, raw)
    case 'po_status_change':
      return readPortOrder(resource, raw)
    default:
      return attributes.text('resource_type') === 'portorders'
        ? readPortOrder(resource, raw)
        : readUnknown(resource, raw)
  }
}

/** The type of a resource that does not name it. */
function guessType(attributes: Attributes): string {
  if (attributes.has('level')) return 'delivery_receipt'
  return attributes.has('from') || attributes.has('to') ? 'message' : ''
}

function readMessage(resource: Resource, raw: Payload): MessageReceived {
  const { id, attributes } = resource
  const from = attributes.phoneNumber('from')
  const to = attributes.phoneNumber('to')
  const body = attributes.text('body')
  const media = readMedia(resource)
  const missing: InputIssue[] = []
  if (from === undefined) missing.push({ field: 'from', message: 'is missing' })
  if (to === undefined) missing.push({ field: 'to', message: 'is missing' })
  if (from === undefined || to === undefined) throw new InvalidInputError(missing)
  // Without an id, content is what shows that it is a message.
  if (id === undefined && body === undefined && media.length === 0) throw notWebhook('is missing', 'id')
  return {
    type: 'message.received',
    id: id ?? null,
    from,
    to,
    body: body ?? null,
    isMms: attributes.boolean('is_mms') ?? media.length > 0,
    timestamp: attributes.time('timestamp'),
    direction: attributes.nonBlank('direction') ?? 'inbound',
    amountNanodollars: attributes.number('amount_nanodollars'),
    amountDisplay: attributes.nonBlank('amount_display'),
    messageEncoding: attributes.number('message_encoding'),
    messageType: attributes.nonBlank('message_type'),
    status: attributes.text('status') ?? '',
    media,
    raw,
  }
}

function readReceipt(resource: Resource, raw: Payload): MessageReceipt {
  const { attributes } = resource
  const id = requiredId(resource)
  const status = attributes.text('status') ?? ''
  return {
    type: 'message.receipt',
    id,
    messageId: id,
    // The form without `data` leaves it out; level 1 is the hand-off by the message centre (SMSC).
    level: attributes.number('level') ?? (status.startsWith('smsc') ? 1 : 2),
    status,
    statusCode: attributes.number('status_code') ?? null,
    statusCodeDescription: attributes.text('status_code_description') ?? null,
    timestamp: attributes.time('timestamp'),
    body: attributes.text('body') ?? null,
    from: attributes.phoneNumber('from'),
    to: attributes.phoneNumber('to'),
    raw,
  }
}

function readPortOrder(resource: Resource, raw: Payload): PortOrderStatus | UnknownWebhook {
  const { attributes } = resource
  const portOrderId = attributes.nonBlank('resource_id')
  if (portOrderId === undefined) return readUnknown(resource, raw)
  return {
    type: 'port-order.status',
    id: requiredId(resource),
    portOrderId,
    status: attributes.text('status') ?? '',
    message: attributes.nonBlank('message'),
    eventType: attributes.nonBlank('event_type'),
    customerId: attributes.nonBlank('customer_id'),
    timestamp: attributes.time('timestamp') ?? attributes.time('at') ?? resource.timestamp,
    raw,
  }
}

function readUnknown(resource: Resource, raw: Payload): UnknownWebhook {
  const id = requiredId(resource)
  // Any JSON object may have an id.
  if (resource.type === '' && !resource.hasAttributes) throw notWebhook('has neither a type nor attributes')
  return { type: 'unknown', id, wireType: resource.type, raw }
}

function requiredId({ id }: Resource): string {
  if (id === undefined) throw notWebhook('is missing', 'id')
  return id
}
