import ky from 'ky'
import { usage } from '../../failures.ts'

/** What a program answered to a webhook. */
export interface Answer {
  /** The HTTP status; null where there was none. */
  status: number | null
  /** The reason of a missing answer, or the first characters of the body. */
  text: string
}

/** Milliseconds that Flowroute waits for an answer. */
const timeout = 10_000

/** Bytes of an answer that are read, and characters of them that are shown. */
const [read, shown] = [4_096, 200]

/** Posts a webhook as Flowroute does. It is not repeated, and a failure is an answer too. */
export async function post(url: URL, payload: unknown): Promise<Answer> {
  try {
    const response = await ky.post(url, {
      body: JSON.stringify(payload),
      headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' },
      redirect: 'manual',
      retry: 0,
      throwHttpErrors: false,
      // Not ky's, which ends with the headers: a body may never end.
      timeout: false,
      signal: AbortSignal.timeout(timeout),
    })
    return { status: response.status, text: await beginningOf(response) }
  } catch (error) {
    const { name, message, cause } = error as Error
    if (name === 'TimeoutError') return { status: null, text: `nothing came within ${timeout / 1_000} s` }
    return { status: null, text: cause instanceof Error ? cause.message : message }
  }
}

/** The first characters of the body; the status has been said, so that it may break off. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  let bytes = 0
  try {
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true })
      bytes += (chunk as Uint8Array).length
      if (bytes >= read) break
    }
  } catch {
    // What there was is enough.
  }
  return text.slice(0, shown)
}

/** Whether the program has taken it. */
export const isTaken = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300

/** @throws {Failure} it is not the URL of a program */
export function targetUrl(text: string): URL {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null) throw usage(`"${text}" is not a URL such as http://localhost:3000/webhooks.`)
  return url
}
