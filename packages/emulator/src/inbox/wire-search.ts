import type { WireCall, WireConversation, WireDelivery, WireMessage, WireNumber } from './wire.ts'

/**
 * What `GET /__emulator/search?q=&limit=` answers: what has the text in it, in any case, the newest first, `limit` of each
 * kind at most (20 unless it is given, 100 at most).
 *
 * Messages are found by their text, file names and id; conversations by the numbers and names of their parties; numbers
 * by digits, alias and place; calls by method, path, query, status, reason and bodies; webhooks by URL and payload. A text
 * that looks like a phone number finds its digits, however they are grouped.
 */
export interface WireFound {
  readonly conversations: readonly WireConversation[]
  readonly messages: readonly WireMessage[]
  readonly numbers: readonly WireNumber[]
  readonly requests: readonly WireCall[]
  readonly deliveries: readonly WireDelivery[]
  /** Whether there is more of any kind. */
  readonly more: boolean
}

/** Something that happens at a moment of the emulator's clock. */
export interface WireUpcoming {
  readonly at: string
  readonly kind:
    | 'receipt'
    | 'arrival'
    | 'retry'
    | 'port-order'
    | 'cdr-export'
    | 'provisioning'
    | 'pull'
    | 'cnam'
    | 'messaging'
    | 'request'
  /** The id of the message, webhook, port order, export, task or caller name; the number for `messaging`; null for `request`. */
  readonly id: string | null
  /** In words, such as `Receipt for the message to 12065550100: Message accepted by Carrier`. */
  readonly text: string
}

/** What `GET /__emulator/upcoming?limit=` answers: what the clock will bring when it is advanced, the first thing first. */
export interface WireUpcomings {
  readonly upcoming: readonly WireUpcoming[]
  /** How much there is in all. */
  readonly count: number
}
