import { invalid } from '../errors/errors.ts'
import { isValidDate, snakeCase } from '../json-api/names.ts'

/**
 * A query as URL text, without its question mark: a text stays as it is, of an object the fields with a value are
 * encoded.
 *
 * @throws {InvalidInputError} a value has no meaning as text, or two names become the same one
 */
export function queryText(query: object | string | undefined): string {
  if (query === undefined) return ''
  if (typeof query === 'string') {
    if (/[#\s]/.test(query)) throw invalid('query', 'must be encoded when it is given as text')
    return query
  }
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    const name = snakeCase(key)
    // Of `startsWith` and `starts_with` one would be lost, and which one was meant is unknown.
    if (parameters.has(name)) throw invalid(key, 'is given twice')
    parameters.set(name, asText(key, value))
  }
  // A blank as %20, which servers understand that do not read `+` as one.
  return String(parameters).replaceAll('+', '%20')
}

function asText(key: string, value: unknown): string {
  if (isValidDate(value)) return value.toISOString()
  if (Array.isArray(value)) return value.map((item) => asText(key, item)).join(',')
  // Half a character (a lone surrogate) cannot be sent.
  const isText = typeof value === 'string' && !/\p{Cs}/u.test(value)
  if (isText || typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value))
    return String(value)
  throw invalid(key, 'must be a text, a finite number, a boolean, a valid Date, or a list of these')
}
