import { unprocessable } from '../problem.ts'

/** The filter's text; undefined when it is absent or empty. */
export function textFilter(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined
}

/** A filter that must match the pattern. */
export function patternFilter(
  query: URLSearchParams,
  name: string,
  pattern: RegExp,
  rule: string,
): string | undefined {
  const value = textFilter(query, name)
  if (value !== undefined && !pattern.test(value)) throw unprocessable(`${name} must be ${rule}.`)
  return value
}

/** A filter that is `true` or `false`, in any case: the Python SDK sends `True`. */
export function flagFilter(query: URLSearchParams, name: string): boolean | undefined {
  const value = patternFilter(query, name, /^(true|false)$/i, 'true or false')
  return value === undefined ? undefined : value.toLowerCase() === 'true'
}

/** A filter of digits; a leading plus is dropped. */
export function digitsFilter(query: URLSearchParams, name: string): string | undefined {
  const value = patternFilter(query, name, /^[+ ]?\d+$/, 'digits')
  return value?.replace(/^[+ ]/, '')
}

/**
 * A filter on how a number begins: with country code 1 unless another is given after a plus.
 *
 * A plus that was not percent-encoded arrives as a space. No North American area code begins with 1, so a
 * leading 1 is the country code itself.
 */
export function prefixFilter(query: URLSearchParams, name: string): string | undefined {
  const digits = digitsFilter(query, name)
  if (digits === undefined || digits.startsWith('1') || /^[+ ]/.test(query.get(name) ?? '')) return digits
  return `1${digits}`
}

/** USD; the service drops what is behind the point, and says so in its links. */
export function costFilter(query: URLSearchParams, name: string): number | undefined {
  const value = patternFilter(query, name, /^\d{1,9}(\.\d*)?$/, 'an amount of dollars')
  return value === undefined ? undefined : Math.floor(Number(value))
}
