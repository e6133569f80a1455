import type { PageOptions } from '@flowroute/core'

/**
 * Options of `Messages`.
 *
 * @example const messages = new Messages(client, { apiVersion: 'v2.2' })
 */
export interface MessagesOptions {
  /**
   * Version of the messages API. With `v2.2`, numbers are sent as `+12065550100`, and a sent message has its price.
   * Default `v2.1`.
   */
  apiVersion?: 'v2.1' | 'v2.2' | undefined
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
 * The message to find. The fields that it was sent with are accepted.
 *
 * @example messages.findSent({ ...message, since: new Date(Date.now() - 5 * 60_000) })
 */
export interface FindSentOptions {
  /** The recipient's number, in any notation. */
  to: string
  /** The sender's number, in any notation. Default: any. */
  from?: string | undefined
  /** The whole text, as it was sent; `''` for a message without one. Default: any. */
  body?: string | undefined
  /** The earliest time it can have been sent at, in the forms that {@link ListOptions} accepts. */
  since: Date | string
  /** Not compared. */
  mediaUrls?: readonly string[] | undefined
  /** Not compared. */
  isMms?: boolean | undefined
  /** Not compared. */
  dlrCallback?: string | undefined
}
