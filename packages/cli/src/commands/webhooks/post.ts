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

/** Posts a webhook as Flowroute does. It is not repeated, and a failure is an answer too. */
export async function post(url: URL, payload: unknown): Promise<Answer> {
  try {
    const response = await ky.post(url, {
      body: JSON.stringify(payload),
      headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' },
      redirect: 'manual',
      retry: 0,
      throwHttpErrors: false,
      timeout,
    })
    return { status: response.status, text: (await response.text()).slice(0, 200) }
  } catch (error) {
    const { message, cause } = error as Error
    return { status: null, text: cause instanceof Error ? cause.message : message }
  }
}

/** Whether the program has taken it. */
export const isTaken = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300

/** @throws {Failure} it is not the URL of a program */
export function targetUrl(text: string): URL {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null) throw usage(`"${text}" is not a URL such as http://localhost:3000/webhooks.`)
  return url
}
