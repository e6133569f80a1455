import { rejectionOnAbort } from '../http/abort.ts'

/** Makes the request and gives the answer, like the global `fetch`. */
export type Deliver = (request: Request) => Promise<Response>

/** What came of one attempt: the answer's status, or null and why there was none. */
interface Outcome {
  status: number | null
  error?: string
}

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
    // An answer's body means nothing, and unread it would hold its connection.
    void response.body?.cancel().catch(() => {})
    return { status: response.status }
  } catch (error) {
    return { status: null, error: explain(error) }
  } finally {
    clearTimeout(timer)
  }
}

function webhookRequest(address: string, body: string, signal: AbortSignal): Request {
  const url = new URL(address)
  const headers = new Headers({ 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' })
  // A Request takes no URL with credentials; a client written in Go shows them like this.
  if (url.username !== '' || url.password !== '') {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`)
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
