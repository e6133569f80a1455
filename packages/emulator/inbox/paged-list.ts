import { useEffect, useMemo, useReducer } from 'preact/hooks'
import { explain } from './api.ts'

const pageSize = 50

/** How many are read again at most after something was missed. */
const largestPage = 200

/** A part of a listing, newest first. */
export interface ListPage<Item> {
  items: readonly Item[]
  more: boolean
}

type Load<Item> = (query: string) => Promise<ListPage<Item>>

/** A listing that is read page by page, and to which news come in at the front. */
export class PagedList<Item> {
  items: readonly Item[] = []
  more = false
  isLoaded = false
  problem: string | undefined
  readonly #load: Load<Item>
  readonly #keyOf: (item: Item) => string
  readonly #onChange: () => void
  #isLoading = false
  /** What came in while a page was on its way, which may not be in it. */
  #news: { item: Item; toFront: boolean }[] = []
  #isStale = false

  constructor(load: Load<Item>, keyOf: (item: Item) => string, onChange: () => void) {
    this.#load = load
    this.#keyOf = keyOf
    this.#onChange = onChange
  }

  /** Reads what is shown anew. */
  async reload(): Promise<void> {
    this.#isStale = this.#isLoading
    if (this.#isLoading) return
    const limit = Math.min(Math.max(this.items.length, pageSize), largestPage)
    await this.#read(limit, 0, (items) => items)
  }

  async loadMore(): Promise<void> {
    if (this.#isLoading || !this.more) return
    await this.#read(pageSize, this.items.length, (items) => this.#merge(items))
  }

  /** Takes in something that is new or different; `toFront` moves what is there already. */
  put(item: Item, toFront: boolean): void {
    if (this.#isLoading) this.#news.push({ item, toFront })
    this.#place(item, toFront)
    this.#onChange()
  }

  async #read(
    limit: number,
    offset: number,
    merge: (items: readonly Item[]) => readonly Item[],
  ): Promise<void> {
    this.#isLoading = true
    this.#news = []
    try {
      const page = await this.#load(`limit=${limit}&offset=${offset}`)
      this.items = merge(page.items)
      this.more = page.more
      this.isLoaded = true
      this.problem = undefined
      for (const { item, toFront } of this.#news) this.#place(item, toFront)
    } catch (error) {
      this.problem = explain(error)
    }
    this.#isLoading = false
    this.#onChange()
    if (this.#isStale) await this.reload()
  }

  #merge(items: readonly Item[]): readonly Item[] {
    const known = new Set(this.items.map(this.#keyOf))
    return [...this.items, ...items.filter((item) => !known.has(this.#keyOf(item)))]
  }

  #place(item: Item, toFront: boolean): void {
    const key = this.#keyOf(item)
    const index = this.items.findIndex((other) => this.#keyOf(other) === key)
    if (index === -1 || toFront) {
      this.items = [item, ...this.items.filter((_, place) => place !== index)]
    } else {
      this.items = this.items.map((other, place) => (place === index ? item : other))
    }
  }
}

/** A listing for as long as the component is shown; another `name` makes another listing. */
export function usePagedList<Item>(
  name: string,
  load: Load<Item>,
  keyOf: (item: Item) => string,
): PagedList<Item> {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const list = useMemo(() => new PagedList(load, keyOf, () => render(undefined as never)), [name])
  useEffect(() => void list.reload(), [list])
  return list
}
