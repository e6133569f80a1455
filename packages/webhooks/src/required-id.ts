import type { Resource } from './document.ts'
import { notWebhook } from './json.ts'

/** @throws {InvalidInputError} the resource has no id */
export function requiredId({ id }: Resource): string {
  if (id === undefined) throw notWebhook('is missing', 'id')
  return id
}
