import { origin } from '../http/answer.ts'
import { formatTimestamp } from '../http/dates.ts'
import type { DeliveryReceipt } from '../world/delivery-receipts.ts'
import type { Media } from '../world/media.ts'
import type { MessageRecord } from '../world/message-record.ts'

/** What a message detail record says, with the receipts that have come in so far, latest first. */
export function messageAttributes(record: MessageRecord, receipts: readonly DeliveryReceipt[]) {
  const nanodollars = record.segments * record.segmentPrice
  return {
    body: record.body,
    status: statusOf(record, receipts),
    direction: record.direction,
    amount_nanodollars: nanodollars,
    to: record.to,
    message_encoding: record.encoding,
    timestamp: formatTimestamp(record.at),
    delivery_receipts: receipts.map((receipt) => ({
      status: receipt.status,
      status_code: receipt.statusCode,
      status_code_description: receipt.description,
      timestamp: formatTimestamp(receipt.at),
      level: receipt.level,
    })),
    amount_display: `$${dollars(nanodollars).toFixed(4)}`,
    from: record.from,
    is_mms: record.isMms,
    message_type: record.messageType,
  }
}

/** A message detail record. */
export function messageResource(record: MessageRecord, receipts: readonly DeliveryReceipt[]): object {
  const attributes = messageAttributes(record, receipts)
  const media = { data: record.media.map(({ id }) => ({ type: 'media', id })) }
  const relationships = record.isMms ? { relationships: { media } } : {}
  return { attributes, type: 'message', id: record.id, ...relationships }
}

/** A message detail record and the media that go with it. */
export function messageDocument(
  record: MessageRecord,
  receipts: readonly DeliveryReceipt[],
  version: string,
): object {
  const included = record.media.map((media) => mediaResource(media, version))
  return { data: messageResource(record, receipts), ...(included.length > 0 ? { included } : {}) }
}

/** What v2.2 says of a sent message's cost, in USD. The emulated carriers take no surcharge. */
export function priceDetails({ segments, segmentPrice }: MessageRecord): object {
  return {
    base_rate: dollars(segmentPrice),
    charged_cost: dollars(segments * segmentPrice),
  }
}

/** A file of an MMS. */
export function mediaResource(media: Media, version: string): object {
  return {
    attributes: {
      url: media.url,
      file_name: media.fileName,
      mime_type: media.mimeType,
      file_size: media.fileSize,
    },
    type: 'media',
    id: media.id,
    links: { self: `${origin}/${version}/media/${media.id}` },
  }
}

/** An inbound MMS has an empty status, and so has a message of which nothing was heard yet. */
function statusOf({ direction, isMms }: MessageRecord, receipts: readonly DeliveryReceipt[]): string {
  if (direction === 'inbound') return isMms ? '' : 'delivered'
  return receipts[0]?.status ?? ''
}

function dollars(nanodollars: number): number {
  return nanodollars / 1e9
}
