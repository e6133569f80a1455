import type { PageOptions } from '@flowroute/core'

/**
 * How `Messages` talks to Flowroute.
 *
 * @example const messages = new Messages(client, { apiVersion: 'v2.2' })
 */
export interface MessagesOptions {
  /**
   * Version of the messages API. With `v2.2`, numbers go out as `+12065550100` and a sent message tells its price.
   * Default `v2.1`.
   */
  apiVersion?: 'v2.1' | 'v2.2' | undefined
}

/**
 * A message to send. It needs a `body` that is not blank, or one of `mediaUrls`.
 *
 * @example messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
 */
export interface SendOptions {
  /** The recipient's number, in any way of writing. */
  to: string
  /** A number of the account, in any way of writing. */
  from: string
  /** The text. {@link countSegments} tells how many segments, each of them charged, it takes as an SMS. */
  body?: string | undefined
  /** Absolute http or https URLs that Flowroute can reach; they make it an MMS, of at most 750 kB in all. */
  mediaUrls?: readonly string[] | undefined
  /** Send as an MMS even without media. Default false. */
  isMms?: boolean | undefined
  /** URL for this message's delivery receipts. Default: the number's or the account's callback. */
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
  /** The latest time of a record; not before `startDate`. Default: no bound. */
  endDate?: Date | string | undefined
}

/**
 * The message whose fate is to be found out. More members, such as those it was sent with, do no harm.
 *
 * @example messages.findSent({ to, from, body, since: new Date(Date.now() - 5 * 60_000) })
 */
export interface FindSentOptions {
  /** The recipient's number, in any way of writing. */
  to: string
  /** The sender's number, in any way of writing. Default: any. */
  from?: string | undefined
  /** The whole text, as it was sent; `''` for a message without one. Default: any. */
  body?: string | undefined
  /** The earliest time it can have been sent, in any form that {@link ListOptions} takes. */
  since: Date | string
}
