import type * as v from 'valibot'
import { isMembers, type Members } from './members.ts'
import { refused, type Schema, schemaOf } from './schema.ts'

/**
 * A schema of objects with named members.
 *
 * @example const base: ObjectSchema<{ id: Schema<string> }> = object({ id: text() })
 */
export interface ObjectSchema<E extends v.ObjectEntries>
  extends Schema<v.InferOutput<v.LooseObjectSchema<E, undefined>>> {
  /** The schema of each member, to build another schema on. */
  readonly entries: E
}

/**
 * Schema of an object: the members it names are read by their schemas, all others are kept. What
 * `v.looseObject` is, in less time and space: it is run for every entity of every list.
 *
 * @param entries the schema of each member
 * @example const routeSchema = object({ id: text(), alias: v.optional(v.nullable(string())) })
 */
export function object<E extends v.ObjectEntries>(entries: E): ObjectSchema<E> {
  const parts = Object.entries(entries) as [string, Schema<unknown>][]
  return Object.assign(
    whole<v.InferOutput<ObjectSchema<E>>>(isMembers, 'must be an object', () => parts),
    { entries },
  )
}

/**
 * Schema of an array.
 *
 * @param item the schema of each item
 * @example const schema = object({ media: v.optional(array(mediaSchema)) })
 */
export const array = <T>(item: Schema<T>): Schema<T[]> =>
  whole(Array.isArray, 'must be an array', (items) => items.map((_, index) => [index, item]))

type Parts = readonly (readonly [key: string | number, schema: Schema<unknown>])[]

/** Schema of what has parts, each with its own schema. */
function whole<T>(
  isOne: (value: unknown) => boolean,
  message: string,
  partsOf: (value: readonly unknown[]) => Parts,
): Schema<T> {
  return schemaOf((input, config) => {
    if (!isOne(input)) return refused(input, message)
    const value = (Array.isArray(input) ? [...input] : { ...(input as Members) }) as Members
    let issues: v.BaseIssue<unknown>[] | undefined
    for (const [key, part] of partsOf(input as unknown[])) {
      const given = value[key]
      const read = part['~run']({ value: given }, config)
      if (read.issues) {
        const step = { type: 'unknown', origin: 'value', input, key, value: given } as const
        issues ??= []
        for (const issue of read.issues) issues.push({ ...issue, path: [step, ...(issue.path ?? [])] })
      }
      // A member that is not there stays so, unless its schema has a default.
      if (read.value !== given) value[key] = read.value
    }
    return { typed: !issues, value, issues } as v.OutputDataset<T, v.BaseIssue<unknown>>
  })
}
