import { type CarrierOutcome, carrierOutcomes, type SavedCarrier } from '../saved/settings.ts'
import { type Outcome, outcomeByWord, usualOutcome } from './outcomes.ts'

/**
 * How messages fail at the recipients' carriers.
 *
 * @example const failure: CarrierFailure = { outcome: 'spam', messages: 3 }
 */
export interface CarrierFailure {
  readonly outcome: CarrierOutcome
  /** How many messages are still to fail; null for all. */
  readonly messages: number | null
}

/**
 * What becomes of messages at the recipients' carriers. Messages that ask for an outcome themselves, by their recipient or
 * by a word in their text, have that one.
 *
 * @example emulator.carrier.fail('landline', 2)
 */
export interface CarrierControl {
  /** How messages fail; null when they do not. */
  readonly failure: CarrierFailure | null
  /**
   * Lets the messages fail that are sent from now on.
   *
   * @param outcome `no-route` (code 1106), `landline` (1116), `spam` (1150) or `expired` (1006); `no-receipt`, when no
   *   receipt comes at all; `late-receipt`, when the carrier accepts after ten minutes
   * @param messages how many; all when it is left out or null
   * @example emulator.carrier.fail('spam')
   * @throws {TypeError} there is no such outcome
   * @throws {RangeError} `messages` is no whole number from 1
   */
  fail(outcome: CarrierOutcome, messages?: number | null): void
  /** Messages are accepted again. */
  recover(): void
}

/** The recipients' carriers. */
export class Carrier implements CarrierControl {
  #failure: SavedCarrier = null

  get failure(): CarrierFailure | null {
    return this.save()
  }

  fail(outcome: CarrierOutcome, messages: number | null = null): void {
    if (!carrierOutcomes.includes(outcome)) {
      throw new TypeError(`outcome must be one of ${carrierOutcomes.join(', ')}`)
    }
    if (messages !== null && !(Number.isSafeInteger(messages) && messages >= 1)) {
      throw new RangeError('messages must be a whole number from 1, or null')
    }
    this.#failure = { outcome, messages }
  }

  recover(): void {
    this.#failure = null
  }

  /** What becomes of the next message. */
  get outcome(): Outcome {
    return (this.#failure && outcomeByWord(this.#failure.outcome)) ?? usualOutcome
  }

  /** Counts a message that was accepted with that outcome. */
  count(): void {
    if (this.#failure === null || this.#failure.messages === null) return
    const messages = this.#failure.messages - 1
    this.#failure = messages === 0 ? null : { ...this.#failure, messages }
  }

  save(): SavedCarrier {
    return this.#failure && { ...this.#failure }
  }

  restore(saved: SavedCarrier): void {
    this.#failure = saved && { ...saved }
  }
}
