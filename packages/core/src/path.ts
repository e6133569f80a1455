import { invalid } from './errors.ts'

/**
 * Template tag for request paths: every value becomes exactly one percent-encoded segment.
 *
 * @throws {InvalidInputError} a value is empty, `.`, `..`, or neither text nor a whole number
 * @example path`/v2/routes/${routeId}` // '/v2/routes/98396'
 */
export function path(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  return strings.reduce((result, text, index) => result + segment(values[index - 1]) + text)
}

function segment(value: unknown): string {
  const text = Number.isSafeInteger(value) ? String(value) : value
  // An empty segment would name the collection instead of one of its members; dots would leave it.
  if (typeof text !== 'string' || text.trim() === '' || text === '.' || text === '..') {
    throw invalid('id', 'must be a non-empty text other than "." and ".."')
  }
  try {
    return encodeURIComponent(text)
  } catch {
    throw invalid('id', 'must be well-formed Unicode')
  }
}
