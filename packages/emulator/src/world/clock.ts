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
  /**
   * Sets the clock, forward or back: a service whose clock differs from the client's. A clock that follows the
   * machine's keeps the difference.
   *
   * Forward, everything happens that falls due in between. Back, what has happened stays, and what is still to
   * come waits for its time.
   *
   * @example emulator.clock.set(new Date(Date.now() - 600_000)) // ten minutes behind the machine
   * @throws {RangeError} it is not a valid date
   */
  set(time: Date): void
}

/** A clock that can be put back to where it started, or to another time. */
export interface ResettableClock extends Clock {
  /** Whether time passes by itself. */
  readonly runs: boolean
  /** The time now in milliseconds since the epoch, with the fraction that `now` leaves out. */
  exact(): number
  reset(): void
  /** Sets the clock to that many milliseconds since the epoch, which may have a fraction. */
  jump(milliseconds: number): void
}

/** A clock that stands still at `start` except for `advance`. */
export function createStillClock(start: Date): ResettableClock {
  const time = timeOf(start)
  return createClock(() => time, false)
}

/** A clock that follows the machine's, apart from it by what it was advanced or set. One with a start is there first. */
export function createRunningClock(start?: Date): ResettableClock {
  return createClock(() => Date.now(), true, start && timeOf(start))
}

function timeOf(start: Date): number {
  const time = start.getTime()
  if (Number.isNaN(time)) throw new RangeError('startTime is not a valid date')
  return time
}

function createClock(base: () => number, runs: boolean, start?: number): ResettableClock {
  const atFirst = (): number => (start === undefined ? 0 : start - base())
  let ahead = atFirst()
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
      ahead = atFirst()
    },
    set(time) {
      const milliseconds = time instanceof Date ? time.getTime() : Number.NaN
      if (Number.isNaN(milliseconds)) throw new RangeError('a clock can be set to a valid date only')
      ahead = milliseconds - base()
    },
    jump(milliseconds) {
      ahead = milliseconds - base()
    },
  }
}
