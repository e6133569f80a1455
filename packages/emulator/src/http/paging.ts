import { unprocessable } from '../problem.ts'
import type { Page, PageRequest } from '../values/page.ts'
import { origin } from './answer.ts'

const defaultLimit = 10

/** Filters by their names on the wire; those undefined were not given. */
export type Filters = Record<string, string | undefined>

/** Reads `limit` and `offset`. */
export function readPage(query: URLSearchParams, maximum = Number.MAX_SAFE_INTEGER): PageRequest {
  const limit = readInteger(query, 'limit') ?? defaultLimit
  if (limit < 1 || limit > maximum) {
    const range = maximum === Number.MAX_SAFE_INTEGER ? 'greater than 0' : `from 1 to ${maximum}`
    throw unprocessable(`limit must be ${range}.`)
  }
  return { limit, offset: readInteger(query, 'offset') ?? 0 }
}

function readInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw unprocessable(`${name} must be a non-negative integer.`)
  return value
}

/** `links` of a listing: the filters as the service understood them, in the order of their names. */
export function pageLinks(path: string, filters: Filters, request: PageRequest, page: Page<unknown>): object {
  const ordered = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))
  const link = (offset: number): string =>
    linkTo(path, [...ordered, ['limit', String(request.limit)], ['offset', String(offset)]])
  const self = link(request.offset)
  return page.more ? { self, next: link(request.offset + request.limit) } : { self }
}

/** A link with that query, in that order; what is undefined is left out. */
export function linkTo(path: string, query: readonly (readonly [string, string | undefined])[]): string {
  const pairs = query.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return `${origin}${path}?${pairs.join('&')}`
}
