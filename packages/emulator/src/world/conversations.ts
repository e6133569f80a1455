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

  /** Takes a message out again; a conversation without messages ends. */
  remove(record: MessageRecord): void {
    const thread = this.#threads.get(keyOf(record.from, record.to))
    const place = thread?.records.indexOf(record) ?? -1
    if (thread === undefined || place < 0) return
    thread.records.splice(place, 1)
    if (thread.records.length > 0) return
    this.#threads.delete(keyOf(record.from, record.to))
    this.#unlink(thread)
  }

  /** The conversation of two numbers, if they have one. */
  find(ours: string, theirs: string): Conversation | undefined {
    const thread = this.#threads.get(keyOf(ours, theirs))
    return thread && shown(thread)
  }

  /** The conversations, the one with the latest message first. */
  list({ limit, offset }: PageRequest): Page<Conversation> {
    let thread = this.#newest
    for (let toSkip = Math.min(offset, this.#threads.size); toSkip > 0; toSkip--) thread = thread?.older
    const items: Conversation[] = []
    for (; thread !== undefined && items.length < limit; thread = thread.older) {
      const conversation = shown(thread)
      if (conversation !== undefined) items.push(conversation)
    }
    return { items, more: thread !== undefined }
  }

  /** All of them, the one with the latest message first. */
  *every(): Generator<Conversation, void> {
    for (let thread = this.#newest; thread !== undefined; thread = thread.older) {
      const conversation = shown(thread)
      if (conversation !== undefined) yield conversation
    }
  }

  /** The messages of one conversation, newest first. */
  thread(ours: string, theirs: string, page: PageRequest): Page<MessageRecord> {
    const records = this.#threads.get(keyOf(ours, theirs))?.records ?? []
    return newestFirst(records, 0, records.length, page)
  }

  #moveToFront(thread: Thread): void {
    if (this.#newest === thread) return
    this.#unlink(thread)
    thread.older = this.#newest
    if (this.#newest !== undefined) this.#newest.newer = thread
    this.#newest = thread
  }

  #unlink(thread: Thread): void {
    if (this.#newest === thread) this.#newest = thread.older
    if (thread.newer !== undefined) thread.newer.older = thread.older
    if (thread.older !== undefined) thread.older.newer = thread.newer
    thread.newer = undefined
    thread.older = undefined
  }
}

function keyOf(ours: string, theirs: string): string {
  return `${ours} ${theirs}`
}

function shown({ ours, theirs, records }: Thread): Conversation | undefined {
  const last = records.at(-1)
  return last && { ours, theirs, last, count: records.length }
}
