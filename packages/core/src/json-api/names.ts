import { invalid } from '../errors/errors.ts'
import { isPlain } from './objects.ts'

/**
 * Wire names converted so far. A hostile response could bring endless new ones, so that their number and the length of
 * each are bounded: 64 kB in all.
 */
const converted = new Map<string, string>()
const mostConverted = 1_000
const longestConverted = 64

/** How deep a document may be nested. Flowroute's are seven levels deep; the stack would hold some thousands. */
const deepest = 200

/** `messaging_enabled` → `messagingEnabled`. */
export function camelCase(name: string): string {
  const known = converted.get(name)
  if (known !== undefined) return known
  // Each run of separators is matched once, whatever follows: linear in the length of the name.
  const result = name.replace(/[_-]+([a-z0-9]?)/gi, (match, letter: string, offset: number) =>
    offset === 0 || letter === '' ? match : letter.toUpperCase(),
  )
  if (converted.size < mostConverted && name.length <= longestConverted) converted.set(name, result)
  return result
}

/** `messagingEnabled` → `messaging_enabled`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * A copy of a JSON value with every name, at any depth, as this SDK spells it.
 *
 * @throws {RangeError} it is nested too deeply
 */
export function fromWire(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) throw new RangeError(`it is nested more than ${deepest} levels deep`)
  if (Array.isArray(value)) return value.map((item) => fromWire(item, depth + 1))
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    // Assigning to this name would set the object's prototype instead of a property.
    if (key !== '__proto__')
      result[camelCase(key)] = fromWire((value as Record<string, unknown>)[key], depth + 1)
  }
  return result
}

/**
 * A copy of an input with every name, at any depth, as the wire spells it (`mediaUrls` → `media_urls`).
 *
 * Whatever JSON would write as something else, or leave out without a word, is refused.
 *
 * @param field the name an error gives to the value
 * @throws {InvalidInputError} a value cannot be represented in JSON, or two names become the same one
 */
export function toWire(value: unknown, field: string, depth = 0): unknown {
  if (value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)) return value
  if (isValidDate(value)) return value.toJSON()
  if (depth === deepest) throw invalid(field, `must not be nested more than ${deepest} levels deep`)
  const inner = (key: string | number, item: unknown): unknown =>
    toWire(item, depth === 0 ? String(key) : `${field}.${key}`, depth + 1)
  // Unlike map, this visits the holes of a sparse array too.
  if (Array.isArray(value)) return Array.from(value, (item, index) => inner(index, item))
  if (!isPlain(value))
    throw invalid(field, 'must be plain data: text, finite number, boolean, null, valid Date, list, object')
  const result: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || member === undefined) continue
    const name = snakeCase(key)
    // Of `firstName` and `first_name` one would be lost, and which one was meant is unknown.
    if (Object.hasOwn(result, name)) throw invalid(key, 'is given twice')
    result[name] = inner(key, member)
  }
  return result
}

/** Whether a value is a Date that stands for a time. */
export function isValidDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}
