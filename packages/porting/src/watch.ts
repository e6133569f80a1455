import {
  AbortedError,
  ApiError,
  ApiPromise,
  ConnectionError,
  type RequestOptions,
  TimeoutError,
  type WithResponse,
} from '@flowroute/core'
import type { PortOrder, PortOrderChange } from './entities.ts'
import { isFinal, meaningOf } from './states.ts'

/** How to watch, checked and complete. */
export interface WatchSettings {
  orderId: string
  /** Whether a state ends the watch. */
  until(status: string): boolean
  timeout: number
  signal: AbortSignal | undefined
  interval: { base: number; max: number }
  maxFailures: number
  /** Milliseconds one request may take. */
  deadline: number
  /** Path of the order, for errors. */
  path: string
}

/** A longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1

/** Reads the order once. */
type Read = (options: Pick<RequestOptions, 'signal' | 'deadline'>) => Promise<WithResponse<PortOrder>>

/** The reading that showed a change. */
type Seen = WithResponse<PortOrderChange>

/**
 * A watch took longer than its `timeout`. The order itself goes on: watch it again.
 *
 * @example if (error instanceof WatchTimeoutError) console.log(`still ${error.status}`)
 */
export class WatchTimeoutError extends TimeoutError {
  /** The state that was seen last; undefined when the order could not be read. */
  readonly status: string | undefined

  constructor({ orderId, timeout, path }: WatchSettings, status: string | undefined, cause?: unknown) {
    super('deadline', timeout, { method: 'GET', path, cause })
    this.status = status
    const before = this.message
    this.message = `The port order ${orderId} ${status === undefined ? 'could not be read' : `is still ${status}`} after ${timeout} ms.`
    // The stack begins with the message of the class above.
    this.stack = this.stack?.replace(before, this.message) ?? ''
  }

  override get name(): string {
    return 'WatchTimeoutError'
  }
}

/**
 * A watched port order: await it for the state that ends the watch, or iterate it for each change. Nothing is sent until
 * one of the two.
 *
 * @example const { status, reason } = await porting.watch('42361')
 * @example for await (const { status } of porting.watch('42361')) console.log(status)
 */
export class PortOrderWatch extends ApiPromise<PortOrderChange> implements AsyncIterable<PortOrderChange> {
  readonly #watch: () => AsyncGenerator<Seen, void, undefined>

  constructor(settings: () => WatchSettings, read: (settings: WatchSettings) => Read) {
    let last: Promise<Seen> | undefined
    super(() => {
      last ??= lastOf(this.#watch())
      return last
    })
    this.#watch = async function* () {
      const checked = settings()
      yield* changes(checked, read(checked))
    }
  }

  /** Iterates over the changes, from the state the order is in now to the one that ends the watch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PortOrderChange, void, undefined> {
    for await (const { data } of this.#watch()) yield data
  }
}

async function lastOf(seen: AsyncGenerator<Seen, void, undefined>): Promise<Seen> {
  let last: Seen | undefined
  for await (const change of seen) last = change
  return last as Seen
}

async function* changes(settings: WatchSettings, read: Read): AsyncGenerator<Seen, void, undefined> {
  const { orderId, until, timeout, signal, interval, maxFailures, deadline } = settings
  const start = performance.now()
  const remaining = (): number => timeout - (performance.now() - start)
  let change: PortOrderChange | undefined
  let wait = interval.base
  let failures = 0
  for (;;) {
    let pause = wait
    let retryAfter = 0
    try {
      const left = remaining()
      const { data: order, ...response } = await read({
        signal,
        ...(left < deadline && { deadline: Math.max(0, left) }),
      })
      failures = 0
      if (order.status !== change?.status) {
        change = changeTo(order, orderId, change?.status)
        pause = interval.base
        yield { ...response, data: change }
      }
      if (isFinal(order.status) || until(order.status)) return
    } catch (error) {
      if (error instanceof TimeoutError && remaining() <= 0)
        throw new WatchTimeoutError(settings, change?.status, error)
      if (!isTransient(error) || ++failures > maxFailures) throw error
      retryAfter = (error as { retryAfter?: number }).retryAfter ?? 0
    }
    pause = Math.min(pause, interval.max)
    wait = pause * 2
    pause = Math.min(Math.max(pause, retryAfter), longestTimer)
    const left = remaining()
    await sleep(Math.min(pause, left), settings)
    if (left <= pause) throw new WatchTimeoutError(settings, change?.status)
  }
}

function changeTo(order: PortOrder, id: string, previous: string | undefined): PortOrderChange {
  return { id, status: order.status, previous, reason: commentOf(order) || meaningOf(order.status), order }
}

/** Flowroute's last comment; the form of comments is not documented. */
function commentOf({ comments }: PortOrder): string {
  const last: unknown = Array.isArray(comments) ? comments.at(-1) : undefined
  if (typeof last === 'string') return last
  const { comment, text, body, message } = (last ?? {}) as Record<string, unknown>
  const said = comment ?? text ?? body ?? message
  return typeof said === 'string' ? said : ''
}

/** Whether it makes sense to ask again later. */
const isTransient = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  (error instanceof ApiError && (error.status >= 500 || error.status === 429 || error.status === 408))

function sleep(milliseconds: number, { signal, orderId, path }: WatchSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer)
      const message = `The watch of the port order ${orderId} was aborted by its signal.`
      reject(new AbortedError(message, { method: 'GET', path, outcome: 'unknown', cause: signal?.reason }))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })
}
