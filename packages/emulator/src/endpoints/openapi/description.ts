import * as v from 'valibot'

/** What an endpoint takes and answers. The schemas are data: they become JSON Schema, and say what is documented. */
export interface Description {
  readonly summary: string
  /** All of them may be left out. */
  readonly query?: Readonly<Record<string, v.GenericSchema>>
  readonly body?: v.GenericSchema
  /** Whether a request without a body will do. */
  readonly isBodyOptional?: boolean
  /** The body of each success; undefined where there is none. What fails has the error document of its API. */
  readonly answers: Readonly<Record<number, v.GenericSchema | undefined>>
}

/** By method and path as the router has them: `GET /v2/numbers/:id`. */
export type Descriptions = Readonly<Record<string, Description>>

export const text = v.string()
export const nullableText = v.nullable(text)
export const id = v.pipe(text, v.minLength(1))
export const phoneNumber = v.pipe(text, v.regex(/^\+?\d{7,15}$/))
export const digits = v.pipe(text, v.regex(/^\+?\d{1,15}$/))
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Text in a query, or from programs that quote everything. */
export const flag = v.union([v.boolean(), v.picklist(['true', 'false', 'True', 'False'])])
export const dollars = v.number()

export const page = {
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  offset: count,
}

/** A resource of JSON:API. Attributes that are not documented may come along. */
export function resource(type: string, attributes: v.ObjectEntries, more: v.ObjectEntries = {}) {
  return v.looseObject({
    type: v.literal(type),
    id,
    attributes: v.looseObject(attributes),
    links: v.optional(v.looseObject({})),
    ...more,
  })
}

/** The document of one resource, or of what else stands in `data`. */
export function document(data: v.GenericSchema) {
  return v.looseObject({ data, included: v.optional(v.array(v.looseObject({ type: text, id }))) })
}

/** A page of a listing. */
export function listing(item: v.GenericSchema) {
  const links = v.looseObject({ self: v.optional(text), next: v.optional(text), prev: v.optional(text) })
  return v.looseObject({ data: v.array(item), links: v.optional(links) })
}

/** What a request sends: in the envelope of JSON:API, or flat. */
export function attributes(entries: v.ObjectEntries, type?: string) {
  const given = v.looseObject(entries)
  const ofType: v.ObjectEntries = type === undefined ? {} : { type: v.optional(v.literal(type)) }
  return v.union([v.looseObject({ data: v.looseObject({ ...ofType, attributes: given }) }), given])
}

/** Attributes of which each may be left out. */
export function changes(entries: v.ObjectEntries): v.ObjectEntries {
  return Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, v.optional(schema)]))
}

/** A reference to a resource: in the envelope, or flat. */
export function reference(type: string) {
  const given = v.looseObject({ type: v.optional(v.literal(type)), id: v.union([id, count]) })
  return v.union([v.looseObject({ data: given }), given])
}
