/**
 * The time that an outbox goes by, and how it waits.
 *
 * @example
 * const emulator = createEmulator()
 * const clock: Clock = {
 *   now: () => emulator.clock.now().getTime(),
 *   sleep: async (milliseconds) => emulator.clock.advance(milliseconds),
 * }
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Timers take at most this many milliseconds. */
const longestTimer = 2 ** 31 - 1

/** The machine's clock. */
export const machineClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, Math.min(milliseconds, longestTimer))
      signal.addEventListener('abort', end)
      if (signal.aborted) end()
    }),
}
