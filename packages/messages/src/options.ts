import type { Bytes, PageOptions } from '@flowroute/core'
import type { DeliveryReceipt, Message } from './entities.ts'

/**
 * Options of `Messages`.
 *
 * @example const messages = new Messages(client, { apiVersion: 'v2.2' })
 */
export interface MessagesOptions {
  /**
   * Version of the messages API. With `v2.2`, numbers are sent as `+12065550100`, and a sent message has its price.
   * `v2.0` has SMS alone, sent and looked up: neither MMS nor receipts, media or callbacks. Default `v2.1`.
   */
  apiVersion?: 'v2.0' | 'v2.1' | 'v2.2' | undefined
}

/**
 * A message to send. It needs a `body` that is not blank, or `mediaUrls`.
 *
 * @example messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
 */
export interface SendOptions {
  /** The recipient's number, in any notation. */
  to: string
  /** A number of the account, in any notation. */
  from: string
  /** The text. `countSegments` tells how many segments it takes as an SMS; each is charged. */
  body?: string | undefined
  /**
   * Replace typographic characters by their plain equivalents, as `toAscii` does: one of them more than doubles the
   * segments. Default false.
   */
  ascii?: boolean | undefined
  /** Absolute http or https URLs of files, at most 750 kB in all. They make the message an MMS. */
  mediaUrls?: readonly string[] | undefined
  /** Send an MMS even without media. Default false. */
  isMms?: boolean | undefined
  /** URL for this message's delivery receipts. Default: the callback of the number or the account. */
  dlrCallback?: string | undefined
}

/**
 * Which message records to list.
 *
 * A date is a `Date`, a day (`2026-01-15`: its first moment in UTC) or a time with its zone
 * (`2026-01-15T09:00:00-08:00`); a time without a zone is refused.
 *
 * @example messages.list({ startDate: '2026-01-01', endDate: new Date(), pageSize: 50 })
 */
export interface ListOptions extends PageOptions {
  /** The earliest time of a record. */
  startDate: Date | string
  /** The latest time of a record; not before `startDate`. Default: no limit. */
  endDate?: Date | string | undefined
}

/**
 * A message to find, as it was sent. Each field that is given has to agree with the record.
 *
 * @example const lost: SentMessageQuery = { to, from, body: 'hello there' }
 */
export interface SentMessageQuery {
  /** The recipient's number, in any notation. */
  to: string
  /** The sender's number, in any notation. Default: any. */
  from?: string | undefined
  /** The whole text, as it was sent; `''` for a message without one. Default: any. */
  body?: string | undefined
  /** The text was sent with `ascii: true`. */
  ascii?: boolean | undefined
  /** The media it was sent with, of which the number is compared; `[]` for an SMS. Default: any. */
  mediaUrls?: readonly string[] | undefined
  /** It was sent as an MMS: without media, it may have become an SMS. */
  isMms?: boolean | undefined
  /** Not compared. */
  dlrCallback?: string | undefined
}

/**
 * How long to search, and what not to find.
 *
 * @example messages.findSent({ ...message, since, until, exclude: knownIds })
 */
export interface SentSearchOptions {
  /** The earliest time it can have been sent at, in the forms that {@link ListOptions} accepts. */
  since: Date | string
  /** The latest time it can have been sent at. Default: now. */
  until?: Date | string | undefined
  /** Records per request, at most 1000, which is the default. */
  pageSize?: number | undefined
  /** Records that are known to be other messages. */
  exclude?: KnownIds | undefined
}

/**
 * Ids of records that are known to be other messages, or a function that is called once with the ids of all records
 * that agree, and returns those that are known.
 *
 * @example const known: KnownIds = (ids) => ids.filter((id) => knownIds.includes(id))
 */
export type KnownIds =
  | Iterable<string>
  | ((ids: readonly string[]) => Iterable<string> | PromiseLike<Iterable<string>>)

/**
 * The message to find. The fields that it was sent with are accepted.
 *
 * @example messages.findSent({ ...message, since: new Date(Date.now() - 5 * 60_000) })
 */
export interface FindSentOptions extends SentMessageQuery, SentSearchOptions {}

/**
 * Many messages to find in one scan of the records.
 *
 * @example const { records, clockSkew } = await messages.findSent({ messages: lost, since })
 */
export interface FindManySentOptions extends SentSearchOptions {
  /** The messages; at most 10,000. */
  messages: readonly SentMessageQuery[]
  /** The clock that `since` and `until` were read from, in milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number | PromiseLike<number>) | undefined
}

/**
 * What a search for many messages found. Every page was read: a failure of one rejects the search.
 *
 * @example const { records }: SentSearch = await messages.findSent({ messages: lost, since })
 */
export interface SentSearch {
  /** The record of each message, in the order of `messages`; undefined where none was found. */
  records: (Message | undefined)[]
  /** Records that agree with a message too, and are left over: other sends of the same, or two sends of one. */
  others: Message[]
  /**
   * By how many milliseconds Flowroute's clock is ahead of `now`, by the `Date` header of the first response, which has
   * whole seconds; negative when it is behind, undefined when there is no such header, as in browsers.
   */
  clockSkew: number | undefined
  /** The time by Flowroute's clock from which on every record was read: `since`, earlier where the clocks differ. */
  since: Date
  /** When the search began, by `now`. A record that appears later cannot have been found. */
  startedAt: Date
}

/**
 * How to resolve an unknown outcome.
 *
 * @example await messages.resolve(error, { waits: [10_000, 60_000] }, { signal })
 */
export interface ResolveOptions {
  /** Milliseconds between two searches. Default `[15_000, 60_000, 300_000]`: four searches in a little over 6 minutes. */
  waits?: readonly number[] | undefined
  /** Records that are known to be other messages, such as earlier sends of the same text. */
  exclude?: KnownIds | undefined
}

/**
 * What became of a send whose outcome was unknown.
 *
 * @example const { record, searchedFor }: Resolution = await messages.resolve(error)
 */
export interface Resolution {
  /** The record of the message; undefined when none was found. */
  record: Message | undefined
  /** How many times the records were searched; 0 when the error itself says that nothing was sent. */
  searches: number
  /** Milliseconds from the first search to the end of the last one. */
  searchedFor: number
  /** See {@link SentSearch}; of the last search. */
  clockSkew: number | undefined
}

/**
 * How to wait for a delivery.
 *
 * @example await messages.waitFor(id, { until: 'delivered', timeout: 300_000 })
 */
export interface WaitForOptions {
  /** `accepted` by the carrier (1003), or `delivered` to the handset (1004), which not every carrier reports. */
  until: 'accepted' | 'delivered'
  /** Milliseconds to wait at most. Default 120 000. */
  timeout?: number | undefined
  /** Ends the wait. */
  signal?: AbortSignal | undefined
  /** Milliseconds to the second look, then half as long again each time, up to `max`. Default `{ base: 1000, max: 15000 }`. */
  interval?: { base?: number | undefined; max?: number | undefined } | undefined
  /** Receipts that arrive by webhook, which end the wait sooner than the next look: see `createReceipts`. */
  receipts?: ReceiptSource | undefined
}

/**
 * Delivery receipts as they arrive.
 *
 * @example const receipts: ReceiptSource = createReceipts()
 */
export interface ReceiptSource {
  /**
   * Calls back for each receipt of a message.
   *
   * @returns ends it
   */
  subscribe(messageId: string, onReceipt: (receipt: DeliveryReceipt) => void): () => void
}

/**
 * A download of a file.
 *
 * @example await messages.downloadMedia(id, { maxBytes: 5_000_000, timeout: 60_000 })
 */
export interface DownloadOptions {
  /** The most bytes to accept. Default 16 777 216 (16 MiB): an MMS to you rarely has more than 15 MB. */
  maxBytes?: number | undefined
  /** Milliseconds it may take. Default 30 000. */
  timeout?: number | undefined
  /** Ends it. */
  signal?: AbortSignal | undefined
  /** The `fetch` to use. Default: the platform's. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
}

/**
 * A file of an MMS, downloaded.
 *
 * @example
 * const { fileName, bytes }: DownloadedMedia = await messages.downloadMedia(id)
 * await writeFile(fileName ?? 'file', bytes)
 */
export interface DownloadedMedia {
  /** The content. */
  bytes: Bytes
  /** The MIME type that the storage says, else the record's. */
  mimeType: string | undefined
  /** Its name, as the record has it. */
  fileName: string | undefined
}
