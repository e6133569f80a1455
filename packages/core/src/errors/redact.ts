import { clip, describe } from './text.ts'

/** Replaces every occurrence of the client's secrets in a text. */
export type Redact = (text: string) => string

const mask = '[redacted]'

/** Builds the replacement of these secrets, after that of `others`. */
export function createRedact(secrets: readonly string[], others: Redact = (text) => text): Redact {
  return (text) => secrets.reduce((result, secret) => result.replaceAll(secret, mask), others(text))
}

/** Longer than any secret: a part of one can be left only within so many characters before a cut. */
const margin = 1_024

/**
 * A text without secrets, cut where it is longer than `longest` characters. The work is bounded too, however long the
 * text is.
 */
export function redactAndClip(text: string, redact: Redact, longest: number): string {
  const begin = longest + 2 * margin
  if (text.length <= begin) return clip(redact(text), longest)
  return clip(`${redact(text.slice(0, begin)).slice(0, -margin)}…`, longest)
}

/** Properties copied from an unknown error. */
const copiedProperties = ['name', 'stack', 'code', 'errno', 'syscall', 'address', 'port', 'hostname'] as const

/**
 * A copy of an unknown error that is safe to hand out.
 *
 * The error of a custom `fetch` may reference the request with its headers, so the copy has a short list of its
 * properties only.
 */
export function redactError(error: unknown, redact: Redact, depth = 0): unknown {
  const safe = (text: string): string => redactAndClip(text, redact, 4_000)
  if (typeof error !== 'object' || error === null) return typeof error === 'string' ? safe(error) : error
  const source = error as Partial<
    Record<(typeof copiedProperties)[number] | 'message' | 'cause' | 'errors', unknown>
  >
  const copy = new Error(
    safe(typeof source.message === 'string' ? source.message : describe(error)),
  ) as Error & Record<string, unknown>
  for (const key of copiedProperties) {
    const value = source[key]
    if (typeof value === 'string' || typeof value === 'number') {
      Object.defineProperty(copy, key, {
        value: typeof value === 'string' ? safe(value) : value,
        enumerable: key !== 'name' && key !== 'stack',
      })
    }
  }
  // An error can be its own cause, so the depth is bounded.
  if (depth < 5) {
    const { cause, errors } = source
    if (cause !== undefined) copy.cause = redactError(cause, redact, depth + 1)
    if (Array.isArray(errors)) {
      copy['errors'] = errors.slice(0, 10).map((inner) => redactError(inner, redact, depth + 1))
    }
  }
  return copy
}
