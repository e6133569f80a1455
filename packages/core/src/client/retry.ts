import { ApiError } from '../errors/api-error.ts'
import { ConnectionError, type FlowrouteError, TimeoutError } from '../errors/errors.ts'

const repeatable = new Set([408, 429, 500, 502, 503, 504])

/**
 * Whether an attempt that failed may be made again.
 *
 * A request that has an effect each time is repeated only when it is certain that it had none: the connection was never
 * made, or Flowroute refused it for now (429).
 *
 * @param error the failure, with what is known after all attempts so far as its outcome
 * @param replayable whether making the request twice has the same effect as once
 */
export function mayRepeat(error: FlowrouteError, replayable: boolean): boolean {
  if (!replayable && error.outcome === 'unknown') return false
  if (error instanceof ConnectionError) return replayable || error.outcome === 'not-sent'
  if (error instanceof TimeoutError) return replayable && error.limit === 'timeout'
  if (error instanceof ApiError) return replayable ? repeatable.has(error.status) : error.status === 429
  return false
}

/** Milliseconds to wait before attempt number `attempt + 1`: full jitter under a doubling ceiling. */
export function backoff(attempt: number, { base, max }: { base: number; max: number }): number {
  return Math.random() * Math.min(max, base * 2 ** (attempt - 1))
}

/**
 * Milliseconds that `Retry-After` asks for, in either of its forms; undefined when it is absent or unreadable.
 *
 * A date is compared with the response's own `Date` where there is one, so that a wrong local clock does no harm.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000
  if (!/^[A-Z][a-z]+,? /.test(value)) return undefined
  const wait = Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now())
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
