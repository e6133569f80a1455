import { ApiPromise } from '../client/api-promise.ts'
import type { Call } from '../client/call.ts'
import type { QueryValue, RequestOptions, RequestSpec, WithResponse } from '../client/options.ts'
import { addCallSite } from '../errors/call-site.ts'
import { AbortedError, invalid, ResponseFormatError } from '../errors/errors.ts'
import { checkNames } from '../inputs/known-names.ts'
import type { Path } from '../inputs/path.ts'
import type { Decoder } from '../json-api/decoder.ts'
import { fingerprint } from './fingerprint.ts'
import { Page } from './page.ts'
import { readAhead } from './read-ahead.ts'

/**
 * Where a list begins, and how its pages are requested.
 *
 * @example numbers.list({ pageSize: 100, prefetch: 4 })
 */
export interface PageOptions {
  /** Items per page; the API's `limit`. Default: 200, or the most the endpoint allows. */
  pageSize?: number | undefined
  /** How many items to skip at the start. Default 0. */
  offset?: number | undefined
  /** How many pages to request ahead of the reader while iterating, at most 100. Default 0. */
  prefetch?: number | undefined
}

/**
 * A list endpoint: its path, its filters, and the page wanted.
 *
 * @example client.list({ path: '/v2/routes', query: { routeType: 'host', pageSize: 50 }, decode: entities(routeSchema) })
 */
export interface ListSpec<T> {
  /** Path after the base URL; values in it are encoded by the `path` tag. */
  path: string | Path
  /** Filters and {@link PageOptions}. */
  query?: PageOptions & Readonly<Record<string, QueryValue>>
  /** The most items a page of this endpoint may have. Default 200. */
  pageSizeAtMost?: number
  /**
   * For a service that numbers its pages from 1: converts the filters, `limit` and `page` to the query of that page.
   * Default: pages by `limit` and `offset`.
   */
  byPageNumber?: ((query: Readonly<Record<string, QueryValue>>) => RequestSpec<unknown>['query']) | undefined
  /** Signs each request; see {@link RequestSpec}. */
  sign?: RequestSpec<unknown>['sign']
  /** Decodes the items of a page, usually `entities(schema)`. */
  decode: Decoder<T[]>
}

interface Resolved<T> {
  spec: ListSpec<T>
  filters: Readonly<Record<string, QueryValue>>
  pageSize: number
  offset: number
  prefetch: number
  /** The offset from which on no page is wanted. */
  end: number
}

/** After so many repeated pages in a row the list ends with an error. */
const mostRepeats = 3

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
   * Iterates over the pages. Leaving the loop aborts the requests made ahead.
   *
   * @example for await (const page of numbers.list().pages()) console.log(page.offset, page.items)
   */
  pages(): AsyncGenerator<Page<T>, void, undefined> {
    return this.#pages(() => this.#resolve())
  }

  /**
   * The first items of the list, fetching no more pages than they take.
   *
   * @param count how many at most
   * @throws {InvalidInputError} count is not an integer from 0
   */
  async take(count: number): Promise<T[]> {
    checkInteger('count', count, 0)
    const taken: T[] = []
    if (count === 0) return taken
    const shortened = (): Resolved<T> => {
      const resolved = this.#resolve()
      const { spec, pageSize, offset } = resolved
      // Numbered pages of another size would begin at other items.
      const smaller = spec.byPageNumber && offset > 0 ? pageSize : Math.min(pageSize, count)
      return { ...resolved, pageSize: smaller, end: offset + count }
    }
    for await (const item of this.#items(shortened)) {
      if (taken.push(item) === count) break
    }
    return taken
  }

  /**
   * All items, in one array.
   *
   * @param options.max the most items expected; default: no bound
   * @throws {InvalidInputError} the list has more than `max` items
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
    const ahead = readAhead<T>(this.#options.signal, (offset, signal) =>
      this.#fetch(resolved, offset, { ...this.#options, signal }),
    )
    const seen = new Set<string | number>()
    let repeats = 0
    let requested = ahead.request(resolved.offset)
    try {
      for (;;) {
        const { data: page, response } = await requested.page
        this.#throwIfAborted()
        const { items, offset, hasNext } = page
        const stride = strideOf(resolved, items)
        const following = offset + stride
        if (hasNext) {
          ahead.fill(following, stride, Math.min(prefetch, Math.ceil((end - following) / stride)))
        }
        const mark = fingerprint(items)
        if (mark === undefined || !seen.has(mark)) {
          repeats = 0
          if (mark !== undefined) seen.add(mark)
          if (items.length > 0) yield page
        } else if (++repeats >= mostRepeats) {
          throw repeatsItself(resolved.spec.path, response.status)
        }
        if (!hasNext) return
        requested = ahead.shift() ?? ahead.request(following)
      }
    } catch (error) {
      addCallSite(error)
      throw error
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
    checkNames(spec, ['path', 'query', 'pageSizeAtMost', 'byPageNumber', 'sign', 'decode'], {
      filters: 'query',
    })
    const { pageSizeAtMost = 200, query = {} } = spec
    const { pageSize = Math.min(pageSizeAtMost, 200), offset = 0, prefetch = 0, ...filters } = query
    checkInteger('pageSize', pageSize, 1, pageSizeAtMost)
    checkInteger('offset', offset, 0)
    checkInteger('prefetch', prefetch, 0, 100)
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
    // Only the presence of the next link is used, never its target: credentials go to the base URL alone.
    const hasNext = items.length > 0 && hasNextLink(answer.response.body)
    const next = async (): Promise<Page<T>> => {
      const { data: page, response } = await this.#fetch(
        resolved,
        offset + strideOf(resolved, items),
        this.#options,
      )
      const mark = fingerprint(page.items)
      if (mark !== undefined && mark === fingerprint(items)) throw repeatsItself(path, response.status)
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

/** How many items the next page is after this one: a short page moves those after it, unless pages are numbered. */
function strideOf<T>({ spec, pageSize }: Resolved<T>, items: readonly T[]): number {
  return spec.byPageNumber ? pageSize : items.length
}

function repeatsItself(path: string | Path, status: number): ResponseFormatError {
  const message = `The list ${path} does not advance: the service repeats the same page.`
  return Object.assign(new ResponseFormatError(message, status, '', { method: 'GET', path: String(path) }), {
    attempts: 1,
  })
}

function checkInteger(field: string, value: number, from: number, to = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= from && value <= to) return
  throw invalid(field, `must be an integer from ${from} to ${to}`)
}

function hasNextLink(document: unknown): boolean {
  const { links } = (document ?? {}) as { links?: { next?: unknown } | null }
  // A text, or JSON:API's object form of a link.
  return Boolean(links?.next)
}
