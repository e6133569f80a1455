import { AbortedError, type FailureContext, type FlowrouteError, TimeoutError } from './errors.ts'
import { whenAborted } from './when-aborted.ts'

/** Timers take at most this many milliseconds; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Bounds one call: its deadline and the caller's signal.
 *
 * Whatever runs under it is given up at once when either strikes, whether or not it heeds its own signal, and
 * nothing stays behind on the caller's signal.
 */
export class CallLimits {
  readonly #signal: AbortSignal | undefined
  readonly #deadline: number
  readonly #start = performance.now()
  readonly #call: { method: string; path: string }

  constructor(call: { method: string; path: string }, signal: AbortSignal | undefined, deadline: number) {
    this.#call = call
    this.#signal = signal
    this.#deadline = deadline
  }

  /** Milliseconds until the deadline. */
  get remaining(): number {
    return this.#deadline - (performance.now() - this.#start)
  }

  /** @throws {AbortedError} the signal has been aborted already */
  throwIfAborted(): void {
    if (this.#signal?.aborted) throw this.#aborted('not-sent')
  }

  /** Runs one attempt, for at most `timeout` milliseconds or until the deadline. */
  attempt<T>(work: (signal: AbortSignal) => Promise<T>, timeout: number, cause: unknown): Promise<T> {
    const { remaining } = this
    const [limit, milliseconds] =
      remaining < timeout ? (['deadline', this.#deadline] as const) : (['timeout', timeout] as const)
    const controller = new AbortController()
    return this.#until<T>(
      Math.min(timeout, remaining),
      () => new TimeoutError(limit, milliseconds, { ...this.#call, cause }),
      () => this.#aborted('unknown'),
      // The reason frees the work's own resources; nobody sees it.
      (resolve, reject) => {
        work(controller.signal).then(resolve, reject)
        return () => controller.abort()
      },
    )
  }

  /** Waits between two attempts. */
  wait(milliseconds: number, outcome: FailureContext['outcome']): Promise<void> {
    return this.#until<void>(
      milliseconds,
      () => undefined,
      () => this.#aborted(outcome),
      () => () => {},
    )
  }

  /** Settles with the work, the timer or the signal, whichever comes first. */
  #until<T>(
    milliseconds: number,
    onTime: () => FlowrouteError | T,
    onAbort: () => FlowrouteError,
    start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const signal = this.#signal
      let stop = (): void => {}
      let leave = (): void => {}
      let timer: ReturnType<typeof setTimeout> | undefined
      const release = (): void => {
        clearTimeout(timer)
        leave()
      }
      const abort = (): void => {
        release()
        reject(onAbort())
        stop()
      }
      if (signal?.aborted) return abort()
      leave = whenAborted(signal, abort)
      if (milliseconds < Number.POSITIVE_INFINITY) {
        timer = setTimeout(
          () => {
            release()
            const result = onTime()
            if (result instanceof Error) reject(result)
            else resolve(result)
            stop()
          },
          Math.min(Math.max(milliseconds, 0), longestTimer),
        )
      }
      stop = start(
        (value) => {
          release()
          resolve(value)
        },
        (error) => {
          release()
          reject(error)
        },
      )
    })
  }

  #aborted(outcome: FailureContext['outcome']): AbortedError {
    const { method, path } = this.#call
    return new AbortedError(`${method} ${path} was aborted by its signal.`, {
      ...this.#call,
      outcome,
      cause: this.#signal?.reason,
    })
  }
}
