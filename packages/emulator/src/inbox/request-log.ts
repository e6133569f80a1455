import type { BodyCapture } from '../http/body-capture.ts'
import type { Page, PageRequest } from '../values/page.ts'
import { newestFirst } from '../values/page.ts'

/** How many calls are remembered. */
const maximumRemembered = 1_000

/** What is kept of one body, in characters. */
export const maximumKept = 16_384

/**
 * A body as it is kept: at most 16,384 characters of it.
 *
 * @example const body: LoggedBody = { text: '{"to":"12065550100"}', truncated: false }
 */
export interface LoggedBody {
  readonly text: string
  /** Whether there was more. */
  readonly truncated: boolean
}

/**
 * One call of the API and its answer. The secret key has dots in its place wherever it stood.
 *
 * @example
 * const last = emulator.requests().at(-1)
 * expect(last).toMatchObject({ method: 'POST', path: '/v2.2/messages', status: 202 })
 */
export interface LoggedRequest {
  readonly id: string
  /** The moment on the emulator's clock at which it came. */
  readonly at: Date
  readonly method: string
  /** As it was sent, without the query. */
  readonly path: string
  /** As it was sent, without the question mark; empty when there is none. */
  readonly query: string
  /** The answer's status; null when the caller got no answer. */
  readonly status: number | null
  /** Why there was no answer, or why it was not the one that was due. */
  readonly error?: string
  /** What it took on the machine's clock. */
  readonly milliseconds: number
  /** The id of the message that it sent, if it did. */
  readonly messageId?: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: LoggedBody
  /** Empty when there was no answer. */
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: LoggedBody
}

/** A call whose bodies may still be on their way. */
export interface LogEntry extends Omit<LoggedRequest, 'id' | 'requestBody' | 'responseBody'> {
  readonly requestBody: BodySource
  readonly responseBody: BodySource
}

/** A body's text so far. */
type BodySource = Pick<BodyCapture, 'text'>

/** The latest calls of the API. */
export class RequestLog {
  readonly #entries: (LogEntry & { id: string })[] = []
  /** The ids of the calls that sent messages, by those of the messages. */
  readonly #bySent = new Map<string, string>()
  readonly #mask: (text: string) => string
  #lastId = 0

  constructor(mask: (text: string) => string) {
    this.#mask = mask
  }

  /** Forgets the oldest for it; gives its id. */
  add(entry: LogEntry): string {
    const id = String(++this.#lastId)
    this.#entries.push({ ...entry, id })
    if (entry.messageId !== undefined) this.#bySent.set(entry.messageId, id)
    const forgotten = this.#entries.length > maximumRemembered ? this.#entries.shift() : undefined
    if (forgotten?.messageId !== undefined) this.#bySent.delete(forgotten.messageId)
    return id
  }

  /** The id of the call that sent a message, if it is remembered. */
  callOf(messageId: string): string | undefined {
    return this.#bySent.get(messageId)
  }

  /** The oldest one first. */
  list(): LoggedRequest[] {
    return this.#entries.map((entry) => this.#show(entry))
  }

  page(request: PageRequest): Page<LoggedRequest> {
    const { items, more } = newestFirst(this.#entries, 0, this.#entries.length, request)
    return { items: items.map((entry) => this.#show(entry)), more }
  }

  find(id: string): LoggedRequest | undefined {
    const found = this.#entries.findLast((entry) => entry.id === id)
    return found === undefined ? undefined : this.#show(found)
  }

  clear(): void {
    this.#entries.length = 0
    this.#bySent.clear()
  }

  #show(entry: LogEntry & { id: string }): LoggedRequest {
    return {
      ...entry,
      path: this.#mask(entry.path),
      query: this.#mask(entry.query),
      requestHeaders: this.#showHeaders(entry.requestHeaders),
      requestBody: this.#showBody(entry.requestBody),
      responseHeaders: this.#showHeaders(entry.responseHeaders),
      responseBody: this.#showBody(entry.responseBody),
    }
  }

  #showHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.#mask(value)]))
  }

  #showBody({ text }: BodySource): LoggedBody {
    // In this order: a secret that lies across the cut must not leave its beginning.
    return { text: this.#mask(text).slice(0, maximumKept), truncated: text.length > maximumKept }
  }
}
