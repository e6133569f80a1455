import statuses from 'statuses'
import { Problem } from '../problem.ts'
import { utf8 } from '../values/bytes.ts'
import type { StatusFault } from './rule.ts'

const page = `<!doctype html>
<html lang="en">
  <head><title>Service temporarily unavailable</title></head>
  <body><h1>Service temporarily unavailable</h1><p>Please try again later.</p></body>
</html>
`

/** A status of 200 with a page in the place of the document. */
export function htmlAnswer(): Response {
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** A status of 200 and no bytes. */
export function emptyAnswer(): Response {
  return new Response(null, { headers: { 'content-length': '0' } })
}

/** The answer of a fault that is a status; a problem has yet to become an error document. */
export function statusAnswer(fault: StatusFault): Response | Problem {
  const { status, retryAfter, body, contentType = 'application/vnd.api+json' } = fault
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  if (body !== undefined)
    return new Response(body, { status, headers: { ...headers, 'content-type': contentType } })
  if (status < 400) return new Response(null, { status, headers })
  return new Problem(status, detailOf(status), { title: statuses.message[status] ?? null, headers })
}

/** What the documented statuses mean, in a sentence. */
function detailOf(status: number): string {
  switch (status) {
    case 401:
      return 'Authentication failed.'
    case 404:
      return 'Could not find that resource on your account.'
    case 429:
      return 'Too many requests were sent in a short time.'
    case 500:
      return 'An unexpected error occurred.'
    case 503:
      return 'The service is offline for maintenance.'
    default:
      return 'The request was not processed.'
  }
}

/** The answer with its JSON cut in the middle; one without a body as it is. */
export async function cutShort(response: Response): Promise<Response> {
  const characters = [...(await response.clone().text())]
  if (characters.length === 0) return response
  const text = characters.slice(0, Math.floor(characters.length / 2)).join('')
  return withText(response, text)
}

/** An answer like that one but for its body. */
export function withText({ status, headers: given }: Response, text: string): Response {
  const headers = new Headers(given)
  headers.set('content-length', String(utf8(text).length))
  return new Response(text, { status, headers })
}
