import { formatMicroseconds } from '../http/dates.ts'
import type { MessageRecord } from '../world/message-record.ts'
import { messageAttributes } from './messages.ts'

const messageTypes = { longcode: 'long-code', 'toll-free': 'toll-free' }

/** A message detail record as v2.0 shows it: without receipts. */
export function oldMessageResource(record: MessageRecord, callbackUrl: string | null): object {
  const { status, delivery_receipts, ...common } = messageAttributes(record, [])
  const attributes = {
    ...common,
    callback_url: callbackUrl,
    has_mms: record.isMms,
    message_type: messageTypes[record.messageType],
    timestamp: formatMicroseconds(record.at),
  }
  return { attributes, id: record.id, type: 'messages' }
}
