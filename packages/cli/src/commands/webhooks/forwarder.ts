import type { MessageReceipt, MessageReceived } from '@flowroute/webhooks'
import type { Printer } from '../../output/printer.ts'
import { isTaken, post } from './post.ts'

/** A webhook that a program has taken. */
export interface Forwarded {
  /** When it happened, in ISO 8601. */
  time: string
  type: 'message' | 'receipt'
  id: string
  from: string
  to: string
  body: string
  /** What the program answered. */
  status: number
}

/** How often a webhook is posted; Flowroute gives up after as many. */
const maxAttempts = 5

/** Posts webhooks in their order: after one that was not taken the others wait for the next round. */
export class Forwarder {
  readonly #url: URL
  readonly #printer: Pick<Printer, 'warn'>
  readonly #onForwarded: (item: Forwarded) => void
  #isHeld = false
  /** The webhook that was refused last, and how often. */
  #refused: { id: string; attempts: number } | undefined

  constructor(url: URL, printer: Pick<Printer, 'warn'>, onForwarded: (item: Forwarded) => void) {
    this.#url = url
    this.#printer = printer
    this.#onForwarded = onForwarded
  }

  beginRound(): void {
    this.#isHeld = false
  }

  /** @throws {Error} it was not taken, and is to be passed on again */
  async pass(event: MessageReceived | MessageReceipt): Promise<void> {
    if (this.#isHeld) throw new Error('an earlier one was not taken')
    const answer = await post(this.#url, event.raw)
    if (isTaken(answer)) {
      this.#refused = undefined
      this.#onForwarded(itemOf(event, answer.status as number))
      return
    }
    const id = event.id ?? ''
    const attempts = this.#refused?.id === id ? this.#refused.attempts + 1 : 1
    this.#refused = { id, attempts }
    const reason = answer.status === null ? answer.text : `HTTP ${answer.status} ${answer.text}`
    // An answer that says no will say so again; a program that is not there comes back.
    if (answer.status !== null && attempts >= maxAttempts) {
      this.#printer.warn(`${id} was refused ${attempts} times and is left out: ${reason}`)
      return
    }
    this.#printer.warn(`${id} was not taken, and will be passed on again: ${reason}`)
    this.#isHeld = true
    throw new Error(reason)
  }
}

function itemOf(event: MessageReceived | MessageReceipt, status: number): Forwarded {
  const { id, from = '', to = '', timestamp } = event
  return {
    time: timestamp?.toISOString() ?? '',
    type: event.type === 'message.received' ? 'message' : 'receipt',
    id: id ?? '',
    from,
    to,
    body:
      event.type === 'message.received'
        ? (event.body ?? '')
        : `${event.status} ${event.statusCode ?? ''}`.trim(),
    status,
  }
}
