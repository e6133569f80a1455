/** An object of JSON. */
export type Members = Record<string, unknown>

/** Whether a value of JSON is an object, not an array or null. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
