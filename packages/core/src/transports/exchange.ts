import type { Dispatcher } from 'undici'
import type { TransportRequest } from './transport.ts'

/** Bytes of a body that are kept for a slow reader; then the connection is not read any further. */
const mostWaiting = 65_536

/** The response headers as undici gives them. */
type ReceivedHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/** A response whose body has not been read. */
export interface ExchangeResponse {
  readonly status: number
  readonly headers: Headers
  /** `return` closes the connection. */
  readonly body: AsyncIterableIterator<Uint8Array> & { return(): Promise<unknown> }
}

/**
 * One request over a dispatcher, and its response; the body is read as it arrives.
 *
 * `dispatcher.request` would do, but for a Node.js stream around every body, which costs as much as the request itself.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: TransportRequest['signal'],
): Promise<ExchangeResponse> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    dispatcher.dispatch(options, new Exchange(resolve, reject, signal))
  })
}

class Exchange implements Dispatcher.DispatchHandler, AsyncIterableIterator<Uint8Array> {
  readonly #respond: (response: ExchangeResponse) => void
  readonly #reject: (error: unknown) => void
  readonly #signal: AbortSignal
  #controller: Dispatcher.DispatchController | undefined
  /** What has arrived and was not read. */
  readonly #chunks: Uint8Array[] = []
  #bytes = 0
  #isOver = false
  #failure: { error: unknown } | undefined
  /** Ends the wait of the reader. */
  #wake: (() => void) | undefined

  constructor(
    respond: (response: ExchangeResponse) => void,
    reject: (error: unknown) => void,
    signal: AbortSignal,
  ) {
    this.#respond = respond
    this.#reject = reject
    this.#signal = signal
    signal.addEventListener('abort', this)
  }

  /** The signal was aborted. */
  handleEvent(): void {
    this.#giveUp(this.#signal.reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // It was given up while it waited for a connection.
    if (this.#failure !== undefined) controller.abort(this.#failure.error as Error)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    received: ReceivedHeaders,
  ): void {
    // Not the response yet, such as 103 Early Hints.
    if (status < 200) return
    this.#respond({ status, headers: headersOf(received), body: this })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    if (this.#bytes > mostWaiting) controller.pause()
    this.#wake?.()
  }

  onResponseEnd(): void {
    this.#end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#failure ??= { error }
    this.#reject(error)
    this.#end()
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const chunk = this.#chunks.shift()
      if (chunk !== undefined) {
        this.#bytes -= chunk.byteLength
        if (this.#controller?.paused && this.#bytes <= mostWaiting) this.#controller.resume()
        return { done: false, value: chunk }
      }
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#isOver) return { done: true, value: undefined }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Nobody reads on: the connection is closed. */
  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#giveUp(new Error('The rest of the body is not wanted.'))
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #giveUp(error: unknown): void {
    if (this.#isOver) return
    this.#failure ??= { error }
    this.#reject(error)
    this.#controller?.abort(error as Error)
    this.#end()
  }

  #end(): void {
    this.#isOver = true
    this.#signal.removeEventListener('abort', this)
    this.#wake?.()
  }
}

/** All at once where no header came several times, which is cheaper. */
function headersOf(received: ReceivedHeaders): Headers {
  const entries = Object.entries(received)
  if (entries.every(([, value]) => typeof value === 'string')) return new Headers(received as HeadersInit)
  const headers = new Headers()
  for (const [name, value] of entries) for (const one of [value ?? []].flat()) headers.append(name, one)
  return headers
}
