import { AbortedError } from '../errors/errors.ts'
import { whenAborted } from './when-aborted.ts'

/** A longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Waits between two requests.
 *
 * @param milliseconds how long, at most 24 days
 * @param signal ends the wait
 * @throws {AbortedError} the signal is aborted
 * @example await pause(5_000, signal)
 */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      end()
      reject(new AbortedError('Waiting was aborted by its signal.', { cause: signal?.reason }))
    }
    const unwatch = whenAborted(signal, abort)
    const timer = setTimeout(
      () => {
        end()
        resolve()
      },
      Math.min(milliseconds, longestTimer),
    )
    const end = (): void => {
      clearTimeout(timer)
      unwatch()
    }
    if (signal?.aborted) abort()
  })
}
