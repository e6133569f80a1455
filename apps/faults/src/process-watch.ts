import { setTimeout as pause } from 'node:timers/promises'
import { newTotals, type Totals } from './totals.ts'

/** Milliseconds to wait until resources are released: sockets close in their own time. */
const patience = 30_000

/** Watches the process for unhandled rejections, warnings and open handles. */
export class ProcessWatch {
  readonly #baseline: readonly string[]
  readonly #unhandled: string[] = []
  readonly #warnings: string[] = []
  readonly #watchers = {
    unhandledRejection: (reason: unknown) => void this.#unhandled.push(`unhandled rejection: ${reason}`),
    uncaughtException: (error: unknown) => void this.#unhandled.push(`uncaught exception: ${error}`),
    warning: ({ name, message }: Error) => void this.#warnings.push(`warning: ${name}: ${message}`),
  }

  constructor() {
    // These are opened by the first access.
    void [process.stdout, process.stderr]
    this.#baseline = process.getActiveResourcesInfo()
    for (const [event, watcher] of Object.entries(this.#watchers)) process.on(event, watcher)
  }

  /** How many warnings there were so far. */
  get warnings(): readonly string[] {
    return this.#warnings
  }

  /** Ends the watch; call it when every server is closed. */
  async end(): Promise<Totals> {
    const until = performance.now() + patience
    while (this.#opened().length > 0 && performance.now() < until) await pause(100)
    const opened = this.#opened()
    // Unhandled rejections are reported in a later turn of the event loop.
    await pause(0)
    for (const [event, watcher] of Object.entries(this.#watchers)) process.off(event, watcher)
    const open = opened.length > 0 ? [`still open: ${opened.join(', ')}`] : []
    return newTotals('the process, afterwards', {
      tried: 1,
      crashes: this.#unhandled.length,
      problems: [...this.#unhandled, ...this.#warnings, ...open],
    })
  }

  /** Resources that were not open at the start. */
  #opened(): string[] {
    const opened = process.getActiveResourcesInfo()
    for (const name of this.#baseline) {
      const index = opened.indexOf(name)
      if (index >= 0) opened.splice(index, 1)
    }
    return opened
  }
}
