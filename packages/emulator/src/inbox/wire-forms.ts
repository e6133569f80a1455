import { messageAttributes } from '../documents/messages.ts'
import type { Deliveries } from '../webhooks/deliveries.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import { subjectOf } from '../webhooks/subject.ts'
import type { Conversation } from '../world/conversations.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { World } from '../world/world.ts'
import { excerpt } from './excerpt.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { aboutCall } from './sends.ts'
import type { WireCall, WireConversation, WireDelivery, WireMessage, WireRequest } from './wire.ts'

/** Where the forms find what belongs together. */
export interface WireSource extends Pick<World, 'messages' | 'names'> {
  log: Pick<RequestLog, 'callOf'>
  deliveries: Pick<Deliveries, 'about'>
}

/** A message with the receipts that have come in by now. */
export function wireMessage(record: MessageRecord, { messages, log, deliveries }: WireSource): WireMessage {
  const { refused } = record
  return {
    id: record.id,
    ...messageAttributes(record, messages.receiptsOf(record)),
    segment_count: record.segments,
    media_urls: record.media.map(({ url }) => url),
    media: record.media.map(({ url, fileName, mimeType }) => ({
      url,
      file_name: fileName,
      mime_type: mimeType,
    })),
    request: refused?.request ?? log.callOf(record.id) ?? null,
    deliveries: deliveries.about(record.id),
    refused: refused === undefined ? null : { status: refused.status, reason: refused.reason },
  }
}

export function wireConversation(conversation: Conversation, source: WireSource): WireConversation {
  const { ours, theirs, count, last } = conversation
  return { ours, theirs, ...wireParties(ours, theirs, source), count, last: wireMessage(last, source) }
}

/** What is known of the two who write to each other. */
export function wireParties(
  ours: string,
  theirs: string,
  { messages, names }: WireSource,
): Pick<WireConversation, 'oursName' | 'theirsName' | 'optedOut'> {
  return {
    oursName: names.get(ours),
    theirsName: names.get(theirs),
    optedOut: messages.isOptedOut(ours, theirs),
  }
}

/** The conversation that a message is in; null while its record is hidden. */
export function conversationOf(record: MessageRecord, source: WireSource): WireConversation | null {
  const isOutbound = record.direction === 'outbound'
  const [ours, theirs] = isOutbound ? [record.from, record.to] : [record.to, record.from]
  const found = source.messages.conversation(ours, theirs)
  return found === undefined ? null : wireConversation(found, source)
}

export function wireDelivery(delivery: Delivery, { messages, log }: WireSource): WireDelivery {
  const { nextAttemptAt, ...shown } = delivery
  const { kind, id, text } = subjectOf(delivery.payload)
  const record = messages.find(id)
  const body = record?.body ?? null
  return {
    ...shown,
    attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
    nextAttempt: nextAttemptAt?.toISOString() ?? null,
    about: {
      ...{ kind, id },
      from: record?.from ?? null,
      to: record?.to ?? null,
      text: text ?? (body === null ? null : excerpt(body)),
      request: log.callOf(id) ?? null,
    },
  }
}

export function wireRequest(request: LoggedRequest, source: Pick<WireSource, 'deliveries'>): WireRequest {
  const { requestHeaders, requestBody, responseHeaders, responseBody, messageId } = request
  return {
    ...wireCall(request),
    ...{ requestHeaders, requestBody, responseHeaders, responseBody },
    deliveries: messageId === undefined ? [] : source.deliveries.about(messageId),
  }
}

/** Without headers and bodies. */
export function wireCall(request: LoggedRequest): WireCall {
  const { at, messageId, requestHeaders, requestBody, responseHeaders, responseBody, ...call } = request
  return { ...call, at: at.toISOString(), ...aboutCall(request) }
}
