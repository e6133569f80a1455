/** One page of a listing and whether more follows it. */
export interface Page<T> {
  items: T[]
  more: boolean
}

/** Which part of a listing is asked for. */
export interface PageRequest {
  limit: number
  offset: number
}

/** The page of a list that is in memory. */
export function pageOf<T>(all: readonly T[], { limit, offset }: PageRequest): Page<T> {
  return { items: all.slice(offset, offset + limit), more: offset + limit < all.length }
}

/** A page of what lies from index `start` up to, not including, `end`, the last one first. Only the page is copied. */
export function newestFirst<T>(
  oldestFirst: readonly T[],
  start: number,
  end: number,
  { limit, offset }: PageRequest,
): Page<T> {
  const stop = Math.max(start, end - offset)
  const first = Math.max(start, stop - limit)
  return { items: oldestFirst.slice(first, stop).reverse(), more: first > start }
}
