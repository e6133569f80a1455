import { clip, describe } from './text.ts'

/**
 * What is known about the request a failure belongs to:
 *
 * - `not-sent`: it never reached Flowroute, nothing happened;
 * - `rejected`: Flowroute answered that it did not do it, nothing happened;
 * - `unknown`: Flowroute may have done it. Find out before trying again.
 *
 * @example if (isFlowrouteError(error) && error.outcome === 'unknown') await messages.resolve(error)
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown'

/** What an error says about the call that it ended. */
export interface FailureContext {
  /** @see {@link Outcome} */
  outcome?: Outcome | undefined
  /** The underlying error: the network's own, or the reason of an abort. Secrets are removed from it. */
  cause?: unknown
  /** HTTP method of the call, such as `POST`. */
  method?: string
  /** Path of the call without its query, such as `/v2/numbers/12065550100`. */
  path?: string
}

/** Shared by every copy of this module, so that an error is recognised whichever copy made it. */
const brand = Symbol.for('@flowroute/core.FlowrouteError')

/**
 * The base of every error this SDK throws.
 *
 * Safe to print and to serialise: neither the secret key nor the authorization header is ever in it.
 *
 * @example
 * try {
 *   await numbers.purchase('12065014377')
 * } catch (error) {
 *   if (error instanceof FlowrouteError && error.outcome === 'unknown') console.log('ask numbers.get')
 *   else throw error
 * }
 */
export class FlowrouteError extends Error {
  /** Whether the service may have acted: see {@link Outcome}. */
  readonly outcome: Outcome
  /** How many attempts were made; 0 when the call failed before the first one. */
  readonly attempts: number = 0
  /** HTTP method of the call, where the failure belongs to one. */
  declare readonly method?: string
  /** Path of the call without its query, where the failure belongs to one. */
  declare readonly path?: string

  constructor(message: string, { cause, outcome = 'not-sent', method, path }: FailureContext = {}) {
    // The stack begins with the message, so that this bounds both.
    super(clip(message), cause === undefined ? undefined : { cause })
    this.outcome = outcome
    if (method !== undefined) Object.assign(this, { method, path })
    Object.defineProperty(this, brand, { value: true })
  }

  override get name(): string {
    return 'FlowrouteError'
  }

  /**
   * Address of the page about this class: what it means, which methods throw it, what to do.
   *
   * @example if (error instanceof FlowrouteError) console.error(error.message, error.docs)
   */
  get docs(): string {
    return `https://github.com/flowroute/flowroute-sdk-typescript/blob/main/apps/docs/errors/${this.name}.md`
  }

  /** The error as plain data, for logs: its name, message and fields, with the cause's name and message. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this
    const data: Record<string, unknown> = { name, message, ...(this as object) }
    if (cause !== undefined) data['cause'] = clip(describe(cause))
    return data
  }
}

/**
 * Whether a value is an error of this SDK, also one made by another installed copy of it.
 *
 * @param value anything, typically what a `catch` caught
 * @example
 * if (isFlowrouteError(error)) console.error(error.message, error.outcome)
 */
export function isFlowrouteError(value: unknown): value is FlowrouteError {
  return typeof value === 'object' && value !== null && brand in value
}

/**
 * The client's options are wrong: credentials are missing, the base URL is not usable, an option is not known.
 *
 * @example
 * createClient({ accessKey: 'abc' }) // ConfigurationError: … secretKey … FR_SECRET_KEY
 */
export class ConfigurationError extends FlowrouteError {
  override get name(): string {
    return 'ConfigurationError'
  }
}

/**
 * One problem with an input.
 *
 * @example
 * if (error instanceof InvalidInputError) for (const { field, message } of error.issues) console.error(field, message)
 */
export interface InputIssue {
  /** The field, in the names of this SDK: `pageSize`, `mediaUrls.0`. */
  field: string
  /** What it has to be. */
  message: string
}

/**
 * An argument is not valid; nothing was sent.
 *
 * @example
 * await numbers.get('not a number') // InvalidInputError, error.field === 'numberId'
 */
export class InvalidInputError extends FlowrouteError {
  /** Every problem found, in the order of the fields. */
  readonly issues: readonly InputIssue[]

  constructor(issues: readonly InputIssue[]) {
    super(`Invalid input: ${issues.map(({ field, message }) => `${field} ${message}`).join('; ')}.`)
    this.issues = issues
  }

  override get name(): string {
    return 'InvalidInputError'
  }

  /** The field of the first problem. */
  get field(): string {
    return this.issues[0]?.field ?? ''
  }
}

/** The error for a single invalid input. */
export const invalid = (field: string, message: string): InvalidInputError =>
  new InvalidInputError([{ field, message }])

/**
 * No complete response arrived: the connection could not be made, or it broke.
 *
 * `outcome` is `not-sent` when it is certain that no connection was made, otherwise `unknown`.
 *
 * @example
 * if (error instanceof ConnectionError) console.error(error.message, error.cause) // … ECONNREFUSED
 */
export class ConnectionError extends FlowrouteError {
  override get name(): string {
    return 'ConnectionError'
  }
}

/**
 * A time limit passed: `timeout` for one attempt, `deadline` for the whole call.
 *
 * @example
 * if (error instanceof TimeoutError) console.error(`the ${error.limit} of ${error.milliseconds} ms has passed`)
 */
export class TimeoutError extends FlowrouteError {
  /** Which of the two limits it was. */
  readonly limit: 'timeout' | 'deadline'
  /** That limit, in milliseconds. */
  readonly milliseconds: number

  constructor(limit: 'timeout' | 'deadline', milliseconds: number, context: FailureContext) {
    const { method, path } = context
    super(`${method} ${path} got no complete response within the ${limit} of ${milliseconds} ms.`, {
      outcome: 'unknown',
      ...context,
    })
    this.limit = limit
    this.milliseconds = milliseconds
  }

  override get name(): string {
    return 'TimeoutError'
  }
}

/**
 * The caller's `signal` ended the call. Its reason is the `cause`.
 *
 * @example
 * if (error instanceof AbortedError) return // the user left the page
 */
export class AbortedError extends FlowrouteError {
  override get name(): string {
    return 'AbortedError'
  }
}

/**
 * A response with a success status does not contain the expected document: a proxy's HTML page, an empty or truncated
 * body, a body over `maxResponseBytes`, a resource without an id.
 *
 * After a write the `outcome` is `unknown`: the status was a success.
 *
 * @example
 * if (error instanceof ResponseFormatError) console.error(error.status, error.snippet)
 */
export class ResponseFormatError extends FlowrouteError {
  /** The HTTP status of the response. */
  readonly status: number
  /** The beginning of the body, at most 200 characters. */
  readonly snippet: string

  constructor(message: string, status: number, snippet: string, context: FailureContext) {
    super(message, { outcome: 'unknown', ...context })
    this.status = status
    this.snippet = snippet
  }

  override get name(): string {
    return 'ResponseFormatError'
  }
}
