import type { BodyCapture } from '../http/body-capture.ts'
import type { SavedAttempt, SavedDeliveries } from '../saved/deliveries.ts'
import type { Page, PageRequest } from '../values/page.ts'
import { Timeline, type TimelineEntry } from '../values/timeline.ts'
import type { Agenda, AgendaEvent } from '../world/agenda.ts'
import type { Random } from '../world/random.ts'
import { type Delivery, type Job, type JobAttempt, show } from './delivery.ts'
import { Jobs } from './jobs.ts'
import { type Deliver, maximumKept, post } from './post.ts'
import { subjectOf } from './subject.ts'

/** How often a webhook is posted at most, and the milliseconds in between. */
const maximumAttempts = 5
const retryDelay = 30_000

interface Attempt {
  job: Job
  at: number
  resent: boolean
}

/** What is due at one URL, and the work on it while there is any. */
interface Lane {
  readonly due: Timeline<Attempt>
  /** The attempt that is under way. */
  current: Attempt | undefined
  work: Promise<void>
}

/**
 * Posts webhooks: to one URL one after the other in the order in which they are due, to different URLs at the
 * same time.
 */
export class Deliveries {
  readonly #jobs = new Jobs()
  readonly #lanes = new Map<string, Lane>()
  /** Answers whose bodies are still on their way. */
  readonly #reading = new Set<Promise<void>>()
  readonly #closing = new AbortController()
  readonly #agenda: Agenda
  readonly #ids: Random
  readonly #deliver: Deliver
  #watcher: (delivery: () => Delivery) => void = () => {}

  constructor(agenda: Agenda, ids: Random, deliver: Deliver) {
    this.#agenda = agenda
    this.#ids = ids
    this.#deliver = deliver
    agenda.handle({ retry: ({ delivery }, at) => this.#retry(delivery, at) })
  }

  /** Has the watcher told of each delivery that is new or was attempted; there is one watcher. */
  watch(watcher: (delivery: () => Delivery) => void): void {
    this.#watcher = watcher
  }

  /** Posts the payload soon; `at` is the moment, by now, that it is due. */
  add(url: string, payload: object, at: number): void {
    if (this.#closing.signal.aborted) return
    const job: Job = {
      id: this.#ids.uuid(),
      url,
      body: JSON.stringify(payload),
      subject: subjectOf(payload),
      attempts: [],
      state: 'pending',
      nextAttemptAt: undefined,
    }
    this.#jobs.add(job)
    this.#enqueue(job, at)
    this.#watcher(() => show(job))
  }

  /** The latest deliveries, oldest first, as they stand now. */
  list(): Delivery[] {
    return this.#jobs.all().map(show)
  }

  /** The same, newest first. */
  page(request: PageRequest): Page<Delivery> {
    const { items, more } = this.#jobs.page(request)
    return { items: items.map(show), more }
  }

  /** The ids of those about a message, the first one first. */
  about(messageId: string): readonly string[] {
    return this.#jobs.about(messageId)
  }

  /** Where one goes; undefined when there is none of that id. */
  urlOf(id: string): string | undefined {
    return this.#jobs.find(id)?.url
  }

  /** Posts one once more, `at` this moment, whatever came of it before; false when there is none of that id. */
  resend(id: string, at: number): boolean {
    const job = this.#jobs.find(id)
    if (job === undefined) return false
    if (!this.#closing.signal.aborted) this.#enqueue(job, at, true)
    return true
  }

  /** Resolves when all that is due by now was attempted, requests that were to take effect late included. */
  async settled(): Promise<void> {
    for (;;) {
      this.#agenda.run()
      const worked = await this.#agenda.finished()
      if (this.#lanes.size === 0 && this.#reading.size === 0 && !worked) return
      await Promise.all([...this.#reading, ...[...this.#lanes.values()].map(({ work }) => work)])
    }
  }

  save(): SavedDeliveries {
    const attempts = [...this.#lanes.values()].flatMap(({ current, due }) => [
      ...(current === undefined ? [] : [current]),
      ...due.inOrder().map(({ item }) => item),
    ])
    return {
      deliveries: this.#jobs.all().map(({ id, url, body, attempts: made, state }) => ({
        ...{ id, url, body, state },
        attempts: made.map(saveAttempt),
      })),
      due: attempts.map(({ job, at, resent }) => ({ delivery: job.id, at, resent })),
    }
  }

  /** Posts what was due; what is to be tried again later is the agenda's to restore. */
  restore({ deliveries, due }: SavedDeliveries, events: readonly TimelineEntry<AgendaEvent>[]): void {
    const retries = new Map(
      events.flatMap(({ at, item }) => (item.kind === 'retry' ? [[item.delivery, at] as const] : [])),
    )
    for (const { attempts, ...job } of deliveries) {
      this.#jobs.add({
        ...job,
        subject: subjectOf(JSON.parse(job.body)),
        attempts: attempts.map(restoreAttempt),
        nextAttemptAt: retries.get(job.id),
      })
    }
    for (const { delivery, at, resent } of this.#closing.signal.aborted ? [] : due) {
      const job = this.#jobs.find(delivery)
      if (job !== undefined) this.#enqueue(job, at, resent)
    }
  }

  /** Posts nothing more and breaks off what is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The emulator was closed or reset.'))
    await Promise.all([...this.#lanes.values()].map(({ work }) => work))
  }

  #enqueue(job: Job, at: number, resent = false): void {
    const lane = this.#lanes.get(job.url) ?? this.#openLane(job.url)
    lane.due.add(at, { job, at, resent })
  }

  #openLane(url: string): Lane {
    const lane: Lane = { due: new Timeline(), current: undefined, work: Promise.resolve() }
    // Not before the caller is done: a webhook must not run inside of what has caused it.
    lane.work = lane.work.then(() => this.#work(url, lane))
    this.#lanes.set(url, lane)
    return lane
  }

  async #work(url: string, lane: Lane): Promise<void> {
    for (;;) {
      lane.current = lane.due.takeDue(Number.POSITIVE_INFINITY)
      if (lane.current === undefined || this.#closing.signal.aborted) break
      await this.#attempt(lane.current)
      // With a clock far ahead the next attempt is due already.
      this.#agenda.run()
    }
    this.#lanes.delete(url)
  }

  async #attempt({ job, at, resent }: Attempt): Promise<void> {
    const outcome = await post(this.#deliver, job.url, job.body, this.#closing.signal)
    if (this.#closing.signal.aborted) return
    job.attempts.push({ at, ...outcome, ...(resent ? { resent } : {}) })
    if (outcome.status === 200) {
      job.state = 'delivered'
      job.nextAttemptAt = undefined
    } else if (!resent) this.#afterFailure(job, at)
    this.#jobs.settle(job)
    this.#watcher(() => show(job))
    if (outcome.answer !== undefined) this.#awaitBody(job, outcome.answer.body)
  }

  /** The next webhook does not wait for it. */
  #awaitBody(job: Job, body: BodyCapture): void {
    const read = body.finished.then(() => {
      this.#reading.delete(read)
      if (body.text !== '' && !this.#closing.signal.aborted) this.#watcher(() => show(job))
    })
    this.#reading.add(read)
  }

  /** What was sent again by hand neither counts as one of the attempts nor leads to more of them. */
  #afterFailure(job: Job, at: number): void {
    const made = job.attempts.filter(({ resent }) => !resent).length
    if (made === maximumAttempts) job.state = 'given-up'
    else {
      job.nextAttemptAt = at + retryDelay
      this.#agenda.add(job.nextAttemptAt, { kind: 'retry', delivery: job.id })
    }
  }

  #retry(id: string, at: number): void {
    const job = this.#jobs.find(id)
    if (job !== undefined) job.nextAttemptAt = undefined
    // It may have been delivered in the meantime, sent again by hand.
    if (job?.state === 'pending') this.#enqueue(job, at)
  }
}

function saveAttempt({ answer, ...attempt }: JobAttempt): SavedAttempt {
  if (answer === undefined) return attempt
  // One character more than is shown says that there was more.
  const body = answer.body.text.slice(0, maximumKept + 1)
  return { ...attempt, answer: { headers: { ...answer.headers }, body } }
}

function restoreAttempt({ answer, ...attempt }: SavedAttempt): JobAttempt {
  if (answer === undefined) return attempt
  return { ...attempt, answer: { headers: answer.headers, body: { text: answer.body } } }
}
