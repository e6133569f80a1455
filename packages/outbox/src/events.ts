import type { MessageKind, MessageRow, MessageState } from './ledger/tables.ts'

/**
 * A message in the ledger, and what is known about it.
 *
 * @example const { state, reason } = (await outbox.get('recall-2026:cust-1')) ?? {}
 */
export interface OutboxRecord {
  key: string
  /** The recipient, 11 digits in North America. */
  to: string
  /** The sender, once it is chosen. */
  from: string | undefined
  body: string | undefined
  mediaUrls: readonly string[]
  kind: MessageKind
  /** Segments that are charged; 1 for an MMS. */
  segments: number
  /** Expected cost in 10⁻⁹ USD. */
  costNanodollars: number
  state: MessageState
  /** When it may be sent next, or was due. */
  due: Date
  expires: Date | undefined
  /** How often its request was, or may have been, sent. */
  attempts: number
  /** When the latest request was about to leave. */
  sentAt: Date | undefined
  /** Flowroute's id of the message, once known. */
  messageId: string | undefined
  /** Flowroute's code of a failure or receipt. */
  code: string | undefined
  /** Why it is in this state, where that is not plain. */
  reason: string | undefined
  /** When the state became what it is. */
  changedAt: Date
}

/**
 * Why a run stopped before everything was settled.
 *
 * @example
 * for await (const event of outbox.run()) if (event.type === 'stopped') console.log(event.reason)
 */
export type StopReason = 'credentials' | 'funds' | 'spam' | 'failures' | 'maxCost' | 'paused'

/**
 * How far a run is.
 *
 * @example
 * for await (const event of outbox.run()) if (event.type === 'progress') console.log(event.done, event.rate)
 */
export interface OutboxProgress {
  type: 'progress'
  /** Messages that need no further work: accepted, refused, opted out … */
  done: number
  /** Messages that are queued or whose fate is being found out. */
  remaining: number
  /** Messages per second over the last minute. */
  rate: number
  /** USD spent or, for what is not settled, possibly spent. */
  cost: number
  /** When everything will be sent at the present rate; undefined while nothing is sent. */
  expectedEnd: Date | undefined
}

/**
 * What happens while an outbox runs. Every change of a message's state is an event with the state as its type.
 *
 * @example for await (const event of outbox.run()) if (event.type === 'refused') console.log(event.message.reason)
 */
export type OutboxEvent =
  | { type: MessageState; message: OutboxRecord }
  | OutboxProgress
  | { type: 'slowed'; kind: MessageKind; perSecond: number }
  | { type: 'stopped'; reason: StopReason; detail: string }

/** A row as users see it. */
export function recordOf(row: MessageRow): OutboxRecord {
  const date = (time: number | null): Date | undefined => (time === null ? undefined : new Date(time))
  return {
    key: row.key,
    to: row.recipient,
    from: row.sender ?? row.wanted_sender ?? undefined,
    body: row.body ?? undefined,
    mediaUrls: mediaOf(row),
    kind: row.kind,
    segments: row.segments,
    costNanodollars: row.cost,
    state: row.state,
    due: new Date(row.due),
    expires: date(row.expires),
    attempts: row.attempts,
    sentAt: date(row.sent_at),
    messageId: row.flowroute_id ?? undefined,
    code: row.code ?? undefined,
    reason: row.reason ?? undefined,
    changedAt: new Date(row.changed_at),
  }
}

export function mediaOf({ media }: Pick<MessageRow, 'media'>): string[] {
  return media === null ? [] : (JSON.parse(media) as string[])
}
