import { type FailureContext, FlowrouteError } from './errors.ts'
import { isMembers } from './members.ts'
import { camelCase } from './names.ts'
import type { Redact } from './redact.ts'

/**
 * One error of Flowroute's error document.
 *
 * @example const [{ id, detail }] = error.errors // quote the id to Flowroute's support
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

/** What an {@link ApiError} is made of. */
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
    return byField(this.errors.flatMap(({ fields }) => Object.entries(fields ?? {})))
  }
}

/** 400: part of the request could not be processed. @example if (error instanceof BadRequestError) … */
export class BadRequestError extends ApiError {
  override get name(): string {
    return 'BadRequestError'
  }
}

/**
 * 400 with code 1110: the recipient has answered STOP to this number. Do not send again until an UNSTOP.
 *
 * @example if (error instanceof RecipientOptedOutError) await contacts.unsubscribe(to)
 * @see https://developer.flowroute.com/docs/delivery-receipts
 */
export class RecipientOptedOutError extends BadRequestError {
  override get name(): string {
    return 'RecipientOptedOutError'
  }
}

/** 401: the access key or the secret key is wrong. @example if (error instanceof AuthenticationError) … */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return 'AuthenticationError'
  }
}

/** 403: the account may not do this. @example if (error instanceof PermissionDeniedError) … */
export class PermissionDeniedError extends ApiError {
  override get name(): string {
    return 'PermissionDeniedError'
  }
}

/**
 * 403 "Duplicate address.": the account already has this emergency address.
 *
 * @example if (error instanceof DuplicateAddressError) return findExisting(address)
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

/** 409: the resource is in a state that does not allow this. @example if (error instanceof ConflictError) … */
export class ConflictError extends ApiError {
  override get name(): string {
    return 'ConflictError'
  }
}

/** 422: a value is wrong; `fields` may say which. @example if (error instanceof UnprocessableEntityError) … */
export class UnprocessableEntityError extends ApiError {
  override get name(): string {
    return 'UnprocessableEntityError'
  }
}

/** 429: too many requests; `retryAfter` may say how long to wait. @example if (error instanceof RateLimitError) … */
export class RateLimitError extends ApiError {
  override get name(): string {
    return 'RateLimitError'
  }
}

/** 5xx: Flowroute failed; after a write it may have acted all the same. @example if (error instanceof ServerError) … */
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

/**
 * Reads the reasons out of an error body in any form Flowroute uses: `{errors: […]}`, a single error object,
 * `{error: "text"}`, with details missing, as text, or as an object of messages by field.
 */
export function readErrors(document: unknown, redact: Redact): ApiErrorDetail[] {
  if (!isMembers(document)) return []
  const { errors, error = document } = document as { errors?: unknown; error?: unknown }
  const found = Array.isArray(errors) ? errors : [isMembers(errors) ? errors : error]
  return found.map((raw) => readError(raw, redact)).filter((detail) => Object.keys(detail).length > 0)
}

function readError(raw: unknown, redact: Redact): ApiErrorDetail {
  if (typeof raw === 'string') return { detail: redact(raw) }
  if (!isMembers(raw)) return {}
  const { id, status, code, title, detail, message } = raw as Record<string, unknown>
  const read: ApiErrorDetail = {}
  if (isScalar(id)) read.id = redact(String(id))
  if (Number(status)) read.status = Number(status)
  if (isScalar(code)) read.code = redact(String(code))
  if (typeof title === 'string' && title !== '') read.title = redact(title)
  const text = detail ?? message
  if (isScalar(text) && text !== '') read.detail = redact(String(text))
  else if (typeof text === 'object' && text !== null) read.fields = readFields(text, redact)
  return read
}

/** Collects the messages under their field, whatever envelope (`data`, `attributes`) they come in. */
function readFields(detail: object, redact: Redact): Record<string, string[]> {
  const found: [string, string[]][] = []
  const visit = (value: unknown, field: string): void => {
    if (Array.isArray(value) && !value.some(isMembers)) {
      found.push([redact(field), value.map((message) => redact(asText(message)))])
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        visit(inner, /^(data|attributes|\d+)$/.test(key) ? field : camelCase(key))
      }
    } else {
      visit([value], field)
    }
  }
  visit(detail, 'data')
  return byField(found)
}

function asText(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message)
}

/** Joins what is said of the same field, whatever its name: `constructor` is one like any other. */
function byField(found: readonly [string, string[]][]): Record<string, string[]> {
  const all = new Map<string, string[]>()
  for (const [field, messages] of found) all.set(field, [...(all.get(field) ?? []), ...messages])
  return Object.fromEntries(all)
}

/** Flowroute's reason as one sentence; empty when it gave none. */
export function reasonOf(errors: readonly ApiErrorDetail[]): string {
  return errors
    .map(({ detail, fields, title, code }) => {
      const byField = Object.entries(fields ?? {}).map(
        ([field, messages]) => `${field}: ${messages.join(', ')}`,
      )
      return detail ?? (byField.join('; ') || title || (code === undefined ? '' : `code ${code}`))
    })
    .filter((reason) => reason !== '')
    .join('; ')
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
