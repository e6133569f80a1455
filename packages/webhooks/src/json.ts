import { InvalidInputError } from '@flowroute/core'
import type { Payload } from './events.ts'

/** Whether a JSON value is an object: neither an array nor null. */
export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * An own property of an object, so that `__proto__` and `constructor` in a payload find nothing. Null is undefined:
 * Flowroute and gateways write either.
 */
export const property = (of: unknown, name: string): unknown =>
  isObject(of) && Object.hasOwn(of, name) ? (of[name] ?? undefined) : undefined

/** The error for a payload that is not a webhook. The message must not quote the payload: it holds a person's text. */
export const notWebhook = (message: string, field = 'body'): InvalidInputError =>
  new InvalidInputError([{ field, message }])
