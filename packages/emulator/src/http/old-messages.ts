import type { Problem } from '../problem.ts'
import { errorOf, jsonResponse } from './answer.ts'

/** Whether a path belongs to the messages API v2.0, whose errors differ from those of its successors. */
export function isOldMessages(path: string): boolean {
  return /^\/v2\/messages(\/|$)/.test(path)
}

/** The error document of a problem, which has one error and no list. */
export function oldMessagesProblemResponse(problem: Problem, id: string): Response {
  return jsonResponse(problem.status, { error: errorOf(problem, id) }, problem.headers)
}
