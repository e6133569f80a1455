import { InvalidInputError, type QueryValue } from '@flowroute/core'

/**
 * A query in the form that is signed: sorted by name, a space as `+`, everything except letters, digits, `_`, `.`, `-`
 * and `~` percent-encoded. Undefined values are left out.
 */
export function formQuery(parameters: Readonly<Record<string, QueryValue>>): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [encoded(name, name), encoded(name, value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map((pair) => pair.join('='))
    .join('&')
}

function encoded(field: string, value: unknown): string {
  try {
    return encodeURIComponent(String(value))
      .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+')
  } catch {
    throw new InvalidInputError([{ field, message: 'must be well-formed Unicode' }])
  }
}
