/**
 * A page of a list.
 *
 * @example const page = await numbers.list({ pageSize: 50 })
 * for (const number of page) console.log(number.id)
 * const second = await page.next()
 */
export class Page<T> implements Iterable<T> {
  /** The items of this page, in the order of the list. */
  readonly items: readonly T[]
  /** How many items of the list precede this page. */
  readonly offset: number
  /** Whether another page follows. */
  readonly hasNext: boolean
  readonly #next: () => Promise<Page<T>>

  constructor(items: readonly T[], offset: number, hasNext: boolean, next: () => Promise<Page<T>>) {
    this.items = items
    this.offset = offset
    this.hasNext = hasNext
    this.#next = next
  }

  /** Fetches the page after this one; undefined when this is the last. */
  async next(): Promise<Page<T> | undefined> {
    return this.hasNext ? this.#next() : undefined
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items[Symbol.iterator]()
  }
}
