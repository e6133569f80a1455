import { ApiPromise } from './api-promise.ts'
import { AbortedError, invalid, ResponseFormatError } from './errors.ts'
import type { Decoder } from './json-api.ts'
import type { QueryValue, RequestOptions, RequestSpec, WithResponse } from './options.ts'
import { whenAborted } from './when-aborted.ts'

/**
 * Which page to begin with, and how to go on.
 *
 * @example numbers.list({ pageSize: 100, prefetch: 4 })
 */
export interface PageOptions {
  /** Items a page has; the API's `limit`. Default: the most the endpoint allows. */
  pageSize?: number | undefined
  /** How many items to pass over at the start. Default 0. */
  offset?: number | undefined
  /** Pages to request ahead of the reader while iterating. Default 0. */
  prefetch?: number | undefined
}

/**
 * A list endpoint: where it is, its filters, the page wanted.
 *
 * @example client.list({ path: '/v2/routes', query: { routeType: 'host', pageSize: 50 }, decode: entities(routeSchema) })
 */
export interface ListSpec<T> {
  /** Path from the base URL on, made with the `path` tag. */
  path: string
  /** Filters, and {@link PageOptions} among them. */
  query?: PageOptions & Readonly<Record<string, QueryValue>>
  /** The most items a page of this endpoint may have. Default 200. */
  pageSizeAtMost?: number
  /**
   * For a service that numbers its pages from 1: given the filters with `limit` and `page`, gives the query of that
   * page. Default: pages by `limit` and `offset`.
   */
  byPageNumber?: ((query: Readonly<Record<string, QueryValue>>) => RequestSpec<unknown>['query']) | undefined
  /** Signs each request; see {@link RequestSpec}. */
  sign?: RequestSpec<unknown>['sign']
  /** Reads the items of a page, usually `entities(schema)`. */
  decode: Decoder<T[]>
}

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
  /** How many items of the list come before this page. */
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

type Call = <T>(spec: RequestSpec<T>, options?: RequestOptions) => Promise<WithResponse<T>>

interface Resolved<T> {
  spec: ListSpec<T>
  filters: Readonly<Record<string, QueryValue>>
  pageSize: number
  offset: number
  prefetch: number
  /** The offset from which on no page is wanted. */
  end: number
}

/** A page that has been asked for. */
interface Asked<T> {
  offset: number
  page: Promise<WithResponse<Page<T>>>
}

/** So many pages of nothing new mean that the service repeats itself. */
const repeatsAtMost = 3

/**
 * A list, fetched page by page as it is used: await it for its first page, iterate it for all items.
 *
 * @example
 * for await (const number of numbers.list()) console.log(number.id)
 * const page = await numbers.list({ pageSize: 50 })
 * const ten = await numbers.search({ state: 'WA' }).take(10)
 */
export class List<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
  readonly #spec: ListSpec<T> | (() => ListSpec<T>)
  readonly #options: RequestOptions
  readonly #call: Call

  constructor(spec: ListSpec<T> | (() => ListSpec<T>), options: RequestOptions = {}, call: Call) {
    let first: Promise<WithResponse<Page<T>>> | undefined
    super(() => {
      first ??= this.#firstPage()
      return first
    })
    this.#spec = spec
    this.#options = options
    this.#call = call
  }

  /** Iterates over the items of all pages. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.#items()
  }

  /**
   * Iterates over the pages. Leaving the loop gives up the requests made ahead.
   *
   * @example for await (const page of numbers.list().pages()) await store(page.items)
   */
  pages(): AsyncGenerator<Page<T>, void, undefined> {
    return this.#pages(() => this.#resolve())
  }

  /**
   * The first items of the list, fetching no more pages than they take.
   *
   * @param count how many at most
   * @throws {InvalidInputError} count is not a whole number from 0
   */
  async take(count: number): Promise<T[]> {
    checkWhole('count', count, 0)
    const taken: T[] = []
    if (count === 0) return taken
    const frugal = (): Resolved<T> => {
      const resolved = this.#resolve()
      const { spec, pageSize, offset } = resolved
      // Numbered pages of another size would begin elsewhere.
      const smaller = spec.byPageNumber && offset > 0 ? pageSize : Math.min(pageSize, count)
      return { ...resolved, pageSize: smaller, end: offset + count }
    }
    for await (const item of this.#items(frugal)) {
      if (taken.push(item) === count) break
    }
    return taken
  }

  /**
   * All items, in one array.
   *
   * @param options.max the most items expected; default: no bound
   * @throws {InvalidInputError} the list has more than `max` items; none is dropped silently
   */
  async toArray({ max = Number.POSITIVE_INFINITY }: { max?: number } = {}): Promise<T[]> {
    const all: T[] = []
    for await (const item of this) {
      if (!(all.length < max))
        throw invalid('max', `is ${max}, but the list is longer; use take() for a part of it`)
      all.push(item)
    }
    return all
  }

  async *#items(resolve = () => this.#resolve()): AsyncGenerator<T, void, undefined> {
    for await (const page of this.#pages(resolve)) {
      for (const item of page.items) {
        this.#throwIfAborted()
        yield item
      }
    }
  }

  async *#pages(resolve: () => Resolved<T>): AsyncGenerator<Page<T>, void, undefined> {
    const resolved = resolve()
    const { prefetch, end } = resolved
    const ahead = askAhead(this.#options.signal, (offset, signal) =>
      this.#fetch(resolved, offset, { ...this.#options, signal }),
    )
    const seen = new Set<string>()
    let repeats = 0
    let asked = ahead.ask(resolved.offset)
    try {
      for (;;) {
        const { data: page, response } = await asked.page
        this.#throwIfAborted()
        const { items, offset, hasNext } = page
        const stride = strideOf(resolved, items)
        const following = offset + stride
        // Short pages move the offsets of those after them: what was asked for with the old ones is of no use.
        if (hasNext) {
          ahead.fill(following, stride, Math.min(prefetch, Math.ceil((end - following) / stride)))
        }
        const mark = fingerprint(items)
        if (mark === undefined || !seen.has(mark)) {
          repeats = 0
          if (mark !== undefined) seen.add(mark)
          if (items.length > 0) yield page
        } else if (++repeats >= repeatsAtMost) {
          throw standsStill(resolved.spec.path, response.status)
        }
        if (!hasNext) return
        asked = ahead.shift() ?? ahead.ask(following)
      }
    } finally {
      ahead.stop()
    }
  }

  async #firstPage(): Promise<WithResponse<Page<T>>> {
    const resolved = this.#resolve()
    return this.#fetch(resolved, resolved.offset, this.#options)
  }

  #resolve(): Resolved<T> {
    const spec = typeof this.#spec === 'function' ? this.#spec() : this.#spec
    const { pageSizeAtMost = 200, query = {} } = spec
    const { pageSize = Math.min(pageSizeAtMost, 200), offset = 0, prefetch = 0, ...filters } = query
    checkWhole('pageSize', pageSize, 1, pageSizeAtMost)
    checkWhole('offset', offset, 0)
    checkWhole('prefetch', prefetch, 0, 100)
    if (spec.byPageNumber && offset % pageSize > 0) throw invalid('offset', 'must be a multiple of pageSize')
    return { spec, filters, pageSize, offset, prefetch, end: Number.POSITIVE_INFINITY }
  }

  async #fetch(
    resolved: Resolved<T>,
    offset: number,
    options: RequestOptions,
  ): Promise<WithResponse<Page<T>>> {
    const { spec, filters, pageSize } = resolved
    const { path, decode, sign, byPageNumber } = spec
    const query = byPageNumber
      ? byPageNumber({ ...filters, limit: pageSize, page: offset / pageSize + 1 })
      : { ...filters, limit: pageSize, offset }
    const answer = await this.#call<T[]>({ method: 'GET', path, query, sign, decode }, options)
    const items = answer.data
    // Only whether there is a next page is taken from its link: credentials never go where a link points.
    const hasNext = items.length > 0 && hasNextLink(answer.response.body)
    const next = async (): Promise<Page<T>> => {
      const { data: page, response } = await this.#fetch(
        resolved,
        offset + strideOf(resolved, items),
        this.#options,
      )
      const mark = fingerprint(page.items)
      if (mark !== undefined && mark === fingerprint(items)) throw standsStill(path, response.status)
      return page
    }
    return { ...answer, data: new Page(items, offset, hasNext, next) }
  }

  #throwIfAborted(): void {
    const { signal } = this.#options
    if (signal?.aborted)
      throw new AbortedError('The list was aborted by its signal.', { cause: signal.reason })
  }
}

/** How far the next page is from this one: a short page moves those after it, unless pages are numbered. */
function strideOf<T>({ spec, pageSize }: Resolved<T>, items: readonly T[]): number {
  return spec.byPageNumber ? pageSize : items.length
}

function standsStill(path: string, status: number): ResponseFormatError {
  const message = `The list ${path} does not move on: the service repeats the same page.`
  return Object.assign(new ResponseFormatError(message, status, '', { method: 'GET', path }), { attempts: 1 })
}

function checkWhole(field: string, value: number, from: number, to = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= from && value <= to) return
  throw invalid(field, `must be a whole number from ${from} to ${to}`)
}

interface Ahead<T> {
  ask(offset: number): Asked<T>
  /** Keeps `count` pages on their way, the first at `offset`, each `stride` items after the one before. */
  fill(offset: number, stride: number, count: number): void
  shift(): Asked<T> | undefined
  stop(): void
}

/** The pages asked for ahead of the reader, in order. */
function askAhead<T>(
  signal: AbortSignal | undefined,
  fetch: (offset: number, signal: AbortSignal) => Promise<WithResponse<Page<T>>>,
): Ahead<T> {
  let controller = new AbortController()
  let queue: Asked<T>[] = []
  const forward = (): void => controller.abort(signal?.reason)
  const ask = (offset: number): Asked<T> => {
    if (signal?.aborted) forward()
    const page = fetch(offset, controller.signal)
    // Its failure belongs to the reader who gets there; if none does, to nobody.
    page.catch(() => {})
    return { offset, page }
  }
  const leave = whenAborted(signal, forward)
  return {
    ask,
    fill(offset, stride, count) {
      if (queue[0] !== undefined && queue[0].offset !== offset) {
        controller.abort()
        controller = new AbortController()
        queue = []
      }
      while (queue.length < count) queue.push(ask((queue.at(-1)?.offset ?? offset - stride) + stride))
    },
    shift: () => queue.shift(),
    stop() {
      leave()
      controller.abort()
    },
  }
}

function hasNextLink(document: unknown): boolean {
  const { links } = (document ?? {}) as { links?: { next?: unknown } | null }
  // A text, or JSON:API's object form of a link.
  return Boolean(links?.next)
}

/** Tells a page from others; undefined when its items have no ids to tell by. */
function fingerprint(items: readonly unknown[]): string | undefined {
  const [first, last] = [items[0], items.at(-1)] as ({ id?: unknown } | undefined)[]
  return first?.id == null || last?.id == null ? undefined : `${items.length} ${first.id} ${last.id}`
}
