import { randomHex } from '../values/bytes.ts'
import { letProcessEnd } from '../values/timers.ts'
import { FeedReader } from './feed-reader.ts'
import type { WireEvents } from './wire.ts'

/** Is told of an event in this process; `describe` is only to be called if it is of interest. */
export type OnEvent = <Name extends keyof WireEvents>(name: Name, describe: () => WireEvents[Name]) => void

/** Milliseconds between signs of life. */
const heartbeat = 15_000

/**
 * The live feed: server-sent events of what happens in the emulator.
 *
 * Nothing is kept for those who are not connected. Whoever comes back says which event was the last; when it
 * was not the latest one, the feed says `resync`.
 */
export class Feed {
  readonly #onEvent: OnEvent | undefined
  readonly #readers = new Set<FeedReader>()
  /** Tells positions of this feed from those of an emulator that listened on the same port before. */
  readonly #name = randomHex(16)
  #position = 0
  #timer: ReturnType<typeof setInterval> | undefined
  #closed = false

  /** `onEvent` is told of everything at once. */
  constructor(onEvent?: OnEvent) {
    this.#onEvent = onEvent
  }

  /** `describe` is called only if somebody listens. */
  publish<Name extends keyof WireEvents>(name: Name, describe: () => WireEvents[Name]): void {
    this.#position += 1
    this.#onEvent?.(name, describe)
    if (this.#readers.size === 0) return
    const event = this.#format(name, describe())
    const resync = this.#format('resync', {})
    for (const reader of this.#readers) reader.offer(event, resync)
  }

  /** An answer that goes on until its reader leaves or the feed is closed. */
  connect(lastEventId: string | null, open: WireEvents['open']): Response {
    const reader = new FeedReader(() => this.#remove(reader))
    const missed = lastEventId !== null && lastEventId !== this.#id()
    reader.offer(this.#format('open', open))
    if (missed) reader.offer(this.#format('resync', {}))
    if (this.#closed) reader.end()
    else this.#add(reader)
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
    return new Response(reader.stream, { headers })
  }

  /** Ends every connection, and those to come after their first event. */
  close(): void {
    this.#closed = true
    for (const reader of this.#readers) reader.end()
  }

  #add(reader: FeedReader): void {
    this.#readers.add(reader)
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => {
      for (const other of this.#readers) other.keepAlive()
    }, heartbeat)
    letProcessEnd(this.#timer)
  }

  #remove(reader: FeedReader): void {
    this.#readers.delete(reader)
    if (this.#readers.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #format<Name extends keyof WireEvents>(name: Name, data: WireEvents[Name]): string {
    return `id: ${this.#id()}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
  }

  #id(): string {
    return `${this.#name}.${this.#position}`
  }
}
