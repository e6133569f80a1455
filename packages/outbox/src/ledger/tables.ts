import type { Generated, Insertable, Selectable } from 'kysely'

/**
 * The state of a message; the README says what each means.
 *
 * @example const state: MessageState = 'queued'
 */
export type MessageState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'unknown'
  | 'unresolved'
  | 'delivered'
  | 'undelivered'
  | 'refused'
  | 'optedOut'
  | 'expired'
  | 'cancelled'

/**
 * What a message is sent as, which has its own rate and price.
 *
 * @example const kind: MessageKind = 'sms'
 */
export type MessageKind = 'sms' | 'mms'

/** Times are milliseconds since 1970, money is in 10⁻⁹ USD: both fit a double and SQLite's integer exactly. */
export interface MessageTable {
  id: Generated<number | string>
  key: string
  recipient: string
  body: string | null
  /** JSON array of URLs. */
  media: string | null
  kind: MessageKind
  segments: number
  cost: number
  /** Hash of recipient, text and media: messages with the same one, from the same sender, cannot be told apart. */
  twin: string
  /** The sender that the message was added with, if any. */
  wanted_sender: string | null
  /** The sender it is, or was, sent from. */
  sender: string | null
  state: MessageState
  created_at: number
  /** When it may be sent next. */
  due: number
  expires: number | null
  attempts: number
  /** When the request of the latest attempt was about to leave. */
  sent_at: number | null
  /** From when on its sender cannot be sending it any more. */
  give_up_at: number | null
  /** Flowroute's id, once known. */
  flowroute_id: string | null
  code: string | null
  reason: string | null
  looks: number
  next_look: number | null
  /** When the state became what it is. */
  changed_at: number
}

/** The pace of one kind (generic cell rate algorithm), the same for all processes. */
export interface PaceTable {
  kind: MessageKind
  /** The theoretical arrival time: nothing is sent before it. */
  tat: number
  /** Milliseconds between two sends after a 429, restored slowly; less than the settings say, or 0, means nothing. */
  interval: number
  /** 10⁻⁹ USD that messages of this kind have cost, or may have cost. */
  spent: number
}

/** How many messages a sender has sent on a day. */
export interface SenderDayTable {
  sender: string
  day: string
  count: number
}

/** The sender that a recipient has been written to from. */
export interface RecipientTable {
  recipient: string
  sender: string
}

/** Flowroute's ids of earlier sends of messages that were queued again by hand. */
export interface FormerIdTable {
  flowroute_id: string
}

export interface OptOutTable {
  recipient: string
  at: number
  source: string
}

/** Settings that all processes share, such as why sending was stopped. */
export interface SettingTable {
  name: string
  value: string
}

export interface Tables {
  outbox_message: MessageTable
  outbox_pace: PaceTable
  outbox_sender_day: SenderDayTable
  outbox_recipient: RecipientTable
  outbox_former_id: FormerIdTable
  outbox_opt_out: OptOutTable
  outbox_setting: SettingTable
}

export type MessageRow = Selectable<MessageTable>
export type NewMessageRow = Insertable<MessageTable>

/**
 * States in which a message's record may appear at any moment: its twin must wait, since nobody could tell whose it is.
 * One that is unresolved does not hold up its twin for ever: should its record appear after all, the two have changed
 * places, which makes no difference between messages that are the same.
 */
export const openStates = ['sending', 'unknown'] as const
