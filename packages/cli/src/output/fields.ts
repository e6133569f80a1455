import { usage } from '../failures.ts'

/** Something to print: an entity of the SDK, or the like. */
export type Item = object

/** The value of a field, which may be inside another: `primaryRoute.alias`. */
export function fieldOf(item: Item, field: string): unknown {
  let value: unknown = item
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** Items with the chosen fields only, in their order; what an item lacks is null. */
export function pick(items: readonly Item[], fields: readonly string[]): Item[] {
  for (const field of fields) {
    // By its first part: a route that is null has no alias, and is no mistake.
    const [name = ''] = field.split('.')
    if (items.length > 0 && !items.some((item) => Object.hasOwn(item, name))) {
      const known = [...new Set(items.flatMap((item) => Object.keys(item)))]
      throw usage(`There is no field "${field}".`, `The fields are: ${known.join(', ')}`)
    }
  }
  return items.map((item) => Object.fromEntries(fields.map((field) => [field, fieldOf(item, field) ?? null])))
}
