/** The most characters that an error message or a log line has, whatever the service sends. */
const longestMessage = 2_000

/** A text, cut where it is longer than `longest` characters. */
export function clip(text: string, longest = longestMessage): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

/** Any value as text: some, such as objects without a prototype, cannot be converted and throw. */
export function describe(value: unknown): string {
  try {
    return value instanceof Error ? `${value.name}: ${value.message}` : String(value)
  } catch {
    return typeof value
  }
}
