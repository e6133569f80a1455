import type { Middleware } from '@flowroute/core'
import { EmulatorControl } from '@flowroute/emulator'
import type { Clock } from '@flowroute/outbox'

/** The emulator's clock, which is put forward instead of waiting. With the real service an outbox needs no such thing. */
export interface EmulatorClock extends Clock {
  /** Tells the clock which requests are on their way: while there are any, time must not pass. */
  middleware: Middleware
}

/** Milliseconds by which the emulator's clock may be behind; each time that it is put forward is a request. */
const step = 1_000

/** Opens the clock of the emulator that the environment names. */
export async function openEmulatorClock(): Promise<EmulatorClock> {
  const { clock } = new EmulatorControl()
  // A process that was killed may have been ahead of it.
  const start = await clock.advance(step)
  // It runs beside the clock of this machine, and is ahead of it by as much as it was put forward.
  let ahead = start.getTime() - Date.now()
  let untold = 0
  let onTheirWay = 0
  return {
    now: () => Date.now() + ahead,
    async sleep(milliseconds, signal) {
      // The end of each send aborts the signal.
      if (onTheirWay > 0 && !signal.aborted) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      }
      if (signal.aborted) return
      ahead += milliseconds
      untold += milliseconds
      if (untold < step) return
      await clock.advance(untold)
      untold = 0
    },
    async middleware(request, next) {
      onTheirWay++
      try {
        const response = await next(request)
        // An answer has not arrived before all of it has.
        return new Response(await response.arrayBuffer(), response)
      } finally {
        onTheirWay--
      }
    },
  }
}
