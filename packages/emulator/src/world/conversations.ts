import { firstIndex } from '../values/first-index.ts'
import { newestFirst, type Page, type PageRequest } from '../values/page.ts'
import type { MessageRecord } from './message-record.ts'

/** The messages between a number of the account and somebody else. */
export interface Conversation {
  /** The account's number. */
  readonly ours: string
  readonly theirs: string
  /** The latest message. */
  readonly last: MessageRecord
  /** How many messages there are. */
  readonly count: number
}

/** A conversation between its neighbours in the order of their latest messages. */
interface Thread {
  readonly ours: string
  readonly theirs: string
  /** The first one first; never empty. */
  readonly records: MessageRecord[]
  newer: Thread | undefined
  older: Thread | undefined
}

/** Messages by who wrote with whom. A linked list keeps their order, so that a new message costs the same however many there are. */
export class Conversations {
  readonly #threads = new Map<string, Thread>()
  #newest: Thread | undefined

  /** Takes in a message, which is taken for the latest one of all conversations. */
  add(record: MessageRecord): void {
    const isOutbound = record.direction === 'outbound'
    const [ours, theirs] = isOutbound ? [record.from, record.to] : [record.to, record.from]
    const key = keyOf(ours, theirs)
    const known = this.#threads.get(key)
    const thread = known ?? { ours, theirs, records: [], newer: undefined, older: undefined }
    if (known === undefined) this.#threads.set(key, thread)
    // Nearly always the end; not so when the clock was set back, or the record is late.
    const place = firstIndex(
      thread.records.length,
      (index) => (thread.records[index]?.at ?? record.at) > record.at,
    )
    thread.records.splice(place, 0, record)
    this.#moveToFront(thread)
  }

  /** The conversations, the one with the latest message first. */
  list({ limit, offset }: PageRequest): Page<Conversation> {
    let thread = this.#newest
    for (let toSkip = Math.min(offset, this.#threads.size); toSkip > 0; toSkip--) thread = thread?.older
    const items: Conversation[] = []
    for (; thread !== undefined && items.length < limit; thread = thread.older) {
      const last = thread.records.at(-1)
      if (last !== undefined) items.push({ ...pairOf(thread), last, count: thread.records.length })
    }
    return { items, more: thread !== undefined }
  }

  /** The messages of one conversation, newest first. */
  thread(ours: string, theirs: string, page: PageRequest): Page<MessageRecord> {
    const records = this.#threads.get(keyOf(ours, theirs))?.records ?? []
    return newestFirst(records, 0, records.length, page)
  }

  #moveToFront(thread: Thread): void {
    if (this.#newest === thread) return
    if (thread.newer !== undefined) thread.newer.older = thread.older
    if (thread.older !== undefined) thread.older.newer = thread.newer
    thread.newer = undefined
    thread.older = this.#newest
    if (this.#newest !== undefined) this.#newest.newer = thread
    this.#newest = thread
  }
}

function keyOf(ours: string, theirs: string): string {
  return `${ours} ${theirs}`
}

function pairOf({ ours, theirs }: Thread): { ours: string; theirs: string } {
  return { ours, theirs }
}
