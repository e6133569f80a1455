import type { SavedRecord } from '../saved/messages.ts'
import type { DeliveryReceipt } from './delivery-receipts.ts'
import type { Media } from './media.ts'
import type { MessageEncoding } from './segments.ts'

/** A message detail record. */
export interface MessageRecord {
  readonly id: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  readonly body: string | null
  readonly isMms: boolean
  readonly encoding: MessageEncoding
  readonly messageType: 'longcode' | 'toll-free'
  readonly segments: number
  /** Nanodollars for each segment. */
  readonly segmentPrice: number
  /** Milliseconds since the epoch; an inbound message arrives then. */
  readonly at: number
  /** From this moment on the record is found; later than `at` only by a fault. */
  shownAt: number
  /** All of them, later ones last, those to come included. */
  readonly receipts: readonly DeliveryReceipt[]
  readonly media: readonly Media[]
  /** The webhook that was named for this one message. */
  readonly dlrCallback: string | undefined
  /** There when it was not sent. Such a message is in its conversation only, and in no snapshot. */
  readonly refused?: Refusal
}

/** A call that was to send a message and was refused. */
export interface Refusal {
  readonly status: number
  /** Empty when none was given. */
  readonly reason: string
  /** The id of the call in the log of requests. */
  readonly request: string
}

// Member by member, not spread: a hundred thousand of them take half the time and half the memory.

/** A copy of a record for a snapshot. */
export function saveRecord(record: MessageRecord): SavedRecord {
  return copy(record, record.dlrCallback ?? null)
}

/** The record that a snapshot has a copy of. */
export function restoreRecord(saved: SavedRecord): MessageRecord {
  return copy(saved, saved.dlrCallback ?? undefined)
}

type Common = Omit<SavedRecord, 'dlrCallback'>

function copy<T>(record: MessageRecord | SavedRecord, dlrCallback: T): Common & { dlrCallback: T } {
  return {
    id: record.id,
    direction: record.direction,
    from: record.from,
    to: record.to,
    body: record.body,
    isMms: record.isMms,
    encoding: record.encoding,
    messageType: record.messageType,
    segments: record.segments,
    segmentPrice: record.segmentPrice,
    at: record.at,
    shownAt: record.shownAt,
    receipts: record.receipts.map(({ level, status, statusCode, description, at, arrived }) => ({
      level,
      status,
      statusCode,
      description,
      at,
      arrived,
    })),
    media: record.media.map(({ id, url, fileName, mimeType, fileSize }) => ({
      id,
      url,
      fileName,
      mimeType,
      fileSize,
    })),
    dlrCallback,
  }
}
