import { messageAttributes } from '../documents/messages.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { Conversation } from '../world/conversations.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { Messages } from '../world/messages.ts'
import type { LoggedRequest } from './request-log.ts'
import type { WireCall, WireConversation, WireDelivery, WireMessage, WireRequest } from './wire.ts'

/** A message with the receipts that have come in by now. */
export function wireMessage(record: MessageRecord, messages: Pick<Messages, 'receiptsOf'>): WireMessage {
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
  }
}

export function wireConversation(conversation: Conversation, messages: Messages): WireConversation {
  const { ours, theirs, count, last } = conversation
  return { ours, theirs, count, last: wireMessage(last, messages) }
}

export function wireDelivery(delivery: Delivery): WireDelivery {
  const attempts = delivery.attempts.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() }))
  return { ...delivery, attempts }
}

export function wireRequest({ at, ...request }: LoggedRequest): WireRequest {
  return { ...request, at: at.toISOString() }
}

/** Without headers and bodies. */
export function wireCall(request: LoggedRequest): WireCall {
  const { requestHeaders, requestBody, responseHeaders, responseBody, ...call } = wireRequest(request)
  return call
}
