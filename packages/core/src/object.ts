import * as v from 'valibot'
import type { Schema } from './fields.ts'
import { isMembers } from './members.ts'

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
 * @example const routeSchema = object({ id: text(), alias: v.optional(v.nullable(v.string())) })
 */
export function object<E extends v.ObjectEntries>(entries: E): ObjectSchema<E> {
  type Output = v.InferOutput<ObjectSchema<E>>
  const members = Object.entries(entries)
  const schema: Schema<Output> = v.custom<Output>(isMembers, 'must be an object')
  const refuse = schema['~run']
  const run: typeof refuse = (dataset, config) => {
    const { value: input } = dataset
    if (!isMembers(input)) return refuse.call(schema, dataset, config)
    const value = { ...input }
    const issues: v.BaseIssue<unknown>[] = []
    for (const [key, member] of members) {
      const given = input[key]
      const read = member['~run']({ value: given }, config)
      if (read.issues) {
        const step = { type: 'object', origin: 'value', input, key, value: given } as const
        for (const issue of read.issues) issues.push({ ...issue, path: [step, ...(issue.path ?? [])] })
      }
      // A member that is not there stays so, unless its schema has a default.
      if (read.value !== given) value[key] = read.value
    }
    const [first, ...others] = issues
    const output = value as Output
    return first
      ? { typed: false, value: output, issues: [first, ...others] }
      : { typed: true, value: output }
  }
  return Object.assign(schema, { entries, '~run': run })
}
