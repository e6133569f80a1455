import { firstIndex } from '../values/first-index.ts'
import { newestFirst, type Page, type PageRequest } from '../values/page.ts'
import { Timeline } from '../values/timeline.ts'
import type { Job } from './delivery.ts'

/** How many deliveries are remembered. */
const maximumRemembered = 1_000

interface Remembered {
  readonly job: Job
  /** Its place in the order of coming, among all that ever came. */
  readonly turn: number
}

/** The latest webhooks and all that are pending, in the order in which they came. */
export class Jobs {
  readonly #inOrder: Remembered[] = []
  readonly #byId = new Map<string, Remembered>()
  /** The ids of those about a message, by its id. */
  readonly #bySubject = new Map<string, string[]>()
  /** Those that may be forgotten, by their turns. */
  readonly #settled = new Timeline<Remembered>()
  #nextTurn = 0

  /** Forgets older ones for it; those that are pending are kept whatever their number. */
  add(job: Job): void {
    const remembered = { job, turn: this.#nextTurn++ }
    this.#inOrder.push(remembered)
    this.#byId.set(job.id, remembered)
    this.#bySubject.set(job.subject.id, [...this.about(job.subject.id), job.id])
    this.settle(job)
  }

  /** Takes notice of its state: once it is not pending any more it may be forgotten. */
  settle({ id, state }: Job): void {
    const remembered = this.#byId.get(id)
    if (state !== 'pending' && remembered !== undefined) this.#settled.add(remembered.turn, remembered)
    while (this.#inOrder.length > maximumRemembered && this.#forgetOne());
  }

  find(id: string): Job | undefined {
    return this.#byId.get(id)?.job
  }

  /** The ids of those about a message, the first one first. */
  about(subjectId: string): readonly string[] {
    return this.#bySubject.get(subjectId) ?? []
  }

  all(): Job[] {
    return this.#inOrder.map(({ job }) => job)
  }

  /** The newest first. */
  page(request: PageRequest): Page<Job> {
    const { items, more } = newestFirst(this.#inOrder, 0, this.#inOrder.length, request)
    return { items: items.map(({ job }) => job), more }
  }

  #forgetOne(): boolean {
    const oldest = this.#settled.takeDue(Number.POSITIVE_INFINITY)
    if (oldest === undefined) return false
    // One that was sent again by hand may have settled twice.
    if (!this.#byId.delete(oldest.job.id)) return true
    this.#inOrder.splice(this.#indexOf(oldest.turn), 1)
    const subjectId = oldest.job.subject.id
    const others = this.about(subjectId).filter((id) => id !== oldest.job.id)
    if (others.length > 0) this.#bySubject.set(subjectId, others)
    else this.#bySubject.delete(subjectId)
    return true
  }

  #indexOf(turn: number): number {
    return firstIndex(this.#inOrder.length, (index) => (this.#inOrder[index]?.turn ?? turn) >= turn)
  }
}
