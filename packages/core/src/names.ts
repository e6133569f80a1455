import { invalid } from './errors.ts'

/** Wire names seen so far; bounded, since a hostile answer could bring endless new ones. */
const known = new Map<string, string>()
const knownAtMost = 1_000

/** `messaging_enabled` → `messagingEnabled`. */
export function camelCase(name: string): string {
  let converted = known.get(name)
  if (converted === undefined) {
    converted = name.replace(/(?<=[^_])[_-]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
    if (known.size < knownAtMost) known.set(name, converted)
  }
  return converted
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename))
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    // Assigning to this name would set the object's prototype instead of a member.
    const member = (value as Record<string, unknown>)[key]
    if (key === '__proto__' || member === undefined) continue
    const name = rename(key)
    // Of `firstName` and `first_name` one would be lost, and which of them was meant is not ours to say.
    if (rename === snakeCase && Object.hasOwn(result, name)) throw invalid(key, 'is given twice')
    result[name] = renamed(member, rename)
  }
  return result
}

/** A copy with every name, at any depth, as this SDK spells it. */
export function fromWire(value: unknown): unknown {
  return renamed(value, camelCase)
}

/**
 * A copy of an input with every name, at any depth, as the wire spells it (`mediaUrls` → `media_urls`).
 *
 * @throws {InvalidInputError} two names become the same one
 */
export function toWire<T>(value: T): T {
  return renamed(value, snakeCase) as T
}
