import type { Clock } from './clock.ts'
import { Timeline } from './timeline.ts'

/** The longest time that a timer of Node.js can wait. */
const longestWait = 2 ** 31 - 1

/** What is to happen at moments of the emulator's clock. */
export class Agenda {
  readonly #actions = new Timeline<() => void>()
  readonly #clock: Clock
  readonly #useTimers: boolean
  #timer: NodeJS.Timeout | undefined
  #closed = false

  /** With timers, for a clock that runs, things happen by themselves; else when `run` is called. */
  constructor(clock: Clock, useTimers: boolean) {
    this.#clock = clock
    this.#useTimers = useTimers
  }

  /** `at` is in milliseconds since the epoch. An action must not throw. */
  add(at: number, action: () => void): void {
    if (this.#closed) return
    this.#actions.add(at, action)
    this.#setTimer()
  }

  /** Does all that is due by now. */
  run(): void {
    for (;;) {
      const action = this.#actions.takeDue(this.#now())
      if (action === undefined) break
      action()
    }
    this.#setTimer()
  }

  /** Forgets all that was to come. */
  close(): void {
    this.#closed = true
    this.#actions.clear()
    clearTimeout(this.#timer)
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    const { nextAt } = this.#actions
    if (!this.#useTimers || nextAt === undefined) return
    const wait = Math.min(Math.max(nextAt - this.#now(), 0), longestWait)
    this.#timer = setTimeout(() => this.run(), wait)
    this.#timer.unref()
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}
