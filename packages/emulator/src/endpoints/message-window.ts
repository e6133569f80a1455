import { formatLinkDate, readDate } from '../http/dates.ts'
import { linkTo, readPage } from '../http/paging.ts'
import { unprocessable } from '../problem.ts'
import type { PageRequest } from '../values/page.ts'

const dayMilliseconds = 24 * 3_600_000

/** Which records a listing of messages asks for, from `start` to `end`, both included. */
export interface MessageWindow {
  start: number
  end: number
  page: PageRequest
  /** The link to the page after it. */
  next: string
}

export function readWindow(query: URLSearchParams, collection: string): MessageWindow {
  const start = readDateFilter(query, 'start_date')
  if (start === undefined) throw unprocessable('start_date is required.')
  const end = readEndDate(query)
  const page = readPage(query)
  const next = linkTo(collection, [
    ['limit', String(page.limit)],
    ['start_date', formatLinkDate(start)],
    ['end_date', end === undefined ? undefined : formatLinkDate(end)],
    ['offset', String(page.offset + page.limit)],
  ])
  return { start, end: end ?? Number.POSITIVE_INFINITY, page, next }
}

function readDateFilter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const date = readDate(text)
  if (date === undefined) throw unprocessable(`${name} must be YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss.SSZ.`)
  return date
}

/** A bare day is meant to its end; a time, midnight too, is exact. */
function readEndDate(query: URLSearchParams): number | undefined {
  const end = readDateFilter(query, 'end_date')
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(query.get('end_date') ?? '')
  return end !== undefined && isDay ? end + dayMilliseconds - 1 : end
}
