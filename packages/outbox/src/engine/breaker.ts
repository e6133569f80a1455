import type { StopReason } from '../events.ts'
import type { MessageState } from '../ledger/tables.ts'

/** Flowroute's codes for messages rejected as spam. */
const spamCodes = new Set(['1150', '1152'])

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

/** Watches what becomes of messages, and says when to stop sending. */
export class Breaker {
  readonly #stopAfterFailures: number
  readonly #stopAtSpamShare: number
  #failures = 0
  #latest: boolean[] = []

  constructor(stopAfterFailures: number, stopAtSpamShare: number) {
    this.#stopAfterFailures = stopAfterFailures
    this.#stopAtSpamShare = stopAtSpamShare
  }

  /** Takes note of a send's end, or of a receipt. */
  note(state: MessageState, code: string | null, reason: string | null): Trip | undefined {
    if (state === 'accepted') this.#failures = 0
    if (state === 'refused' || state === 'unknown' || (state === 'queued' && reason !== null))
      this.#failures++
    if (['accepted', 'delivered', 'undelivered', 'refused'].includes(state)) {
      this.#latest.push(code !== null && spamCodes.has(code))
      if (this.#latest.length > window) this.#latest.shift()
    }
    if (this.#failures >= this.#stopAfterFailures) {
      return {
        reason: 'failures',
        detail: `${this.#failures} sends failed in a row, the last with: ${reason}`,
      }
    }
    const spam = this.#latest.filter(Boolean).length
    if (this.#latest.length >= least && spam / this.#latest.length > this.#stopAtSpamShare) {
      return {
        reason: 'spam',
        detail: `${spam} of the latest ${this.#latest.length} messages were rejected as spam.`,
      }
    }
    return undefined
  }
}
