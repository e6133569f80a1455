/**
 * The emulator's time.
 *
 * @example emulator.clock.advance(60_000) // a minute
 */
export interface Clock {
  /** The time now. */
  now(): Date
  /** Moves the time forward by that many milliseconds. Webhooks that fall due go out soon after: see `settled`. */
  advance(milliseconds: number): void
}

/** A clock that can be put back to where it started, or to another time. */
export interface ResettableClock extends Clock {
  /** Whether time passes by itself. */
  readonly runs: boolean
  /** The time now in milliseconds since the epoch, with the fraction that `now` leaves out. */
  exact(): number
  reset(): void
  /** Puts the time to that many milliseconds since the epoch, earlier or later; it goes on from there. */
  set(time: number): void
}

/** A clock that stands still at `start` except for `advance`. */
export function createStillClock(start: Date): ResettableClock {
  const time = start.getTime()
  if (Number.isNaN(time)) throw new RangeError('startTime is not a valid date')
  return createClock(() => time, false)
}

/** A clock that follows the machine's, ahead of it by whatever it was advanced. */
export function createRunningClock(): ResettableClock {
  return createClock(() => Date.now(), true)
}

function createClock(base: () => number, runs: boolean): ResettableClock {
  let ahead = 0
  return {
    runs,
    now: () => new Date(base() + ahead),
    exact: () => base() + ahead,
    advance(milliseconds) {
      const next = ahead + milliseconds
      // Time going back would take receipts away from messages that already have them.
      if (!(milliseconds >= 0) || Number.isNaN(new Date(base() + next).getTime())) {
        throw new RangeError(`a clock cannot be advanced by ${milliseconds} milliseconds`)
      }
      ahead = next
    },
    reset() {
      ahead = 0
    },
    set(time) {
      ahead = time - base()
    },
  }
}
