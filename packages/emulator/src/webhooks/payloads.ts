import { messageAttributes, messageDocument } from '../documents/messages.ts'
import { origin } from '../http/answer.ts'
import { formatReceiptDate, formatWholeSeconds } from '../http/dates.ts'
import type { DeliveryReceipt } from '../world/delivery-receipts.ts'
import type { InboundFormat } from '../world/inbound-webhooks.ts'
import type { MessageRecord } from '../world/message-record.ts'

/** The version that links in webhooks are of, whichever a message was sent over. */
const version = 'v2.2'

/** What is posted when a message arrives. */
export function arrivalPayload(record: MessageRecord, url: string, format: InboundFormat): object {
  const { to, body, from, id } = record
  if (format === 'flat' && !record.isMms) return { to, body, from, id }
  return record.isMms ? messageDocument(record, [], version) : smsPayload(record, url)
}

/** An SMS differs from its record: the amount is a string, the time in whole seconds, and there are no receipts. */
function smsPayload(record: MessageRecord, url: string): object {
  const { delivery_receipts, ...recorded } = messageAttributes(record, [])
  const attributes = {
    ...recorded,
    amount_nanodollars: String(recorded.amount_nanodollars),
    message_callback_url: url,
    timestamp: formatWholeSeconds(record.at),
  }
  return { data: { attributes, type: 'message', id: record.id } }
}

/** What is posted when a delivery receipt comes in. */
export function receiptPayload({ id, isMms, body }: MessageRecord, receipt: DeliveryReceipt): object {
  const attributes = {
    body: isMms ? '' : body,
    level: receipt.level,
    status: receipt.status,
    status_code: receipt.statusCode,
    status_code_description: receipt.description,
    timestamp: formatReceiptDate(receipt.at),
  }
  const links = { related: `${origin}/${version}/messages/${id}` }
  return { data: { attributes, id, links, type: 'delivery_receipt' } }
}
