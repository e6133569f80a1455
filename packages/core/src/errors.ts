/**
 * What is known about the request a failure belongs to:
 *
 * - `not-sent`: it never reached Flowroute, nothing happened;
 * - `rejected`: Flowroute answered that it did not do it, nothing happened;
 * - `unknown`: Flowroute may have done it. Find out before trying again.
 *
 * @example if (error.outcome === 'unknown') await messages.findSent({ to, from, body, since })
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown'

/** What every error tells of the call it ended. */
export interface FailureContext {
  /** @see {@link Outcome} */
  outcome?: Outcome | undefined
  /** What lay underneath: the network's own error, the reason of an abort. Secrets are removed from it. */
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
 *   if (error instanceof FlowrouteError && error.outcome === 'unknown') await reconcile()
 *   else throw error
 * }
 */
export class FlowrouteError extends Error {
  /** Whether the service may have acted: see {@link Outcome}. */
  readonly outcome: Outcome
  /** How often the request was put on its way; 0 when it never was. */
  readonly attempts: number = 0
  /** HTTP method of the call, where the failure belongs to one. */
  declare readonly method?: string
  /** Path of the call without its query, where the failure belongs to one. */
  declare readonly path?: string

  constructor(message: string, { cause, outcome = 'not-sent', method, path }: FailureContext = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.outcome = outcome
    if (method !== undefined) Object.assign(this, { method, path })
    Object.defineProperty(this, brand, { value: true })
  }

  override get name(): string {
    return 'FlowrouteError'
  }

  /** The error as plain data, for logs: its name, message and fields, with the cause's name and message. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this
    const data: Record<string, unknown> = { name, message, ...(this as object) }
    if (cause !== undefined)
      data['cause'] = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
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
 * The client was set up wrongly: credentials are missing, the base URL is unusable, an option has no meaning.
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
 * One thing wrong with an input.
 *
 * @example for (const { field, message } of error.issues) form.showError(field, message)
 */
export interface InputIssue {
  /** The field, in the names of this SDK: `pageSize`, `mediaUrls.0`. */
  field: string
  /** What it has to be. */
  message: string
}

/**
 * An argument cannot be right; nothing was sent.
 *
 * @example
 * await numbers.get('not a number') // InvalidInputError, error.field === 'numberId'
 */
export class InvalidInputError extends FlowrouteError {
  /** Everything that was wrong, in the order of the fields. */
  readonly issues: readonly InputIssue[]

  constructor(issues: readonly InputIssue[]) {
    super(`Invalid input: ${issues.map(({ field, message }) => `${field} ${message}`).join('; ')}.`)
    this.issues = issues
  }

  override get name(): string {
    return 'InvalidInputError'
  }

  /** The first field that was wrong. */
  get field(): string {
    return this.issues[0]?.field ?? ''
  }
}

/** The error for a single wrong input. */
export const invalid = (field: string, message: string): InvalidInputError =>
  new InvalidInputError([{ field, message }])

/**
 * No answer came: the connection could not be made, or broke.
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
 * The time allowed was over: `timeout` for one attempt, `deadline` for the whole call.
 *
 * @example
 * if (error instanceof TimeoutError) console.error(`${error.limit} of ${error.milliseconds} ms is over`)
 */
export class TimeoutError extends FlowrouteError {
  /** Which of the two limits it was. */
  readonly limit: 'timeout' | 'deadline'
  /** That limit, in milliseconds. */
  readonly milliseconds: number

  constructor(limit: 'timeout' | 'deadline', milliseconds: number, context: FailureContext) {
    const { method, path } = context
    super(`No complete answer came to ${method} ${path} within the ${limit} of ${milliseconds} ms.`, {
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
 * A success status came with something that is not the document it should be: a proxy's HTML page, an empty or
 * cut-off body, a body over `maxResponseBytes`, a document without its identity.
 *
 * After a write the `outcome` is `unknown`: the status was a success.
 *
 * @example
 * if (error instanceof ResponseFormatError) console.error(error.status, error.snippet)
 */
export class ResponseFormatError extends FlowrouteError {
  /** The HTTP status of the answer. */
  readonly status: number
  /** How the body began, at most 200 characters. */
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
