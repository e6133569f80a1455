import type { MiddlewareHandler } from 'hono'
import { type Ending, endingOf } from '../faults/ending.ts'
import { textOf } from '../http/answer.ts'
import { BodyCapture } from '../http/body-capture.ts'
import { isInboxCall, isOwnPath } from '../http/name.ts'
import { sentMessageOf } from '../http/sent-message.ts'
import { wellFormedCopy } from '../values/bytes.ts'
import type { Clock } from '../world/clock.ts'
import { dots } from './mask.ts'
import { type LogEntry, type LoggedRequest, maximumKept, type RequestLog } from './request-log.ts'

interface RecordOptions {
  log: RequestLog
  clock: Pick<Clock, 'now'>
  /** In characters: how far a secret can reach over the edge of what is kept. */
  margin: number
  /** Told of each call once it is in the log. */
  onCall(call: LoggedRequest): void
  /** Told of each call once all is in the log that is kept of its request's body too. */
  onBody(call: LoggedRequest): void
  /** Told of each call of the control API, or of the inbox page, that may have changed something, once it is answered. */
  onControl(path: string): void
}

/** Headers that are secrets from their first character to the last. */
const secretHeaders = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie']

/** Notes each call of the API, and what was answered, in the log; the emulator's own paths are not the API. */
export function recordRequests(options: RecordOptions): MiddlewareHandler {
  const { log, clock, margin, onCall, onBody, onControl } = options
  return async (context, next) => {
    const request = context.req.raw
    const { pathname: path, search } = new URL(request.url)
    if (path === '/' || isOwnPath(path) || isInboxCall(request)) {
      await next()
      if (request.method !== 'GET' && request.method !== 'HEAD') onControl(path)
      return undefined
    }
    const started = performance.now()
    const requestBody = new BodyCapture(hasBody(request) ? request.clone().body : null, maximumKept + margin)
    const noted = {
      at: clock.now(),
      method: request.method,
      path,
      query: search.slice(1),
      requestHeaders: headersOf(request.headers),
      requestBody,
    }
    await next()
    const milliseconds = Math.round(10 * (performance.now() - started)) / 10
    const outcome = outcomeOf(context.res, endingOf(request), margin)
    const messageId = sentMessageOf(request)
    const sent = messageId === undefined ? {} : { messageId }
    const id = log.add({ ...noted, ...outcome, milliseconds, ...sent })
    const call = log.find(id)
    if (call !== undefined) onCall(call)
    void requestBody.finished.then(() => {
      const whole = log.find(id)
      if (whole !== undefined) onBody(whole)
    })
    return undefined
  }
}

function hasBody({ method, body }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD' && body !== null
}

function outcomeOf(
  response: Response,
  ending: Ending | undefined,
  margin: number,
): Pick<LogEntry, 'status' | 'error' | 'responseHeaders' | 'responseBody'> {
  const end = ending?.then === 'reset' ? 'the connection was reset' : 'nothing more was sent'
  if (ending?.sent === 'nothing') {
    const error = `No answer: ${ending.then === 'reset' ? end : 'nothing was sent'}.`
    return { status: null, error, responseHeaders: {}, responseBody: { text: '' } }
  }
  return {
    status: response.status,
    ...(ending === undefined ? {} : { error: `Half of the answer was sent; then ${end}.` }),
    responseHeaders: headersOf(response.headers),
    responseBody: bodyOf(response, margin),
  }
}

/** The text of which the answer was made, if that is known: it is there at once, and the answer stays untouched. */
function bodyOf(response: Response, margin: number): LogEntry['responseBody'] {
  const text = textOf(response)
  if (text === undefined)
    return new BodyCapture(response.body === null ? null : response.clone().body, maximumKept + margin)
  // A copy of the part alone; a slice of it would keep the whole alive.
  return { text: wellFormedCopy(text.slice(0, maximumKept + margin)) }
}

function headersOf(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, hideSecret(name, value)]))
}

/** Leaves the scheme of credentials: whether they were Basic is worth seeing. */
function hideSecret(name: string, value: string): string {
  if (!secretHeaders.includes(name)) return value
  const [scheme = ''] = /^\w+ (?=\S)/.exec(value) ?? []
  return `${scheme}${dots(value.slice(scheme.length))}`
}
