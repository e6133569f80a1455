import type { Answer } from '../../http/endpoint.ts'
import { v1Answer } from '../../http/v1.ts'
import { Problem, unprocessable } from '../../problem.ts'
import type { Page, PageRequest } from '../../values/page.ts'

const defaultLimit = 10
const maximumLimit = 200

/** Which page is asked for; the first one is 1. */
export interface NumberedPage extends PageRequest {
  page: number
}

/** A filter's name on the wire and its text as it was given; undefined when it was not. */
export type Filter = readonly [name: string, value: string | undefined]

/** Reads `limit` and `page`. A limit of 0 is a 500, as documented, but for routes. */
export function readPage(query: URLSearchParams, zeroLimitStatus: 422 | 500 = 500): NumberedPage {
  const limit = readInteger(query, 'limit') ?? defaultLimit
  if (limit === 0 && zeroLimitStatus === 500) throw new Problem(500, 'An unexpected error occurred.')
  if (limit < 1 || limit > maximumLimit) throw unprocessable(`limit must be from 1 to ${maximumLimit}.`)
  const page = readInteger(query, 'page') ?? 1
  if (page < 1) throw unprocessable('page must be greater than 0.')
  return { limit, page, offset: (page - 1) * limit }
}

function readInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw unprocessable(`${name} must be an integer.`)
  return value
}

/**
 * A page as a map, with links to the pages beside it that exist. One that is empty has neither a map nor links.
 */
export function listing(
  name: string,
  path: string,
  filters: readonly Filter[],
  { limit, page }: NumberedPage,
  { items, more }: Page<readonly [key: string, entry: object]>,
): Answer {
  if (items.length === 0) return v1Answer(200, {})
  const link = (number: number): string => {
    return linkTo(path, [...filters, ['limit', String(limit)], ['page', String(number)]])
  }
  const links = { ...(page > 1 ? { prev: link(page - 1) } : {}), ...(more ? { next: link(page + 1) } : {}) }
  const map = { [name]: Object.fromEntries(items) }
  return v1Answer(200, page > 1 || more ? { ...map, links } : map)
}

/** A link as v1 gives it: without an origin, a slash behind the path, the query in that order. */
export function linkTo(path: string, query: readonly Filter[]): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of query) if (value !== undefined) parameters.append(name, value)
  return `${path}/?${parameters}`
}
