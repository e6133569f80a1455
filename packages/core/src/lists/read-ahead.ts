import type { WithResponse } from '../client/options.ts'
import { whenAborted } from '../client/when-aborted.ts'
import type { Page } from './page.ts'

/** A requested page. */
interface RequestedPage<T> {
  offset: number
  page: Promise<WithResponse<Page<T>>>
}

/** Pages requested ahead of the reader, in order. */
export interface ReadAhead<T> {
  request(offset: number): RequestedPage<T>
  /** Keeps `count` pages in flight, the first at `offset`, each `stride` items after the one before. */
  fill(offset: number, stride: number, count: number): void
  /** The next page in flight, if any. */
  shift(): RequestedPage<T> | undefined
  stop(): void
}

/**
 * Requests pages ahead of the reader.
 *
 * @param signal the caller's; it aborts the requests
 * @param fetch requests one page
 */
export function readAhead<T>(
  signal: AbortSignal | undefined,
  fetch: (offset: number, signal: AbortSignal) => Promise<WithResponse<Page<T>>>,
): ReadAhead<T> {
  let controller = new AbortController()
  let queue: RequestedPage<T>[] = []
  const forward = (): void => controller.abort(signal?.reason)
  const request = (offset: number): RequestedPage<T> => {
    if (signal?.aborted) forward()
    const page = fetch(offset, controller.signal)
    // Only the reader who gets to this page sees its failure; without this, one that nobody gets to would be unhandled.
    page.catch(() => {})
    return { offset, page }
  }
  const unwatch = whenAborted(signal, forward)
  return {
    request,
    fill(offset, stride, count) {
      // A short page has moved the offsets of those after it: pages requested with the old ones are of no use.
      if (queue[0] !== undefined && queue[0].offset !== offset) {
        controller.abort()
        controller = new AbortController()
        queue = []
      }
      while (queue.length < count) queue.push(request((queue.at(-1)?.offset ?? offset - stride) + stride))
    },
    shift: () => queue.shift(),
    stop() {
      unwatch()
      controller.abort()
    },
  }
}
