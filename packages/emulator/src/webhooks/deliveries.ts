import type { Agenda } from '../world/agenda.ts'
import type { Random } from '../world/random.ts'
import { Timeline } from '../world/timeline.ts'
import { type Deliver, post } from './post.ts'

/** How often a webhook is posted at most, and the milliseconds in between. */
const maximumAttempts = 5
const retryDelay = 30_000

/** How many deliveries are remembered. */
const maximumRemembered = 1_000

/**
 * One POST of a webhook.
 *
 * @example { at: new Date('2026-01-15T17:00:00.070Z'), status: null, error: 'fetch failed' }
 */
export interface DeliveryAttempt {
  /** The moment on the emulator's clock at which it was due. */
  readonly at: Date
  /** The answer's status; null when there was none. */
  readonly status: number | null
  /** Why there was no answer. */
  readonly error?: string
}

/**
 * One webhook and what came of posting it.
 *
 * @example
 * const [delivery] = emulator.deliveries()
 * expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] })
 */
export interface Delivery {
  readonly id: string
  readonly url: string
  /** The JSON document that is posted. */
  readonly payload: unknown
  /** Those made so far, the first one first. */
  readonly attempts: readonly DeliveryAttempt[]
  /** Delivered by an answer of 200; given up after the fifth attempt. */
  readonly state: 'pending' | 'delivered' | 'given-up'
}

interface Job {
  readonly id: string
  readonly url: string
  readonly body: string
  readonly attempts: (Omit<DeliveryAttempt, 'at'> & { at: number })[]
  state: Delivery['state']
}

/** What is due at one URL, and the work on it while there is any. */
interface Lane {
  readonly due: Timeline<{ job: Job; at: number }>
  work: Promise<void>
}

/**
 * Posts webhooks: to one URL one after the other in the order in which they are due, to different URLs at the
 * same time.
 */
export class Deliveries {
  #jobs: Job[] = []
  readonly #lanes = new Map<string, Lane>()
  readonly #closing = new AbortController()
  readonly #agenda: Agenda
  readonly #ids: Random
  readonly #deliver: Deliver

  constructor(agenda: Agenda, ids: Random, deliver: Deliver) {
    this.#agenda = agenda
    this.#ids = ids
    this.#deliver = deliver
  }

  /** Posts the payload soon; `at` is the moment, by now, that it is due. */
  add(url: string, payload: object, at: number): void {
    if (this.#closing.signal.aborted) return
    const job: Job = {
      id: this.#ids.uuid(),
      url,
      body: JSON.stringify(payload),
      attempts: [],
      state: 'pending',
    }
    this.#remember(job)
    this.#enqueue(job, at)
  }

  /** The latest deliveries, oldest first, as they stand now. */
  list(): Delivery[] {
    return this.#jobs.map(({ id, url, body, attempts, state }) => ({
      id,
      url,
      payload: JSON.parse(body) as unknown,
      attempts: attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
      state,
    }))
  }

  /** Resolves when all that is due by now was attempted. */
  async settled(): Promise<void> {
    for (;;) {
      this.#agenda.run()
      if (this.#lanes.size === 0) return
      await Promise.all([...this.#lanes.values()].map(({ work }) => work))
    }
  }

  /** Posts nothing more and breaks off what is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The emulator was closed or reset.'))
    await Promise.all([...this.#lanes.values()].map(({ work }) => work))
  }

  #enqueue(job: Job, at: number): void {
    const lane = this.#lanes.get(job.url) ?? this.#openLane(job.url)
    lane.due.add(at, { job, at })
  }

  #openLane(url: string): Lane {
    const due: Lane['due'] = new Timeline()
    // Not before the caller is done: a webhook must not run inside of what has caused it.
    const work = Promise.resolve().then(() => this.#work(url, due))
    const lane = { due, work }
    this.#lanes.set(url, lane)
    return lane
  }

  async #work(url: string, due: Lane['due']): Promise<void> {
    for (;;) {
      const next = due.takeDue(Number.POSITIVE_INFINITY)
      if (next === undefined || this.#closing.signal.aborted) break
      await this.#attempt(next.job, next.at)
      // With a clock far ahead the next attempt is due already.
      this.#agenda.run()
    }
    this.#lanes.delete(url)
  }

  async #attempt(job: Job, at: number): Promise<void> {
    const outcome = await post(this.#deliver, job.url, job.body, this.#closing.signal)
    if (this.#closing.signal.aborted) return
    job.attempts.push({ at, ...outcome })
    if (outcome.status === 200) job.state = 'delivered'
    else if (job.attempts.length === maximumAttempts) job.state = 'given-up'
    else this.#agenda.add(at + retryDelay, () => this.#enqueue(job, at + retryDelay))
  }

  /** Forgets the oldest for it; those that are pending are kept whatever their number. */
  #remember(job: Job): void {
    this.#jobs.push(job)
    if (this.#jobs.length <= maximumRemembered) return
    const oldest = this.#jobs.findIndex(({ state }) => state !== 'pending')
    if (oldest !== -1) this.#jobs.splice(oldest, 1)
  }
}
