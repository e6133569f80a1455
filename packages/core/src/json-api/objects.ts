/** An object of a JSON document. */
export type JsonObject = Record<string, unknown>

/** Whether a value of a JSON document is an object, neither an array nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is an object without a class: its properties are all there is to it. */
export function isPlain(value: unknown): value is JsonObject {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
