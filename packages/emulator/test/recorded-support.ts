import { recorded } from '@flowroute/testing'
import { expect } from 'vitest'
import type { Call } from './support.ts'

/**
 * Where a value differs in form from the documented one: a list of `path: type`.
 *
 * A documented null tells nothing of the type; members of an array beyond the documented ones must be like the first.
 */
export function differences(
  actual: unknown,
  documented: unknown,
  extra: readonly string[],
  path = '',
): string[] {
  if (documented === null) return []
  if (typeOf(actual) !== typeOf(documented)) return [`${path}: ${typeOf(actual)}`]
  if (Array.isArray(actual) && Array.isArray(documented)) {
    if (documented.length === 0) return []
    return actual.flatMap((item, index) =>
      differences(item, documented[index] ?? documented[0], extra, `${path}[${index}]`),
    )
  }
  if (typeof documented !== 'object') return []
  const [given, wanted] = [actual, documented] as [Record<string, unknown>, Record<string, unknown>]
  const surplus = Object.keys(given).filter((key) => !(key in wanted) && !extra.includes(key))
  const missing = Object.keys(wanted).filter((key) => !(key in given))
  return [
    ...surplus.map((key) => `${path}.${key}: not documented`),
    ...missing.map((key) => `${path}.${key}: missing`),
    ...Object.keys(wanted)
      .filter((key) => key in given)
      .flatMap((key) => differences(given[key], wanted[key], extra, `${path}.${key}`)),
  ]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Makes the documented request, its path and body as given. */
export async function repeat(call: Call, name: string, path?: string, json?: unknown) {
  const { request, response } = recorded(name)
  const query = new URLSearchParams(request.query)
  const suffix = query.size > 0 ? `?${query}` : ''
  const sent = json ?? request.body
  const reply = await call(
    request.method,
    `${path ?? request.path}${suffix}`,
    sent === undefined ? {} : { json: sent },
  )
  expect(reply.status, reply.text).toBe(response.status)
  return { reply, documented: response.body as { data: unknown; links: unknown } }
}
