import { AbortedError } from '@flowroute/core'

/**
 * Waits.
 *
 * @param signal ends the wait
 * @throws {AbortedError} the signal is aborted
 */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      if (!signal.aborted) resolve()
      else reject(new AbortedError('Waiting was aborted by its signal.', { cause: signal.reason }))
    }
    const timer = setTimeout(end, milliseconds)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
}
