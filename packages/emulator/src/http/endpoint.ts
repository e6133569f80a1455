import type { Context, Hono } from 'hono'
import { Problem } from '../problem.ts'
import { jsonResponse } from './answer.ts'

/** One request, as an endpoint reads it. */
export interface Call {
  request: Request
  query: URLSearchParams
  /** A part of the path that the endpoint left open, decoded. */
  parameter(name: string): string
}

/** What an endpoint answers; without a body there is none, as with 204. */
export interface Answer {
  status: number
  body?: unknown
  /** Beside the content type of JSON:API, or in its place. */
  headers?: Record<string, string>
}

/** One method on one path. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** In Hono's notation: `/v2/numbers/:id`. */
  path: string
  /** A `Response` goes out as it is. */
  handle(call: Call): Answer | Response | Promise<Answer | Response>
}

/**
 * Puts the endpoints on the application.
 *
 * Where two paths fit a request, the one listed first has it: all its methods, so `available` is never taken
 * for a number's id.
 */
export function mountEndpoints(app: Hono, endpoints: readonly Endpoint[]): void {
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const here = endpoints.filter((endpoint) => endpoint.path === path)
    for (const endpoint of here) app.on(endpoint.method, path, (context) => run(endpoint, context))
    const allow = allowedMethods(here)
    app.on('OPTIONS', path, () => new Response(null, { status: 204, headers: { allow } }))
    app.all(path, ({ req }) => {
      throw new Problem(405, `${req.method} is not allowed on ${req.path}.`, { headers: { allow } })
    })
  }
}

async function run(endpoint: Endpoint, context: Context): Promise<Response> {
  const answer = await endpoint.handle({
    request: context.req.raw,
    query: new URL(context.req.url).searchParams,
    parameter: (name) => context.req.param(name) ?? '',
  })
  if (answer instanceof Response) return answer
  const { status, body, headers } = answer
  const none = { status, ...(headers === undefined ? {} : { headers }) }
  return body === undefined ? new Response(null, none) : jsonResponse(status, body, headers)
}

function allowedMethods(endpoints: readonly Endpoint[]): string {
  const methods = endpoints.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...methods, 'OPTIONS'].join(', ')
}
