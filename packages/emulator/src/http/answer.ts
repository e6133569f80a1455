import type { Problem } from '../problem.ts'

/** The origin of every link in an answer, whatever host was asked, as Flowroute's own answers have it. */
export const origin = 'https://api.flowroute.com'

/** A JSON:API answer. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const contentType = 'application/vnd.api+json'
  const text = JSON.stringify(body)
  const response = new Response(text, { status, headers: { 'content-type': contentType, ...headers } })
  texts.set(response, text)
  return response
}

const texts = new WeakMap<Response, string>()

/** The text that a JSON:API answer was made of, without reading the answer; undefined for other answers. */
export function textOf(response: Response): string | undefined {
  return texts.get(response)
}

/**
 * The answer for a path that the API does not have. It comes from the framework and not from the API: `status` is a
 * text, and there is no id, title or detail.
 */
export function unknownPathResponse(): Response {
  const status =
    '404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling.'
  return jsonResponse(404, { errors: [{ status }] })
}

/** The error document of a problem. */
export function problemResponse(problem: Problem, id: string): Response {
  return jsonResponse(problem.status, { errors: [errorOf(problem, id)] }, problem.headers)
}

/** A problem as an error object. */
export function errorOf({ status, code, title, detail }: Problem, id: string): object {
  return {
    id,
    status,
    ...(code === undefined ? {} : { code }),
    ...(title === null ? {} : { title }),
    detail,
  }
}
