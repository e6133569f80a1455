import type { Middleware } from '@flowroute/core'
import { EmulatorControl } from '@flowroute/emulator'
import type { Clock } from '@flowroute/outbox'

/** The emulator's clock, which is put forward instead of waiting. With the real service an outbox needs no such thing. */
export interface EmulatorClock extends Clock {
  /** Puts the emulator's clock right before each request, and lets no time pass while one is on its way. */
  middleware: Middleware
}

/** Opens the clock of the emulator that the environment names. */
export async function openEmulatorClock(): Promise<EmulatorClock> {
  const { clock } = new EmulatorControl()
  // Whatever it is put forward by, it answers with its time.
  const start = await clock.advance(1)
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
    },
    async middleware(request, next) {
      onTheirWay++
      try {
        // To an emulator whose clock is behind, messages would come too fast.
        const milliseconds = untold
        untold = 0
        if (milliseconds > 0) await clock.advance(milliseconds)
        const response = await next(request)
        // An answer has not arrived before all of it has.
        return new Response(await response.arrayBuffer(), response)
      } finally {
        onTheirWay--
      }
    },
  }
}
