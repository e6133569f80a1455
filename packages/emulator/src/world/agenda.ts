import { Timeline, type TimelineEntry } from '../values/timeline.ts'
import { letProcessEnd } from '../values/timers.ts'
import type { Clock } from './clock.ts'

/** The longest time that a timer of Node.js can wait. */
const longestWait = 2 ** 31 - 1

/**
 * Something that is to happen. It names what it happens to, and is plain data, so that a snapshot can hold it.
 */
export type AgendaEvent =
  /** A delivery receipt comes in; `receipt` is its place among those of the message. */
  | { kind: 'receipt'; message: string; receipt: number }
  | { kind: 'arrival'; message: string }
  /** A webhook is to be posted once more. */
  | { kind: 'retry'; delivery: string }
  /** A port order leaves its state, unless that has changed since: `change` counts its changes. */
  | { kind: 'port-order'; order: string; change: number }
  /** An export of call records is ready. */
  | { kind: 'cdr-export'; id: string }
  /** Numbers are enabled or disabled for messages. */
  | { kind: 'provisioning'; task: string }
  /** A document of a port order is taken from its URL. */
  | { kind: 'pull'; order: string; file: string }

/** What is done at an event of each kind; it must not throw. `at` is the moment at which it was due. */
export type AgendaHandlers = {
  [Kind in AgendaEvent['kind']]: (event: Extract<AgendaEvent, { kind: Kind }>, at: number) => void
}

/** Work of this process that waits for a moment. A snapshot cannot hold it. */
interface Task {
  kind: 'task'
  run(): Promise<void>
  /** Called in place of `run` when the agenda is closed. */
  drop(): void
}

/** What is to happen at moments of the emulator's clock. */
export class Agenda {
  readonly #events = new Timeline<AgendaEvent | Task>()
  readonly #work = new Set<Promise<void>>()
  readonly #handlers: Partial<AgendaHandlers> = {}
  readonly #clock: Clock
  readonly #useTimers: boolean
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  /** With timers, for a clock that runs, things happen by themselves; else when `run` is called. */
  constructor(clock: Clock, useTimers: boolean) {
    this.#clock = clock
    this.#useTimers = useTimers
  }

  /** Says what is done at events of these kinds. */
  handle(handlers: Partial<AgendaHandlers>): void {
    Object.assign(this.#handlers, handlers)
  }

  /** `at` is in milliseconds since the epoch. */
  add(at: number, event: AgendaEvent): void {
    if (this.#closed) return
    this.#events.add(at, event)
    this.#setTimer()
  }

  /** The moment that many milliseconds from now. */
  after(milliseconds: number): number {
    return this.#now() + milliseconds
  }

  /** Runs work at that moment, or now if it has passed; if the agenda is closed before, the work is dropped. */
  schedule(at: number, task: Omit<Task, 'kind'>): void {
    if (this.#closed) task.drop()
    else if (at <= this.#now()) this.track(task.run())
    else {
      this.#events.add(at, { kind: 'task', ...task })
      this.#setTimer()
    }
  }

  /** Has `finished` wait for that work, which must not fail. */
  track(work: Promise<void>): void {
    this.#work.add(work)
    void work.then(() => this.#work.delete(work))
  }

  /** Resolves when the work that has begun is done; true if there was any. */
  async finished(): Promise<boolean> {
    if (this.#work.size === 0) return false
    await Promise.all(this.#work)
    return true
  }

  /** Does all that is due by now. */
  run(): void {
    for (;;) {
      const at = this.#events.nextAt
      const event = this.#events.takeDue(this.#now())
      if (event === undefined || at === undefined) break
      this.#happen(event, at)
    }
    this.#setTimer()
  }

  /** Forgets all that was to come. */
  close(): void {
    this.#closed = true
    for (const { item } of this.#events.inOrder()) if (item.kind === 'task') item.drop()
    this.#events.clear()
    clearTimeout(this.#timer)
  }

  /** What is still to happen, in order. */
  save(): TimelineEntry<AgendaEvent>[] {
    return this.#events.inOrder().filter((entry): entry is TimelineEntry<AgendaEvent> => {
      return entry.item.kind !== 'task'
    })
  }

  /** The first few things that are still to happen, requests that take effect late included, and how many there are. */
  upcoming(count: number): { entries: TimelineEntry<AgendaEvent | { kind: 'task' }>[]; count: number } {
    return { entries: this.#events.first(count), count: this.#events.size }
  }

  restore(saved: readonly TimelineEntry<AgendaEvent>[]): void {
    if (this.#closed) return
    for (const { at, item } of saved) this.#events.add(at, item)
    this.#setTimer()
  }

  #happen(event: AgendaEvent | Task, at: number): void {
    switch (event.kind) {
      case 'task':
        this.track(event.run())
        break
      case 'receipt':
        this.#handlers.receipt?.(event, at)
        break
      case 'arrival':
        this.#handlers.arrival?.(event, at)
        break
      case 'retry':
        this.#handlers.retry?.(event, at)
        break
      case 'port-order':
        this.#handlers['port-order']?.(event, at)
        break
      case 'cdr-export':
        this.#handlers['cdr-export']?.(event, at)
        break
      case 'provisioning':
        this.#handlers.provisioning?.(event, at)
        break
      case 'pull':
        this.#handlers.pull?.(event, at)
    }
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    const { nextAt } = this.#events
    if (!this.#useTimers || nextAt === undefined) return
    const wait = Math.min(Math.max(nextAt - this.#now(), 0), longestWait)
    this.#timer = setTimeout(() => this.run(), wait)
    letProcessEnd(this.#timer)
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}
