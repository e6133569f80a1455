import { invalid, isFlowrouteError } from './errors.ts'
import { toWire } from './names.ts'
import type { RequestSpec } from './options.ts'

/** What a query becomes in a URL, without its question mark: a text stays as it is, of members those with a value. */
export function queryText(query: RequestSpec<unknown>['query']): string {
  if (query === undefined) return ''
  if (typeof query === 'string') {
    if (/[#\s]/.test(query)) throw invalid('query', 'must be encoded when it is given as text')
    return query
  }
  return written('query', () =>
    Object.entries(toWire(query))
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(value))}`)
      .join('&'),
  )
}

/** What the wire cannot carry, such as a cycle or half a character, is the caller's mistake. */
export function written(field: string, write: () => string): string {
  try {
    return write()
  } catch (error) {
    throw isFlowrouteError(error) ? error : invalid(field, 'must be representable as text')
  }
}

function asText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
