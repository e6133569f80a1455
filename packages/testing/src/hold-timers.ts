/**
 * Holds the timers of exactly that many milliseconds back until `fire` is called: however busy the machine is, the limits
 * of a client with that timeout are met when the test says so, and not before.
 */
export function holdTimers(milliseconds: number): { fire(): void } & Disposable {
  const own = globalThis.setTimeout
  const held = new Map<unknown, () => void>()
  const holding = (run: (...args: unknown[]) => void, after?: number, ...args: unknown[]): unknown => {
    const timer = own(after === milliseconds ? () => {} : run, after, ...args)
    if (after === milliseconds) held.set(timer, () => run(...args))
    return timer
  }
  const clear = globalThis.clearTimeout
  globalThis.setTimeout = Object.assign(holding, own) as typeof own
  globalThis.clearTimeout = (timer) => {
    held.delete(timer)
    clear(timer)
  }
  return {
    fire() {
      const runs = [...held.values()]
      held.clear()
      for (const run of runs) run()
    },
    [Symbol.dispose]() {
      globalThis.setTimeout = own
      globalThis.clearTimeout = clear
    },
  }
}
