import { NotFoundError } from '../errors/api-error.ts'
import { isFlowrouteError } from '../errors/errors.ts'
import { redactAndClip } from '../errors/redact.ts'
import { describe } from '../errors/text.ts'
import type { DecodeContext } from '../json-api/decoder.ts'
import { type Answer, formatError, readAnswer } from './answer.ts'
import type { RequestSpec, SchemaReport, WithResponse } from './options.ts'
import type { OutgoingRequest } from './outgoing.ts'
import { type Log, quietly } from './quietly.ts'

/** How a client reports what is wrong with a response. */
export interface Reports {
  log: Log | undefined
  strict: boolean
  onSchemaIssue: ((report: SchemaReport) => void) | undefined
}

type Result<T> = Omit<WithResponse<T>, 'attempts'>

/**
 * Makes the result of a call out of its last response.
 *
 * Nothing that the service sends may get past this as anything but a `FlowrouteError`.
 *
 * @param deletedBefore whether an earlier request of this call may have deleted what a DELETE does not find
 * @throws {ApiError | ResponseFormatError | ConnectionError} the response is not a usable success
 */
export function resultOf<T>(
  answer: Answer,
  spec: RequestSpec<T>,
  request: OutgoingRequest,
  deletedBefore: boolean,
  { log, strict, onSchemaIssue }: Reports,
): Result<T> {
  const { method, path, redact } = request
  const context: DecodeContext = {
    fail: (problem) => {
      throw formatError(problem, answer, request)
    },
    reportIssues: (issues) => {
      const safe = issues.map(({ field, message }) => ({
        field: redactAndClip(field, redact, 200),
        message: redactAndClip(message, redact, 200),
      }))
      if (strict) context.fail(safe.map(({ field, message }) => `${field}: ${message}`).join('; '))
      quietly(() => onSchemaIssue?.({ method, path, issues: safe }))
    },
  }
  try {
    const { status, headers, document, warnings } = readAnswer(answer, request)
    if (warnings.length > 0)
      log?.('warn', `${method} ${path} succeeded only in part (${status}).`, { warnings })
    const data = (spec.decode ? spec.decode(document, context) : document) as T
    return { data, response: { status, headers, body: document }, warnings }
  } catch (error) {
    if (error instanceof NotFoundError && method === 'DELETE' && (deletedBefore || answer.mayBeRepeated)) {
      return alreadyDeleted(spec, answer, context)
    }
    if (isFlowrouteError(error)) throw error
    // Such as a document that is nested too deeply.
    return context.fail(redactAndClip(error instanceof Error ? error.message : describe(error), redact, 500))
  }
}

/**
 * A DELETE that finds nothing has succeeded if an earlier request of the same call may have been the one that deleted.
 * A result that only the earlier response contained is lost.
 */
function alreadyDeleted<T>(spec: RequestSpec<T>, answer: Answer, context: DecodeContext): Result<T> {
  const { status, headers, mayBeRepeated } = answer
  const detail = 'nothing was found to delete; an earlier request of this call may have deleted it'
  if (spec.decode?.noContent !== true) return context.fail(detail)
  return {
    data: undefined as T,
    response: { status, headers, body: undefined },
    warnings: mayBeRepeated ? [{ status, detail }] : [],
  }
}
