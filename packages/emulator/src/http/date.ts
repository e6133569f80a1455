import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../world/clock.ts'

/** Puts the emulator's time on every answer: a client reads from it how far its own clock is off. */
export function dateAnswers(clock: Pick<Clock, 'now'>): MiddlewareHandler {
  return async (context, next) => {
    await next()
    context.res.headers.set('date', clock.now().toUTCString())
  }
}
