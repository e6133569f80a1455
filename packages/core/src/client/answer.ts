import { type ApiError, type ApiErrorDetail, apiErrorClass } from '../errors/api-error.ts'
import type { CallInfo } from '../errors/connection-error.ts'
import { readErrors, reasonOf } from '../errors/error-document.ts'
import { isFlowrouteError, type Outcome, ResponseFormatError } from '../errors/errors.ts'
import { type Redact, redactAndClip } from '../errors/redact.ts'
import { isObject } from '../json-api/objects.ts'
import { readRetryAfter } from './retry.ts'

/** A response with its body read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The error that ended the body early, if any. */
  incomplete?: Error
  /** Whether the platform may have sent the request more than once. */
  mayBeRepeated: boolean | undefined
}

/** A success response, parsed. */
export interface Success {
  status: number
  headers: Headers
  /** The document; undefined when the body is empty. */
  document: unknown
  warnings: readonly ApiErrorDetail[]
}

const multiStatus = 207

/**
 * Parses a response.
 *
 * @throws {ApiError | ResponseFormatError | ConnectionError} it is not a complete success
 */
export function readAnswer(answer: Answer, call: CallInfo): Success {
  const { status, headers, text, incomplete } = answer
  const document = parse(text)
  if (status < 200 || status > 299) throw apiError(answer, document, call)
  if (incomplete !== undefined) {
    throw isFlowrouteError(incomplete) ? incomplete : formatError(incomplete.message, answer, call)
  }
  if (document === notJson) throw formatError('it is not JSON', answer, call)
  const warnings = status === multiStatus ? warningsOf(document, call.redact) : []
  return { status, headers, document, warnings }
}

/** An error for a success status whose body is not what it should be. */
export function formatError(problem: string, { status, text }: Answer, call: CallInfo): ResponseFormatError {
  const { method, path, redact } = call
  const reasons = reasonOf(readErrors(parse(text), redact))
  const message = `The response to ${method} ${path} (${status}) is not usable: ${problem}.${reasons && ` ${reasons}`}`
  return new ResponseFormatError(redact(message), status, snippet(text, redact), { method, path })
}

function apiError(
  { status, headers, text, incomplete }: Answer,
  document: unknown,
  call: CallInfo,
): ApiError {
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
export function outcomeOf(status: number): Outcome {
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

/** The beginning of a body, on one line. */
function snippet(text: string, redact: Redact): string {
  return redactAndClip(text, redact, 4_096).replace(/\s+/g, ' ').trim().slice(0, 200)
}

function warningsOf(document: unknown, redact: Redact): ApiErrorDetail[] {
  const warnings = isObject(document) && document['errors'] ? readErrors(document, redact) : []
  return warnings.length > 0
    ? warnings
    : [{ status: multiStatus, title: 'Multi-Status', detail: 'The request succeeded only in part.' }]
}

/** Headers that help to understand a failure. */
const visibleHeaders =
  /^(content-type|content-length|date|retry-after|server|via|x-request-id|x-correlation-id|x-amzn-(requestid|errortype|trace-id)|cf-ray|(x-)?ratelimit(-(limit|remaining|reset|used|policy))?)$/

function visible(headers: Headers, redact: Redact): Record<string, string> {
  const shown: Record<string, string> = {}
  headers.forEach((value, name) => {
    if (visibleHeaders.test(name)) shown[name] = redactAndClip(value, redact, 1_000)
  })
  return shown
}
