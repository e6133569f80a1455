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
}

/** One method on one path. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** In Hono's notation: `/v2/numbers/:id`. */
  path: string
  handle(call: Call): Answer | Promise<Answer>
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
  const { status, body } = await endpoint.handle({
    request: context.req.raw,
    query: new URL(context.req.url).searchParams,
    parameter: (name) => context.req.param(name) ?? '',
  })
  return body === undefined ? new Response(null, { status }) : jsonResponse(status, body)
}

function allowedMethods(endpoints: readonly Endpoint[]): string {
  const methods = endpoints.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...methods, 'OPTIONS'].join(', ')
}
