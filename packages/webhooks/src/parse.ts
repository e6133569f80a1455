import { type InputIssue, InvalidInputError } from '@flowroute/core'
import { type Attributes, type Resource, readDocument } from './document.ts'
import type {
  MessageReceipt,
  MessageReceived,
  NotificationEvent,
  Payload,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
import { notWebhook } from './json.ts'
import { readMedia } from './media.ts'
import { notificationKind, readCdrExport, readPortOrder, readProvisioning } from './notifications.ts'
import { requiredId } from './required-id.ts'
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
    default:
      return readNotification(resource, raw) ?? readUnknown(resource, raw)
  }
}

function readNotification(resource: Resource, raw: Payload): NotificationEvent | undefined {
  switch (notificationKind(resource)) {
    case 'port-order':
      return readPortOrder(resource, raw)
    case 'cdr-export':
      return readCdrExport(resource, raw)
    case 'message-provisioning':
      return readProvisioning(resource, raw)
    default:
      return undefined
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

function readUnknown(resource: Resource, raw: Payload): UnknownWebhook {
  const id = requiredId(resource)
  // Any JSON object may have an id.
  if (resource.type === '' && !resource.hasAttributes) throw notWebhook('has neither a type nor attributes')
  return { type: 'unknown', id, wireType: resource.type, raw }
}
