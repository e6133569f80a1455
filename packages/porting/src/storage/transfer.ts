import { AbortedError, ConnectionError, FlowrouteError, type Outcome, TimeoutError } from '@flowroute/core'
import { chunksOf } from './content.ts'
import { StorageError } from './storage-error.ts'

/** Limits of a transfer. */
export interface TransferOptions {
  signal?: AbortSignal | undefined
  /** Milliseconds until the response, and from one part of its body to the next. Default 120 000. */
  timeout?: number | undefined
  /** Milliseconds for the whole transfer, the waits between attempts and the body included. Default 300 000. */
  deadline?: number | undefined
  /** When the deadline began, by `performance.now()`. Default: now. */
  startedAt?: number | undefined
  /** How many times a failed attempt is repeated. Default 2. */
  retries?: number | undefined
}

/** The request of one attempt. */
export interface TransferRequest {
  send(signal: AbortSignal): Promise<Response>
  /** Whether it can be made again. */
  isRepeatable: boolean
  /** Why the caller's own content could not be read, if that is why the request failed. */
  contentFailure?(): FlowrouteError | undefined
}

const repeatable = /^(408|429|50[0234])$/
const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ConnectionRefused)$/
/** How much of an error document is read. */
const longestError = 65_536
/** A longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1

/** One upload or download by signed URL: its attempts, within its limits. */
export class Transfer {
  readonly #start: number
  readonly #method: string
  readonly #url: URL
  readonly #options: { signal: AbortSignal | undefined; timeout: number; deadline: number; retries: number }
  #controller = new AbortController()
  #attempts = 0
  #outcome: Outcome = 'not-sent'

  constructor(method: string, url: string, options: TransferOptions) {
    const { signal, timeout = 120_000, deadline = 300_000, retries = 2, startedAt } = options
    this.#start = startedAt ?? performance.now()
    this.#method = method
    this.#url = new URL(url)
    this.#options = { signal, timeout, deadline, retries }
  }

  /** What errors say about the transfer. The path is without the query: who has that can do what the URL allows. */
  get context(): { method: string; path: string; outcome: Outcome } {
    return { method: this.#method, path: this.#url.pathname, outcome: this.#outcome }
  }

  /** Milliseconds until the deadline. */
  get remaining(): number {
    return Math.max(0, this.#options.deadline - (performance.now() - this.#start))
  }

  /** Ends the request in flight. */
  giveUp(): void {
    this.#controller.abort()
  }

  /** Makes attempts until one succeeds. */
  async run({ send, isRepeatable, contentFailure }: TransferRequest): Promise<Response> {
    const { retries } = this.#options
    for (;;) {
      const before = this.#outcome
      let failure: unknown
      try {
        this.#controller = new AbortController()
        const response = await this.within(() => {
          this.#attempts++
          this.#outcome = 'unknown'
          return send(this.#controller.signal)
        })
        if (response.status >= 200 && response.status <= 299) return response
        failure = await this.#refusal(response, before)
      } catch (error) {
        failure = contentFailure?.() ?? error
      }
      this.giveUp()
      const { outcome, status } = failure as { outcome?: Outcome; status?: number }
      if (outcome === 'not-sent') this.#outcome = before
      const mayHelp =
        failure instanceof ConnectionError ||
        (failure instanceof TimeoutError && failure.limit === 'timeout') ||
        repeatable.test(String(status))
      const wait = Math.random() * Math.min(8_000, 500 * 2 ** (this.#attempts - 1))
      if (!isRepeatable || !mayHelp || this.#attempts > retries || wait >= this.remaining)
        throw this.complete(failure)
      await this.#wait(wait)
    }
  }

  /** Adds to an error what only the whole transfer knows. */
  complete(error: unknown): unknown {
    if (!(error instanceof FlowrouteError)) return error
    const outcome = this.#outcome === 'unknown' && error.outcome === 'not-sent' ? 'unknown' : error.outcome
    return Object.assign(error, { attempts: this.#attempts, outcome })
  }

  /** Runs a step within the limits; it is given up at once when one of them is reached, or the signal is aborted. */
  within<T>(step: () => Promise<T>): Promise<T> {
    const { signal, timeout, deadline } = this.#options
    const { remaining } = this
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
      const fail = (error: unknown): void => {
        end()
        reject(error)
        this.giveUp()
      }
      const onAbort = (): void => fail(this.#aborted())
      const expire = (): void =>
        fail(
          timeout <= remaining
            ? new TimeoutError('timeout', timeout, this.context)
            : new TimeoutError('deadline', deadline, this.context),
        )
      const left = Math.min(timeout, remaining)
      const timer = left <= longestTimer ? setTimeout(expire, left) : undefined
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort)
      step().then(
        (value) => {
          end()
          resolve(value)
        },
        (error: unknown) => fail(error instanceof FlowrouteError ? error : this.#lost(error)),
      )
    })
  }

  /** The error for a connection that broke. */
  lost(why: string, cause?: Error): ConnectionError {
    const { method, path, outcome } = this.context
    return new ConnectionError(`${method} ${path} lost the connection to the file storage: ${why}.`, {
      method,
      path,
      outcome,
      cause,
    })
  }

  /** A copy of the platform's error, which may name the whole URL. */
  #lost(error: unknown): ConnectionError {
    let last = error as { message?: unknown; code?: unknown; cause?: unknown }
    for (let depth = 0; depth < 8 && typeof last?.cause === 'object' && last.cause !== null; depth++)
      last = last.cause
    const { search } = this.#url
    const text = String(last?.message ?? last)
    const message = search === '' ? text : text.replaceAll(search, '?…')
    const code = typeof last?.code === 'string' ? last.code : ''
    const cause = Object.assign(new Error(message), code !== '' && { code })
    const failure = this.lost(code || message, cause)
    return neverConnected.test(code) ? Object.assign(failure, { outcome: 'not-sent' }) : failure
  }

  /** The error for a response that is not a success, with what the storage says. */
  async #refusal({ status, body }: Response, before: Outcome): Promise<StorageError> {
    const isRefused = status >= 400 && status <= 499 && status !== 408
    const outcome = isRefused && before !== 'unknown' ? 'rejected' : 'unknown'
    const text = status < 400 ? 'a redirect, which is not followed' : await this.#textOf(body)
    return new StorageError({ ...this.context, status, text, outcome })
  }

  async #textOf(body: Response['body']): Promise<string> {
    const decoder = new TextDecoder()
    let text = ''
    try {
      const chunks = body === null ? undefined : chunksOf(body)
      while (chunks !== undefined && text.length < longestError) {
        const { done, value } = await this.within(() => chunks.next())
        if (done) break
        text += decoder.decode(value, { stream: true })
      }
    } catch {
      // The status is what counts.
    }
    return text
  }

  /** Waits between two attempts; ends at once when the signal is aborted, which the next attempt reports. */
  async #wait(milliseconds: number): Promise<void> {
    const { signal } = this.#options
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      signal?.addEventListener('abort', end)
    })
  }

  #aborted(): AbortedError {
    const { method, path, outcome } = this.context
    const cause: unknown = this.#options.signal?.reason
    return new AbortedError(`${method} ${path} was aborted by its signal.`, { method, path, outcome, cause })
  }
}
