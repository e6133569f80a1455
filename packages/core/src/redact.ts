/** Replaces every occurrence of the client's secrets in a text. */
export type Redact = (text: string) => string

const mask = '[redacted]'

/** Builds the replacement for secrets, after that for others. */
export function createRedact(secrets: readonly string[], others: Redact = (text) => text): Redact {
  return (text) => secrets.reduce((result, secret) => result.replaceAll(secret, mask), others(text))
}

/** What of a foreign error is worth keeping. */
const kept = ['name', 'stack', 'code', 'errno', 'syscall', 'address', 'port', 'hostname'] as const

/**
 * A copy of a foreign error that is safe to hand out.
 *
 * Errors of a custom `fetch` may hang on to the request, headers included, so they are rebuilt from a short list
 * of members instead of being passed on.
 */
export function redactError(error: unknown, redact: Redact, depth = 0): unknown {
  if (typeof error !== 'object' || error === null) return typeof error === 'string' ? redact(error) : error
  const source = error as Partial<Record<(typeof kept)[number] | 'message' | 'cause' | 'errors', unknown>>
  const copy = new Error(redact(String(source.message))) as Error & Record<string, unknown>
  for (const key of kept) {
    const value = source[key]
    if (typeof value === 'string' || typeof value === 'number') {
      const safe = typeof value === 'string' ? redact(value) : value
      Object.defineProperty(copy, key, { value: safe, enumerable: key !== 'name' && key !== 'stack' })
    }
  }
  // A chain of causes ends somewhere, but nothing stops a foreign error from pointing at itself.
  if (depth < 5) {
    const { cause, errors } = source
    if (cause !== undefined) copy.cause = redactError(cause, redact, depth + 1)
    if (Array.isArray(errors)) {
      copy['errors'] = errors.slice(0, 10).map((inner) => redactError(inner, redact, depth + 1))
    }
  }
  return copy
}
