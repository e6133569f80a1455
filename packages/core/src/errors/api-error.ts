import { type FailureContext, FlowrouteError } from './errors.ts'

/**
 * One error of Flowroute's error document.
 *
 * @example if (error instanceof ApiError) console.error(error.errors[0]?.id) // quote it to Flowroute's support
 */
export interface ApiErrorDetail {
  /** UUID to quote to Flowroute's support. */
  id?: string
  /** HTTP status as the document gives it. */
  status?: number
  /** Flowroute's own error code, such as 1110, where it gives one. */
  code?: string
  /** The short form, such as `Unauthorized`. */
  title?: string
  /** The longer form, such as `Authentication failed.`; absent when `fields` carries it. */
  detail?: string
  /** Messages by field, in the names of this SDK, from the object form of `detail`. */
  fields?: Record<string, string[]>
}

/** The properties of an {@link ApiError}. */
export interface ApiErrorInit extends FailureContext {
  status: number
  errors: readonly ApiErrorDetail[]
  headers: Readonly<Record<string, string>>
  /** Milliseconds. */
  retryAfter: number | undefined
}

/**
 * Flowroute, or a proxy in its place, answered with a status that is not a success.
 *
 * @example
 * if (error instanceof ApiError) console.error(error.status, error.errors[0]?.detail, error.errors[0]?.id)
 * @see https://developer.flowroute.com/api/errors
 */
export class ApiError extends FlowrouteError {
  /** HTTP status, such as 422. */
  readonly status: number
  /** Flowroute's reasons; empty when the body held none. */
  readonly errors: readonly ApiErrorDetail[]
  /** Response headers that help to understand the failure; never credentials or cookies. */
  readonly headers: Readonly<Record<string, string>>
  /** How long Flowroute asks to wait, in milliseconds, from `Retry-After`. */
  declare readonly retryAfter?: number

  constructor(message: string, init: ApiErrorInit) {
    super(message, init)
    this.status = init.status
    this.errors = init.errors
    this.headers = init.headers
    if (init.retryAfter !== undefined) this.retryAfter = init.retryAfter
  }

  override get name(): string {
    return 'ApiError'
  }

  /** All messages by field, in the names of this SDK: `{ zip: ['ZIP code must be …'] }`. */
  get fields(): Record<string, string[]> {
    return groupByField(this.errors.flatMap(({ fields }) => Object.entries(fields ?? {})))
  }
}

/**
 * 400: part of the request could not be processed.
 *
 * @example if (error instanceof BadRequestError) console.error(error.errors)
 */
export class BadRequestError extends ApiError {
  override get name(): string {
    return 'BadRequestError'
  }
}

/**
 * 400 with code 1110: the recipient has answered STOP to this number. Do not send again until an UNSTOP.
 *
 * @example if (error instanceof RecipientOptedOutError) console.log(`${to} must not be texted`)
 * @see https://developer.flowroute.com/docs/delivery-receipts
 */
export class RecipientOptedOutError extends BadRequestError {
  override get name(): string {
    return 'RecipientOptedOutError'
  }
}

/**
 * 401: the access key or the secret key is wrong.
 *
 * @example if (error instanceof AuthenticationError) console.error(error.message)
 */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return 'AuthenticationError'
  }
}

/**
 * 403: the account may not do this.
 *
 * @example if (error instanceof PermissionDeniedError) console.error(error.message)
 */
export class PermissionDeniedError extends ApiError {
  override get name(): string {
    return 'PermissionDeniedError'
  }
}

/**
 * 403 "Duplicate address.": the account already has this emergency address.
 *
 * @example if (error instanceof DuplicateAddressError) console.log('the account has this address already')
 */
export class DuplicateAddressError extends PermissionDeniedError {
  override get name(): string {
    return 'DuplicateAddressError'
  }
}

/** 404: there is no such resource on the account. @example if (error instanceof NotFoundError) return undefined */
export class NotFoundError extends ApiError {
  override get name(): string {
    return 'NotFoundError'
  }
}

/**
 * 409: the resource is in a state that does not allow this.
 *
 * @example if (error instanceof ConflictError) console.error(error.message)
 */
export class ConflictError extends ApiError {
  override get name(): string {
    return 'ConflictError'
  }
}

/**
 * 422: a value is wrong; `fields` may say which.
 *
 * @example if (error instanceof UnprocessableEntityError) console.error(error.errors[0]?.fields)
 */
export class UnprocessableEntityError extends ApiError {
  override get name(): string {
    return 'UnprocessableEntityError'
  }
}

/**
 * 429: too many requests; `retryAfter` may say how long to wait.
 *
 * @example if (error instanceof RateLimitError) await pause(error.retryAfter ?? 1_000)
 */
export class RateLimitError extends ApiError {
  override get name(): string {
    return 'RateLimitError'
  }
}

/**
 * 5xx: Flowroute failed; after a write it may have acted all the same.
 *
 * @example if (error instanceof ServerError) console.error(error.status, error.outcome)
 */
export class ServerError extends ApiError {
  override get name(): string {
    return 'ServerError'
  }
}

const classOfStatus: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
}

/** The class for a status, or a narrower one where the reason calls for other action. */
export function apiErrorClass(status: number, errors: readonly ApiErrorDetail[]): typeof ApiError {
  const says = (test: (error: ApiErrorDetail) => boolean): boolean => errors.some(test)
  if (status === 400 && says(({ code, detail, title }) => /\b1110\b/.test(`${code} ${detail} ${title}`))) {
    return RecipientOptedOutError
  }
  if (status === 403 && says(({ detail }) => detail === 'Duplicate address.')) return DuplicateAddressError
  return classOfStatus[status] ?? (status >= 500 ? ServerError : ApiError)
}

/** Merges the messages of each field; a field can have any name, `constructor` too. */
export function groupByField(
  found: readonly (readonly [string, readonly string[]])[],
): Record<string, string[]> {
  const all = new Map<string, string[]>()
  for (const [field, messages] of found) {
    const known = all.get(field)
    if (known === undefined) all.set(field, [...messages])
    else known.push(...messages)
  }
  return Object.fromEntries(all)
}
