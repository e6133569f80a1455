import type { WireMessage, WireThread } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'

const pageSize = 50

/** How many messages are held at once; beyond it those farthest away are let go. */
const largestWindow = 300

/** So many more are asked for than are missing, since others may come in while the request is on its way. */
const overlap = 10

/** Who the two are, and whether the other party wants no messages. */
export type Parties = Pick<WireThread, 'oursName' | 'theirsName' | 'optedOut'>

/** The part of a conversation that is shown: it moves over a thread of any length. */
export class ThreadWindow {
  /** The oldest one first. */
  messages: readonly WireMessage[] = []
  /** How many messages are newer than those held. */
  newer = 0
  hasOlder = false
  isLoaded = false
  problem: string | undefined
  parties: Parties = { oursName: null, theirsName: null, optedOut: false }
  readonly #path: string
  readonly #onChange: () => void
  #isLoading = false
  #isStale = false
  #news: WireMessage[] = []

  /** `onChange` is called just before anything is different. */
  constructor(ours: string, theirs: string, onChange: () => void) {
    this.#path = `/__emulator/conversations/${encodeURIComponent(ours)}/${encodeURIComponent(theirs)}`
    this.#onChange = onChange
  }

  async loadLatest(): Promise<void> {
    this.#isStale = this.#isLoading
    await this.#read(0, pageSize, (page, more) => {
      this.messages = page
      this.newer = 0
      this.hasOlder = more
    })
  }

  /** Loads the part in the middle of which a message is; the latest if there is no such message. */
  async loadAround(id: string): Promise<void> {
    await this.#read(
      0,
      pageSize,
      (page, more, offset) => {
        this.messages = page
        this.newer = offset
        this.hasOlder = more
      },
      `&around=${encodeURIComponent(id)}`,
    )
  }

  async loadOlder(): Promise<void> {
    if (!this.hasOlder) return
    await this.#read(this.newer + this.messages.length, pageSize, (page, more) => {
      const joined = this.#join(page, this.messages)
      this.newer += Math.max(0, joined.length - largestWindow)
      this.messages = joined.slice(0, largestWindow)
      this.hasOlder = more
    })
  }

  async loadNewer(): Promise<void> {
    if (this.newer === 0) return
    const missing = Math.min(this.newer, pageSize)
    await this.#read(this.newer - missing, missing + overlap, (page) => {
      const newest = this.messages.at(-1)
      const isJoint = page.some(({ id }) => id === newest?.id)
      if (!isJoint) this.#isStale = true
      const joined = this.#join(this.messages, page)
      this.newer = Math.max(0, this.newer - (joined.length - this.messages.length))
      this.hasOlder ||= joined.length > largestWindow
      this.messages = joined.slice(-largestWindow)
    })
  }

  /** Takes in a message that is new, or known and different. */
  put(message: WireMessage): void {
    this.#onChange()
    if (this.#isLoading) this.#news.push(message)
    this.#place(message)
  }

  /** Changes one message that is held. */
  patch(id: string, change: (message: WireMessage) => Partial<WireMessage>): void {
    const known = this.messages.find((message) => message.id === id)
    if (known !== undefined) this.put({ ...known, ...change(known) })
  }

  setParties({ oursName, theirsName, optedOut }: Parties): void {
    this.#onChange()
    this.parties = { oursName, theirsName, optedOut }
  }

  /** Reads anew who the two are. */
  async reloadParties(): Promise<void> {
    try {
      this.setParties(await ask<WireThread>('GET', `${this.#path}?limit=1&offset=0`))
    } catch {
      // The names stay as they were.
    }
  }

  async #read(
    offset: number,
    limit: number,
    take: (page: readonly WireMessage[], more: boolean, offset: number) => void,
    place = '',
  ): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    this.#news = []
    try {
      const query = `limit=${limit}&offset=${offset}${place}`
      const answer = await ask<WireThread>('GET', `${this.#path}?${query}`)
      this.setParties(answer)
      take(answer.messages.toReversed(), answer.more, answer.offset)
      for (const message of this.#news) this.#place(message)
      this.isLoaded = true
      this.problem = undefined
    } catch (error) {
      this.#onChange()
      this.problem = explain(error)
    }
    this.#isLoading = false
    if (this.#isStale) await this.loadLatest()
  }

  /** What is in both is there once. */
  #join(older: readonly WireMessage[], newer: readonly WireMessage[]): WireMessage[] {
    const known = new Set(older.map(({ id }) => id))
    return [...older, ...newer.filter(({ id }) => !known.has(id))]
  }

  #place(message: WireMessage): void {
    const index = this.messages.findIndex(({ id }) => id === message.id)
    if (index !== -1) {
      this.messages = this.messages.map((other, place) => (place === index ? message : other))
    } else if (isReceipt(message) || this.newer > 0) {
      if (!isReceipt(message)) this.newer += 1
    } else {
      this.messages = [...this.messages, message].slice(-largestWindow)
      this.hasOlder ||= this.messages.length === largestWindow
    }
  }
}

/** A message that has receipts is not new; it is only not held. */
function isReceipt({ delivery_receipts: receipts }: WireMessage): boolean {
  return receipts.length > 0
}
