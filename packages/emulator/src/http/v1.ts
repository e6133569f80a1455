import type { Problem } from '../problem.ts'
import { jsonResponse } from './answer.ts'
import type { Answer } from './endpoint.ts'

const headers = { 'content-type': 'application/json' }

/** Whether a path belongs to the v1 API, which has credentials and errors of its own. */
export function isV1(path: string): boolean {
  return /^\/v1(\/|$)/.test(path)
}

/** An answer as v1 gives it: plain JSON, or nothing. */
export function v1Answer(status: number, body?: object): Answer {
  return { status, headers, ...(body === undefined ? {} : { body }) }
}

/** The error document of a problem, which is a text only. */
export function v1ProblemResponse({ status, message, headers: own }: Problem): Response {
  return jsonResponse(status, { error: message }, { ...headers, ...own })
}
