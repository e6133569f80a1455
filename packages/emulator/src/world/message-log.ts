import { firstIndex } from '../values/first-index.ts'
import { newestFirst, type Page, type PageRequest } from '../values/page.ts'
import { Timeline } from '../values/timeline.ts'
import { Conversations } from './conversations.ts'
import type { Media } from './media.ts'
import type { MessageRecord } from './message-record.ts'

/**
 * All message records, in the order of their moments and by conversation.
 *
 * A record whose moment is still to come waits apart and is in no listing, so that what is listed only grows
 * at its end. All moments are in milliseconds since the epoch.
 */
export class MessageLog {
  readonly #byId = new Map<string, MessageRecord>()
  readonly #media = new Map<string, { record: MessageRecord; media: Media }>()
  readonly #coming = new Timeline<MessageRecord>()
  /** Those on their way to the listings. */
  readonly #hidden = new Set<MessageRecord>()
  /** In ascending order; records of the same moment as they were added. */
  readonly #arrived: MessageRecord[] = []
  readonly conversations = new Conversations()

  /** Every record, whether its moment has come or not. */
  get(id: string): MessageRecord | undefined {
    return this.#byId.get(id)
  }

  add(record: MessageRecord): void {
    this.#byId.set(record.id, record)
    for (const media of record.media) this.#media.set(media.id, { record, media })
    this.#coming.add(record.shownAt, record)
    this.#hidden.add(record)
  }

  /** A file and the record that it belongs to. */
  media(id: string): { record: MessageRecord; media: Media } | undefined {
    return this.#media.get(id)
  }

  /** Whether it is listed. */
  isRevealed(record: MessageRecord): boolean {
    return !this.#hidden.has(record)
  }

  /** Lists from now on what has its moment by now. */
  reveal(now: number): void {
    for (;;) {
      const record = this.#coming.takeDue(now)
      if (record === undefined) return
      this.#hidden.delete(record)
      // Nearly always the end; not so when the clock was set back, or the record is late.
      this.#arrived.splice(this.#firstAfter(record.at), 0, record)
      this.conversations.add(record)
    }
  }

  /** Keeps listed what was listed before the clock was set back to `now`. */
  settle(before: number, now: number): void {
    this.reveal(before)
    for (const record of this.#arrived) record.shownAt = Math.min(record.shownAt, now)
  }

  /** The revealed records from `start` to `end`, both included, newest first. */
  list(start: number, end: number, page: PageRequest): Page<MessageRecord> {
    const first = firstIndex(this.#arrived.length, (index) => (this.#arrived[index]?.at ?? 0) >= start)
    return newestFirst(this.#arrived, first, this.#firstAfter(end), page)
  }

  /** Those listed, newest first. */
  *newestFirst(): Generator<MessageRecord, void> {
    for (let index = this.#arrived.length - 1; index >= 0; index--) {
      const record = this.#arrived[index]
      if (record !== undefined) yield record
    }
  }

  /** Those listed and then those to come, in order: whoever adds them in this order has the same log. */
  inOrder(): MessageRecord[] {
    return [...this.#arrived, ...this.#coming.inOrder().map(({ item }) => item)]
  }

  #firstAfter(moment: number): number {
    return firstIndex(this.#arrived.length, (index) => (this.#arrived[index]?.at ?? 0) > moment)
  }
}
