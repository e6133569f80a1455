import { rejectionOnAbort } from '../http/abort.ts'
import { BodyCapture } from '../http/body-capture.ts'
import { toBase64 } from '../values/bytes.ts'

/** Makes the request and gives the answer, like the global `fetch`. */
export type Deliver = (request: Request) => Promise<Response>

/** What came of one attempt: the answer's status, or null and why there was none. */
interface Outcome {
  status: number | null
  error?: string
  /** There when there was an answer; its body may still be on its way. */
  answer?: { headers: Record<string, string>; body: BodyCapture }
}

/** What is kept of an answer's body, in characters. */
export const maximumKept = 4_096

const timeLimitSeconds = 10

/** Posts a webhook once. Never rejects: whatever goes wrong is the outcome. */
export async function post(
  deliver: Deliver,
  url: string,
  body: string,
  closing: AbortSignal,
): Promise<Outcome> {
  const limit = new AbortController()
  const giveUp = (): void => limit.abort(new Error(`There was no answer within ${timeLimitSeconds} seconds.`))
  const timer = setTimeout(giveUp, timeLimitSeconds * 1_000)
  const signal = AbortSignal.any([limit.signal, closing])
  try {
    const answer = deliver(webhookRequest(url, body, signal))
    // The race is for a deliver that pays the signal no attention.
    const response = await Promise.race([answer, rejectionOnAbort(signal)])
    // The body means nothing to Flowroute. It is read for people to see; unread it would hold its connection.
    const capture = new BodyCapture(response.body, maximumKept + 1)
    const stop = (): void => capture.stop()
    signal.addEventListener('abort', stop)
    void capture.finished.then(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
    return {
      status: response.status,
      answer: { headers: Object.fromEntries(response.headers), body: capture },
    }
  } catch (error) {
    clearTimeout(timer)
    return { status: null, error: explain(error) }
  }
}

function webhookRequest(address: string, body: string, signal: AbortSignal): Request {
  const url = new URL(address)
  const headers = new Headers({ 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' })
  // A Request takes no URL with credentials; a client written in Go shows them like this.
  if (url.username !== '' || url.password !== '') {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    headers.set('authorization', `Basic ${toBase64(credentials)}`)
    url.username = ''
    url.password = ''
  }
  return new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal })
}

/** The global `fetch` says only that it failed; the cause says why. */
function explain(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}
