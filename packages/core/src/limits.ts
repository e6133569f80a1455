import { AbortedError, type FailureContext, type FlowrouteError, TimeoutError } from './errors.ts'
import { whenAborted } from './when-aborted.ts'

/** Timers take at most this many milliseconds, some 25 days; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** What bounds one call: its deadline and the caller's signal. */
export interface CallLimits {
  /** Milliseconds until the deadline. */
  remaining(): number
  /** Runs one attempt, for at most `timeout` milliseconds or until the deadline. */
  attempt<T>(work: (signal: AbortSignal) => Promise<T>, timeout: number, cause: unknown): Promise<T>
  /** Waits between two attempts. */
  wait(milliseconds: number, outcome: FailureContext['outcome']): Promise<void>
}

/**
 * Starts the clock of a call.
 *
 * Whatever runs under its limits is given up at once when one strikes, whether or not it heeds its own signal, and
 * nothing stays behind on the caller's signal.
 *
 * @throws {AbortedError} the signal has been aborted already
 */
export function limitCall(
  call: { method: string; path: string },
  signal: AbortSignal | undefined,
  deadline: number,
): CallLimits {
  const start = performance.now()
  const remaining = (): number => deadline - (performance.now() - start)
  const aborted = (outcome: FailureContext['outcome']): AbortedError =>
    new AbortedError(`${call.method} ${call.path} was aborted by its signal.`, {
      ...call,
      outcome,
      cause: signal?.reason,
    })

  /** Runs one of the two when the time is up or the caller aborts, unless it is called off before. */
  function watch(
    milliseconds: number,
    onTime: () => void,
    outcome: FailureContext['outcome'],
    onAbort: (error: FlowrouteError) => void,
  ): () => void {
    if (signal?.aborted) throw aborted(outcome)
    let timer: ReturnType<typeof setTimeout> | undefined
    const callOff = (): void => {
      clearTimeout(timer)
      leave()
    }
    const leave = whenAborted(signal, () => {
      callOff()
      onAbort(aborted(outcome))
    })
    const end = (): void => {
      callOff()
      onTime()
    }
    if (milliseconds <= longestTimer) timer = setTimeout(end, milliseconds)
    return callOff
  }

  if (signal?.aborted) throw aborted('not-sent')
  return {
    remaining,
    attempt(work, timeout, cause) {
      const left = remaining()
      const controller = new AbortController()
      return new Promise((resolve, reject) => {
        const giveUp = (error: FlowrouteError): void => {
          reject(error)
          // The reason frees the work's own resources; nobody sees it.
          controller.abort()
        }
        const onTime = (): void => {
          const [limit, milliseconds] =
            left < timeout ? (['deadline', deadline] as const) : (['timeout', timeout] as const)
          giveUp(new TimeoutError(limit, milliseconds, { ...call, cause }))
        }
        const callOff = watch(Math.min(timeout, left), onTime, 'unknown', giveUp)
        void work(controller.signal).then(resolve, reject).then(callOff)
      })
    },
    wait: (milliseconds, outcome) =>
      new Promise((resolve, reject) => {
        watch(milliseconds, resolve, outcome, reject)
      }),
  }
}
