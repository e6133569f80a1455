import type { Page } from '../values/page.ts'

/** A page of those that match. Tests no more of them than it takes to know whether more follows. */
export function pageOfMatching<T>(
  all: Iterable<T>,
  matches: (item: T) => boolean,
  { limit, offset }: { limit: number; offset: number },
): Page<T> {
  const items: T[] = []
  let toSkip = offset
  for (const item of all) {
    if (!matches(item)) continue
    if (toSkip > 0) toSkip--
    else if (items.length < limit) items.push(item)
    else return { items, more: true }
  }
  return { items, more: false }
}
