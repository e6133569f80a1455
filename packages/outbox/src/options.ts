import type { Client, ClientOptions } from '@flowroute/core'
import type { Clock } from './engine/clock.ts'
import type { Ledger } from './ledger/ledger.ts'

/**
 * A message to add to an outbox.
 *
 * @example const message: OutboxMessage = { key: 'recall-2026:cust-1', to: '(206) 555-0100', body: 'Your check-up is due.' }
 */
export interface OutboxMessage {
  /** Identifies the message for ever: adding the same key again changes nothing. At most 200 characters. */
  key: string
  /** The recipient's phone number, as people write it. */
  to: string
  /** The text. Required unless there is media. */
  body?: string | undefined
  /** Absolute http or https URLs; they make it an MMS. */
  mediaUrls?: readonly string[] | undefined
  /** The sender, one of your numbers. Default: chosen from the outbox's pool. */
  from?: string | undefined
  /** Not sent before this time. Default: at once. */
  notBefore?: Date | undefined
  /** Not sent from this time on. Default: never too late. */
  expires?: Date | undefined
}

/**
 * Hours of the day in which nothing is sent, in the recipient's time zone.
 *
 * @example const quietHours: QuietHours = { from: '21:00', until: '08:00' }
 */
export interface QuietHours {
  /** `HH:MM`. */
  from: string
  /** `HH:MM`; earlier than `from` means the next morning. */
  until: string
  /** IANA zone for recipients whose area code tells none, such as toll-free numbers. Default `America/New_York`. */
  zone?: string | undefined
}

/**
 * Options of an {@link Outbox}.
 *
 * @example const options: OutboxOptions = { client, ledger: await sqliteLedger('outbox.db'), from: '12065550199' }
 */
export interface OutboxOptions {
  /** The client that sends, or the options of a new one. */
  client?: Client | ClientOptions | undefined
  /** The ledger, of `@flowroute/outbox/sqlite` or `@flowroute/outbox/postgres`. */
  ledger: Ledger
  /** Your number or numbers to send from. A recipient always gets messages from the same one. */
  from: string | readonly string[]
  /** The most messages per second and kind, for all processes together. Default `{ sms: 5, mms: 1 }`. */
  rate?: { sms?: number | undefined; mms?: number | undefined } | undefined
  /** The most messages per sender and day (UTC). Default: no bound. */
  dailyCap?: number | undefined
  /** Hours in which nothing is sent. Default: none. */
  quietHours?: QuietHours | undefined
  /** USD that may be spent in all; before the message that would exceed it, sending stops. Default: no bound. */
  maxCost?: number | undefined
  /** USD per SMS segment and per MMS, for plans and `maxCost`. Default `{ sms: 0.004, mms: 0.0095 }`. */
  price?: { sms?: number | undefined; mms?: number | undefined } | undefined
  /** Milliseconds that one send may take. Default 60 000. */
  sendDeadline?: number | undefined
  /** Sends in flight at a time in this process. Default 10. */
  concurrency?: number | undefined
  /**
   * Milliseconds after which the record of a message that Flowroute took is there for certain. Nobody documents it; it
   * decides when a message counts as not found. Default 3 600 000 (one hour).
   */
  recordDelay?: number | undefined
  /**
   * What happens to a message that was not found: `keep` lists it as `unresolved`, `resend` queues it again, at the
   * risk that it was sent after all (a record that appears later than `recordDelay`). Default `keep`.
   */
  unresolved?: 'keep' | 'resend' | undefined
  /** Stops sending after so many failures in a row. Default 10. */
  stopAfterFailures?: number | undefined
  /** Stops sending when more than this share of the latest 200 messages was rejected as spam. Default 0.02. */
  stopAtSpamShare?: number | undefined
  /** Version of the messages API. Default `v2.1`. */
  apiVersion?: 'v2.1' | 'v2.2' | undefined
  /** Time, for tests. Default: the machine's. */
  clock?: Clock | undefined
}
