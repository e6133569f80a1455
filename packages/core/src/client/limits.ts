import { AbortedError, type FlowrouteError, type Outcome, TimeoutError } from '../errors/errors.ts'
import { whenAborted } from './when-aborted.ts'

/** Timers take at most this many milliseconds, some 25 days; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** Measures the time that an attempt's own request takes, which `timeout` bounds. */
export interface AttemptClock {
  /** Starts or continues the clock: the request is sent, or its response is read. */
  start(): void
  /** Stops the clock: a middleware is running. */
  stop(): void
}

/** What bounds an attempt, and what to say when it is given up. */
export interface AttemptLimits {
  /** Milliseconds that the attempt's request may take. */
  timeout: number
  /** What is known at this moment about the attempt's request. */
  outcome(): Outcome
  /** The failure of the attempt before, if any. */
  cause: unknown
}

/** The limits of one call: its deadline and the caller's signal. */
export interface CallLimits {
  /** Milliseconds until the deadline. */
  remaining(): number
  /** Runs one attempt within its limits. */
  attempt<T>(
    work: (signal: AbortSignal, clock: AttemptClock) => Promise<T>,
    limits: AttemptLimits,
  ): Promise<T>
  /** Waits between two attempts. */
  wait(milliseconds: number, outcome: Outcome): Promise<void>
}

/**
 * Starts the clock of a call.
 *
 * Whatever runs within its limits is given up at once when one of them is reached, whether or not it observes its own
 * signal, and no listener is left on the caller's signal.
 *
 * @throws {AbortedError} the signal is aborted already
 */
export function limitCall(
  call: { method: string; path: string },
  signal: AbortSignal | undefined,
  deadline: number,
): CallLimits {
  const start = performance.now()
  const remaining = (): number => deadline - (performance.now() - start)
  const aborted = (outcome: Outcome): AbortedError =>
    new AbortedError(`${call.method} ${call.path} was aborted by its signal.`, {
      ...call,
      outcome,
      cause: signal?.reason,
    })

  /** Calls back when the signal is aborted, unless cancelled before. */
  function watch(outcome: () => Outcome, onAbort: (error: FlowrouteError) => void): () => void {
    if (signal?.aborted) throw aborted(outcome())
    return whenAborted(signal, () => onAbort(aborted(outcome())))
  }

  if (signal?.aborted) throw aborted('not-sent')
  return {
    remaining,
    attempt: (work, { timeout, outcome, cause }) =>
      new Promise((resolve, reject) => {
        const controller = new AbortController()
        const timer = createTimer()
        let isOver = false
        const end = (): void => {
          isOver = true
          timer.clear()
          unwatch()
        }
        const giveUp = (error: FlowrouteError): void => {
          end()
          reject(error)
          // Frees the resources of the work; nobody sees the reason.
          controller.abort()
        }
        const expire = (limit: 'timeout' | 'deadline', milliseconds: number) => (): void =>
          giveUp(new TimeoutError(limit, milliseconds, { ...call, outcome: outcome(), cause }))
        const unwatch = watch(outcome, giveUp)

        let unused = timeout
        let startedAt: number | undefined
        const waitForDeadline = (): void => timer.set(remaining(), expire('deadline', deadline))
        const clock: AttemptClock = {
          start() {
            if (startedAt !== undefined || isOver) return
            startedAt = performance.now()
            if (unused <= remaining()) timer.set(unused, expire('timeout', timeout))
            else waitForDeadline()
          },
          stop() {
            // A middleware may go on after its attempt was given up.
            if (isOver) return
            unused -= performance.now() - (startedAt ?? performance.now())
            startedAt = undefined
            waitForDeadline()
          },
        }
        const working = work(controller.signal, clock)
        // A middleware, or a signer, is running before the request is sent.
        if (startedAt === undefined) waitForDeadline()
        void working.then(resolve, reject).then(end)
      }),
    wait: (milliseconds, outcome) =>
      new Promise((resolve, reject) => {
        const timer = createTimer()
        const unwatch = watch(
          () => outcome,
          (error) => {
            timer.clear()
            unwatch()
            reject(error)
          },
        )
        timer.set(milliseconds, () => {
          unwatch()
          resolve()
        })
      }),
  }
}

/** A timer that can be set again; a time too long for it sets none. */
function createTimer() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const clear = (): void => clearTimeout(timer)
  const set = (milliseconds: number, run: () => void): void => {
    clear()
    if (milliseconds <= longestTimer) timer = setTimeout(run, milliseconds)
  }
  return { set, clear }
}
