import type { Problem } from '../problem.ts'

/** The origin of every link in an answer, whatever host was asked, as Flowroute's own answers have it. */
export const origin = 'https://api.flowroute.com'

/** A JSON:API answer. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const contentType = 'application/vnd.api+json'
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': contentType, ...headers } })
}

/** The error document of a problem. */
export function problemResponse(problem: Problem, id: string): Response {
  const { status, code, title, detail, headers } = problem
  const error = {
    id,
    status,
    ...(code === undefined ? {} : { code }),
    ...(title === null ? {} : { title }),
    detail,
  }
  return jsonResponse(status, { errors: [error] }, headers)
}
