import type { StopReason } from '../events.ts'
import type { MessageState } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'

/** Flowroute's codes for messages rejected as spam. */
const spamCodes = ['1150', '1152']

/** States of messages that Flowroute has said something about. */
const answered: readonly MessageState[] = ['accepted', 'delivered', 'undelivered', 'refused']

/** Messages whose receipts are looked at, and the least that say anything. */
const window = 200
const least = 50

/** Why sending has to stop. */
export interface Trip {
  reason: StopReason
  detail: string
}

export const maxCostTrip: Trip = {
  reason: 'maxCost',
  detail: 'The next message would cost more than maxCost allows.',
}

export const pausedTrip: Trip = { reason: 'paused', detail: 'The outbox is paused; resume() lets it go on.' }

/** Watches how sends end, and says when too many have failed in a row. */
export class Breaker {
  readonly #stopAfterFailures: number
  #failures = 0

  constructor({ stopAfterFailures }: Settings) {
    this.#stopAfterFailures = stopAfterFailures
  }

  /** Takes note of a send's end. */
  note(state: MessageState, reason: string | null): Trip | undefined {
    if (state === 'accepted') this.#failures = 0
    if (state === 'refused' || state === 'unknown' || (state === 'queued' && reason !== null))
      this.#failures++
    if (this.#failures < this.#stopAfterFailures) return undefined
    return {
      reason: 'failures',
      detail: `${this.#failures} sends failed in a row, the last with: ${reason}`,
    }
  }
}

/**
 * Says when too many of the latest messages were rejected as spam: from the ledger, since the receipts that tell may come
 * to another process.
 *
 * @param since only messages sent since then count, so that a new run can begin
 */
export async function spamTrip(
  { connection, stopAtSpamShare }: Settings,
  since: number,
): Promise<Trip | undefined> {
  const sent = await connection.db
    .selectFrom('outbox_message')
    .select(['state', 'code'])
    .where('sent_at', '>=', since)
    .orderBy('sent_at', 'desc')
    .limit(window)
    .execute()
  // Not in the query: SQLite would take the index of the states, and sort all messages.
  const latest = sent.filter(({ state }) => answered.includes(state))
  const spam = latest.filter(({ code }) => code !== null && spamCodes.includes(code)).length
  if (latest.length < least || spam / latest.length <= stopAtSpamShare) return undefined
  return {
    reason: 'spam',
    detail: `${spam} of the latest ${latest.length} messages were rejected as spam.`,
  }
}
