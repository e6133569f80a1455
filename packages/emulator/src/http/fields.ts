import { unprocessable } from '../problem.ts'
import { isWebUrl } from '../values/web-url.ts'
import type { Fields } from './document.ts'

// In all of these null counts as absent: the official clients send members that were never set as null.

/** A text that may be absent. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  throw unprocessable(`${name} must be a string.`)
}

/** A text that must be there and not empty. */
export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name)
  if (value === undefined || value === '') throw unprocessable(`${name} is required.`)
  return value
}

/** A boolean, or its name as a string, which documented requests send too. */
export function optionalFlag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name] ?? undefined
  if (value === undefined || typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.toLowerCase() : undefined
  if (word === 'true' || word === 'false') return word === 'true'
  throw unprocessable(`${name} must be true or false.`)
}

/** An absolute http or https URL that may be absent. */
export function optionalUrl(fields: Fields, name: string): string | undefined {
  const value = optionalText(fields, name)
  if (value !== undefined && !isWebUrl(value)) throw notWebUrl(name)
  return value
}

/** An absolute http or https URL. */
export function requiredUrl(fields: Fields, name: string): string {
  const value = requiredText(fields, name)
  if (!isWebUrl(value)) throw notWebUrl(name)
  return value
}

/** Any number of absolute http or https URLs. */
export function optionalUrls(fields: Fields, name: string): string[] {
  const values = optionalTexts(fields, name) ?? []
  if (!values.every(isWebUrl)) throw unprocessable(`${name} must hold absolute http or https URLs.`)
  return values
}

/** An array of strings that may be absent. */
export function optionalTexts(fields: Fields, name: string): string[] | undefined {
  const values = fields[name] ?? undefined
  if (values === undefined) return undefined
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values
  throw unprocessable(`${name} must be an array of strings.`)
}

/** One of a few words. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value)
  if (found === undefined) throw unprocessable(`${name} must be one of ${allowed.join(', ')}.`)
  return found
}

function notWebUrl(name: string): Error {
  return unprocessable(`${name} must be an absolute http or https URL.`)
}
