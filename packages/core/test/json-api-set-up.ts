import type { ClientOptions, Decoder, SchemaIssue } from '@flowroute/core'
import { entity } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { clientOf } from './set-up.ts'

/** What a call makes of an answer with that body; text is sent as it is. */
export async function decoded<T>(body: unknown, decode: Decoder<T>, options: ClientOptions = {}): Promise<T> {
  await using server = await startServer([body === undefined ? {} : { body }])
  return await clientOf(server, options).request({ path: '/v2/things/1', decode })
}

/** Schema of a resource of which nothing but the id is known. */
export const anySchema = v.looseObject({ id: v.nullable(v.string()) })

/** A resource as a call gives it, whatever is in it. */
export function flatOf(data: unknown, included?: unknown): Promise<Record<string, unknown>> {
  return decoded({ data, ...(included === undefined ? {} : { included }) }, entity(anySchema))
}

/** What came of an answer: the value, and where it departed from the schema. */
export interface Reading<T> {
  value: T
  issues: SchemaIssue[]
}

/** Reads an answer, noting each departure from the schema. */
export async function reading<T>(body: unknown, decode: Decoder<T>): Promise<Reading<T>> {
  const issues: SchemaIssue[] = []
  const value = await decoded(body, decode, { onSchemaIssue: (report) => issues.push(...report.issues) })
  return { value, issues }
}
