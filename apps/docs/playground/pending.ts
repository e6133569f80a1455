/** Counts what a program has begun and not finished: as in Node.js, it has ended when nothing is left. */
export class Pending {
  #count = 0
  readonly #onIdle: () => void

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle
  }

  get isIdle(): boolean {
    return this.#count === 0
  }

  /** @returns what says that it is finished; more than once changes nothing */
  begin(): () => void {
    this.#count += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#count -= 1
      if (this.#count === 0) this.#onIdle()
    }
  }

  /** Has the timers of a global scope counted. */
  watchTimers(scope: Timers): void {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = scope
    const running = new Map<number, () => void>()
    const finish = (id: number | undefined): void => {
      if (id === undefined) return
      running.get(id)?.()
      running.delete(id)
    }
    scope.setTimeout = (run, wait, ...values) => {
      const id = setTimeout(() => {
        try {
          run(...values)
        } finally {
          finish(id)
        }
      }, wait)
      running.set(id, this.begin())
      return id
    }
    scope.setInterval = (run, wait, ...values) => {
      const id = setInterval(run, wait, ...values)
      running.set(id, this.begin())
      return id
    }
    scope.clearTimeout = (id) => {
      clearTimeout(id)
      finish(id)
    }
    scope.clearInterval = (id) => {
      clearInterval(id)
      finish(id)
    }
  }
}

type Start = (run: (...values: unknown[]) => void, wait?: number, ...values: unknown[]) => number
type End = (id: number | undefined) => void

/** Timers as browsers have them. */
export interface Timers {
  setTimeout: Start
  clearTimeout: End
  setInterval: Start
  clearInterval: End
}
