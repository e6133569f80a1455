import {
  ConnectionError,
  InvalidInputError,
  isFlowrouteError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '@flowroute/core'
import { pause } from '@flowroute/core/resource'
import type { Wanted } from './find-sent.ts'
import type { Resolution, SentSearch } from './options.ts'

/** A send, as it was made. */
export interface Send {
  message: Wanted
  /** When it began, in milliseconds since 1970. */
  sentAt: number
}

/** Which send an error belongs to. The text of a message must not be in an error that is logged. */
const sends = new WeakMap<object, Send>()

/** Remembers what an error's send was. */
export function rememberSend(error: unknown, send: Send): void {
  if (isFlowrouteError(error)) sends.set(error, send)
}

/** The error of a send, found also where a program has wrapped it in errors of its own. */
export function sendOf(error: unknown): { send: Send; outcome: string } | undefined {
  let cause: unknown = error
  for (let depth = 0; depth < 10 && typeof cause === 'object' && cause !== null; depth++) {
    const send = sends.get(cause)
    if (send !== undefined && isFlowrouteError(cause)) return { send, outcome: cause.outcome }
    cause = (cause as { cause?: unknown }).cause
  }
  return undefined
}

/** Flowroute's times may have whole seconds, as its `Date` header has: a record may seem earlier than its send. */
export const sendMargin = 5_000

/** A search that failed like this may succeed later. */
const isTransient = (error: unknown): boolean =>
  [ConnectionError, TimeoutError, ServerError, RateLimitError].some((type) => error instanceof type)

/** Searches, waits and searches again until the record is found, or the last search found none. */
export async function searchAgain(
  search: () => Promise<SentSearch>,
  waits: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Resolution> {
  const start = performance.now()
  for (let searches = 1; ; searches++) {
    const wait = waits[searches - 1]
    try {
      const { records, clockSkew } = await search()
      const [record] = records
      if (record !== undefined || wait === undefined) {
        return { record, searches, searchedFor: performance.now() - start, clockSkew }
      }
    } catch (error) {
      // That nothing was found may only be said after a search that read every page.
      if (wait === undefined || !isTransient(error)) throw error
    }
    await pause(wait, signal)
  }
}

export const notASend = (): InvalidInputError =>
  new InvalidInputError([
    {
      field: 'target',
      message: 'must be an error of send() in this process, or { to, from, body, since } of the message',
    },
  ])
