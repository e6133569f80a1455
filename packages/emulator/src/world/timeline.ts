/** Things in the order of their moments; of the same moment, the one that came first is first. */
export class Timeline<T> {
  readonly #entries: { at: number; item: T }[] = []

  /** The first moment, in milliseconds since the epoch; undefined when there is nothing. */
  get nextAt(): number | undefined {
    return this.#entries[0]?.at
  }

  add(at: number, item: T): void {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#entries[middle]?.at ?? 0) <= at) low = middle + 1
      else high = middle
    }
    this.#entries.splice(low, 0, { at, item })
  }

  /** Takes the first thing out if its moment has come. */
  takeDue(now: number): T | undefined {
    return (this.nextAt ?? Number.POSITIVE_INFINITY) <= now ? this.#entries.shift()?.item : undefined
  }

  clear(): void {
    this.#entries.length = 0
  }
}
