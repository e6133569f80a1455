import { type ApiError, type ApiErrorDetail, apiErrorClass, readErrors, reasonOf } from './api-error.ts'
import {
  type FailureContext,
  type FlowrouteError,
  isFlowrouteError,
  type Outcome,
  ResponseFormatError,
} from './errors.ts'
import type { Redact } from './redact.ts'
import { readRetryAfter } from './retry.ts'
import type { Answer } from './transport.ts'

/** A successful answer, parsed. */
export interface Success {
  status: number
  headers: Headers
  /** The document; undefined when the body is empty. */
  document: unknown
  warnings: readonly ApiErrorDetail[]
}

interface Call {
  method: string
  path: string
}

const multiStatus = 207

/** Reads an answer: a success with its document, or the error it stands for. */
export function readAnswer(answer: Answer, call: Call, redact: Redact): Success | FlowrouteError {
  const { status, headers, text, incomplete } = answer
  const document = parse(text)
  if (status < 200 || status > 299) return apiError(answer, document, call, redact)
  if (incomplete !== undefined) {
    return isFlowrouteError(incomplete)
      ? incomplete
      : formatError((incomplete as Error).message, answer, call, redact)
  }
  if (document === notJson) {
    if (text.trim() !== '') return formatError('it is not JSON', answer, call, redact)
    return { status, headers, document: undefined, warnings: [] }
  }
  const warnings = status === multiStatus ? warningsOf(document, redact) : []
  return { status, headers, document, warnings }
}

/** An error for a success status whose body is not what it should be. */
export function formatError(
  problem: string,
  answer: Answer,
  call: Call,
  redact: Redact,
): ResponseFormatError {
  const reasons = reasonOf(readErrors(parse(answer.text), redact))
  return new ResponseFormatError(
    redact(
      `The answer to ${call.method} ${call.path} (${answer.status}) cannot be used: ${problem}.${reasons && ` ${reasons}`}`,
    ),
    answer.status,
    snippet(answer.text, redact),
    call,
  )
}

function apiError(answer: Answer, document: unknown, call: Call, redact: Redact): ApiError {
  const { status, headers, text, incomplete } = answer
  const errors = readErrors(document, redact)
  const reason =
    reasonOf(errors) || (status >= 300 && status < 400 ? redirect(headers) : snippet(text, redact))
  const retryAfter = readRetryAfter(headers)
  const context: FailureContext = { ...call, outcome: outcomeOf(status) }
  if (incomplete !== undefined) context.cause = incomplete
  const title = errors.find((error) => error.title !== undefined && error.title !== reason)?.title
  return new (apiErrorClass(status, errors))(
    redact(
      `Flowroute answered ${call.method} ${call.path} with ${status}${title ? ` ${title}` : ''}: ${reason || 'no reason given'}`,
    ),
    {
      ...context,
      status,
      errors,
      headers: visible(headers, redact),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
  )
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
    return notJson
  }
}

/** How a body begins, on one line. Secrets go before the text is cut, lest a part of one be left. */
function snippet(text: string, redact: Redact): string {
  return redact(text).slice(0, 4_096).replace(/\s+/g, ' ').trim().slice(0, 200)
}

function warningsOf(document: unknown, redact: Redact): ApiErrorDetail[] {
  const told =
    document !== null && typeof document === 'object' && 'errors' in document
      ? readErrors(document, redact)
      : []
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
