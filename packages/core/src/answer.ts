import { type ApiError, type ApiErrorDetail, apiErrorClass, readErrors, reasonOf } from './api-error.ts'
import { type FlowrouteError, isFlowrouteError, type Outcome, ResponseFormatError } from './errors.ts'
import { isMembers } from './members.ts'
import type { Redact } from './redact.ts'
import { readRetryAfter } from './retry.ts'
import type { Answer, OutgoingRequest } from './transport.ts'

/** A successful answer, parsed. */
export interface Success {
  status: number
  headers: Headers
  /** The document; undefined when the body is empty. */
  document: unknown
  warnings: readonly ApiErrorDetail[]
}

type Call = Pick<OutgoingRequest, 'method' | 'path' | 'redact'>

const multiStatus = 207

/** Reads an answer: a success with its document, or the error it stands for. */
export function readAnswer(answer: Answer, call: Call): Success | FlowrouteError {
  const { status, headers, text, incomplete } = answer
  const document = parse(text)
  if (status < 200 || status > 299) return apiError(answer, document, call)
  if (incomplete !== undefined) {
    return isFlowrouteError(incomplete)
      ? incomplete
      : formatError((incomplete as Error).message, answer, call)
  }
  if (document === notJson) return formatError('it is not JSON', answer, call)
  const warnings = status === multiStatus ? warningsOf(document, call.redact) : []
  return { status, headers, document, warnings }
}

/** An error for a success status whose body is not what it should be. */
export function formatError(problem: string, { status, text }: Answer, call: Call): ResponseFormatError {
  const { method, path, redact } = call
  const reasons = reasonOf(readErrors(parse(text), redact))
  const message = `The answer to ${method} ${path} (${status}) cannot be used: ${problem}.${reasons && ` ${reasons}`}`
  return new ResponseFormatError(redact(message), status, snippet(text, redact), call)
}

function apiError({ status, headers, text, incomplete }: Answer, document: unknown, call: Call): ApiError {
  const { method, path, redact } = call
  const errors = readErrors(document, redact)
  const reason =
    reasonOf(errors) || (status >= 300 && status < 400 ? redirect(headers) : snippet(text, redact))
  const title = errors.find((error) => error.title !== undefined && error.title !== reason)?.title
  const message = `Flowroute answered ${method} ${path} with ${status}${title ? ` ${title}` : ''}: ${reason || 'no reason given'}`
  return new (apiErrorClass(status, errors))(redact(message), {
    method,
    path,
    outcome: outcomeOf(status),
    cause: incomplete,
    status,
    errors,
    headers: visible(headers, redact),
    retryAfter: readRetryAfter(headers),
  })
}

/**
 * Whether a status is a refusal. A 5xx, a 408 or a redirect may come from a proxy after Flowroute has acted.
 */
function outcomeOf(status: number): Outcome {
  return status >= 400 && status < 500 && status !== 408 ? 'rejected' : 'unknown'
}

function redirect(headers: Headers): string {
  const location = headers.get('location')
  const target = location !== null && URL.canParse(location) ? ` to ${new URL(location).origin}` : ''
  return `a redirect${target}, which is not followed`
}

const notJson = Symbol('not JSON')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim() === '' ? undefined : notJson
  }
}

/** How a body begins, on one line. Secrets go before the text is cut, lest a part of one be left. */
function snippet(text: string, redact: Redact): string {
  return redact(text).slice(0, 4_096).replace(/\s+/g, ' ').trim().slice(0, 200)
}

function warningsOf(document: unknown, redact: Redact): ApiErrorDetail[] {
  const told = isMembers(document) && document['errors'] ? readErrors(document, redact) : []
  return told.length > 0
    ? told
    : [{ status: multiStatus, title: 'Multi-Status', detail: 'The request succeeded only in part.' }]
}

/** Headers that help to understand a failure. */
const visibleHeaders =
  /^(content-type|content-length|date|retry-after|server|via|x-request-id|x-correlation-id|x-amzn-\w+|cf-ray|(x-)?ratelimit-.+)$/

function visible(headers: Headers, redact: Redact): Record<string, string> {
  const shown: Record<string, string> = {}
  headers.forEach((value, name) => {
    if (visibleHeaders.test(name)) shown[name] = redact(value)
  })
  return shown
}
