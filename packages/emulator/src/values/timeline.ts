/** A thing and its moment, in milliseconds since the epoch. */
export interface TimelineEntry<T> {
  at: number
  item: T
}

interface Place<T> extends TimelineEntry<T> {
  /** Which place in the order of coming; tells things of the same moment apart. */
  turn: number
}

/**
 * Things in the order of their moments; of the same moment, the one that came first is first.
 *
 * A heap, so that a hundred thousand receipts to come are no burden to the next.
 */
export class Timeline<T> {
  readonly #heap: Place<T>[] = []
  #turn = 0

  /** The first moment, in milliseconds since the epoch; undefined when there is nothing. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at
  }

  add(at: number, item: T): void {
    const place = { at, item, turn: this.#turn++ }
    let index = this.#heap.push(place) - 1
    while (index > 0) {
      const above = (index - 1) >>> 1
      const parent = this.#heap[above]
      if (parent === undefined || isBefore(parent, place)) break
      this.#heap[index] = parent
      index = above
    }
    this.#heap[index] = place
  }

  /** Takes the first thing out if its moment has come. */
  takeDue(now: number): T | undefined {
    const [first] = this.#heap
    if (first === undefined || first.at > now) return undefined
    const last = this.#heap.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    return first.item
  }

  /** All things, in order; they stay. */
  inOrder(): TimelineEntry<T>[] {
    const places = [...this.#heap].sort((a, b) => (isBefore(a, b) ? -1 : 1))
    return places.map(({ at, item }) => ({ at, item }))
  }

  get size(): number {
    return this.#heap.length
  }

  /** The first few things, in order; they stay. */
  first(count: number): TimelineEntry<T>[] {
    // Taken out of a copy: to sort all for the sake of a few would take long.
    const copy = new Timeline<T>()
    for (const place of this.#heap) copy.#heap.push(place)
    const entries: TimelineEntry<T>[] = []
    while (entries.length < count) {
      const at = copy.nextAt
      const item = copy.takeDue(Number.POSITIVE_INFINITY)
      if (at === undefined || item === undefined) break
      entries.push({ at, item })
    }
    return entries
  }

  clear(): void {
    this.#heap.length = 0
  }

  /** Finds a place for what was last, from the top down. */
  #sink(place: Place<T>): void {
    let index = 0
    for (;;) {
      let below = 2 * index + 1
      const [left, right] = [this.#heap[below], this.#heap[below + 1]]
      if (left !== undefined && right !== undefined && isBefore(right, left)) below++
      const child = this.#heap[below]
      if (child === undefined || isBefore(place, child)) break
      this.#heap[index] = child
      index = below
    }
    this.#heap[index] = place
  }
}

function isBefore(a: Place<unknown>, b: Place<unknown>): boolean {
  return a.at === b.at ? a.turn < b.turn : a.at < b.at
}
