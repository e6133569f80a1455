import { fieldOf } from './input.ts'
import { isMembers, type Members } from './members.ts'
import { camelCase, fromWire } from './names.ts'
import type { Schema } from './schema.ts'

/**
 * How a decoder tells what is wrong with an answer.
 *
 * @example const decode: Decoder<number> = (document, { fail }) => (typeof document === 'number' ? document : fail('it is no number'))
 */
export interface DecodeContext {
  /** The answer cannot be used: throws a `ResponseFormatError`. */
  fail(message: string): never
  /** The answer can be used but is not quite what the schema says. */
  depart(issues: readonly SchemaIssue[]): void
}

/**
 * Where a value departs from its schema.
 *
 * @example createClient({ onSchemaIssue: ({ issues }) => issues.forEach(({ field, message }) => console.warn(field, message)) })
 */
export interface SchemaIssue {
  /** Field in the names of this SDK, such as `deliveryReceipts.0.level`. */
  field: string
  /** What was expected and what came. */
  message: string
}

/**
 * Turns the body of a successful answer (parsed JSON; undefined when empty) into the result of the call.
 *
 * @example const raw: Decoder<unknown> = (document) => document
 */
export type Decoder<T> = (document: unknown, context: DecodeContext) => T

/**
 * Decoder of a single JSON:API resource: flat, with its relationships resolved from `included`.
 *
 * @param schema what the entity looks like, in the names of this SDK
 * @example client.request({ path: '/v2/routes/1', decode: entity(routeSchema) })
 */
export const entity =
  <T>(schema: Schema<T>): Decoder<T> =>
  (document, context) => {
    const { data, included } = envelope(document, context)
    if (!isMembers(data)) return context.fail('it has no data')
    return decodeMembers(schema, flatten(data, included, context), context)
  }

/**
 * Decoder of a list of JSON:API resources.
 *
 * @param schema what each entity looks like, in the names of this SDK
 * @example client.request({ path: '/v2/routes/edge_strategies', decode: entities(edgeStrategySchema) })
 */
export const entities =
  <T>(schema: Schema<T>): Decoder<T[]> =>
  (document, context) => {
    const { data, included } = envelope(document, context)
    if (!Array.isArray(data)) return context.fail('its data is not a list')
    return data.map((item: unknown) => {
      if (!isMembers(item)) return context.fail('a member of its data is not a resource')
      return decodeMembers(schema, flatten(item, included, context), context)
    })
  }

/**
 * Decoder of an answer that carries nothing, such as a 204. A document in its place is let pass, unless it tells of
 * errors.
 *
 * @example client.request({ method: 'DELETE', path: '/v2/routes/1', decode: nothing })
 */
export const nothing: Decoder<void> = (document, context) => {
  if (isMembers(document) && document['errors'] !== undefined && document['data'] === undefined) {
    context.fail('it carries errors')
  }
}

interface Envelope {
  data: unknown
  included: Map<string, Members>
}

function envelope(document: unknown, context: DecodeContext): Envelope {
  if (!isMembers(document))
    return context.fail(document === undefined ? 'it is empty' : 'it is not a document')
  const included = new Map<string, Members>()
  const resources: unknown[] = Array.isArray(document['included']) ? document['included'] : []
  for (const resource of resources) {
    if (isMembers(resource)) included.set(key(resource), resource)
  }
  return { data: unwrap(document['data']), included }
}

/** Some answers wrap a resource in a second `data`. */
function unwrap(value: unknown): unknown {
  return isMembers(value) && value['id'] === undefined && isMembers(value['data'])
    ? unwrap(value['data'])
    : value
}

const key = (resource: Members): string => `${resource['type']}/${resource['id']}`

function flatten(wrapped: Members, included: Map<string, Members>, context: DecodeContext): Members {
  const resource = unwrap(wrapped) as Members
  // Without its identity there is no telling what was bought, sent or changed. (An id of null is an answer, too:
  // "nothing assigned any more".)
  if (resource['id'] === undefined) context.fail('a resource in it has no id')
  return flat(resource, included, true)
}

function flat(resource: Members, included: Map<string, Members>, resolve: boolean): Members {
  const { id, type: _type, links: _links, attributes, relationships, ...others } = resource
  // Begun empty, it has room for more members before V8 makes a slow dictionary of it.
  const result: Members = {}
  result['id'] = id == null ? id : String(id)
  // What stands beside the attributes (`price_details` of a sent message) is part of the entity as well.
  for (const source of [others, attributes]) {
    if (!isMembers(source)) continue
    for (const name of Object.keys(source)) {
      if (name !== 'id' && name !== '__proto__') result[camelCase(name)] = fromWire(source[name])
    }
  }
  if (isMembers(relationships)) {
    for (const name of Object.keys(relationships)) {
      const relationship = relationships[name]
      if (name === '__proto__' || !isMembers(relationship) || relationship['data'] === undefined) continue
      const { data } = relationship
      result[camelCase(name)] = Array.isArray(data)
        ? data.map((member: unknown) => related(member, included, resolve))
        : related(data, included, resolve)
    }
  }
  return result
}

/** What a relationship points at: whole where the answer includes it, else its id. One level deep. */
function related(identifier: unknown, included: Map<string, Members>, resolve: boolean): unknown {
  if (!isMembers(identifier)) return null
  const target = resolve ? included.get(key(identifier)) : undefined
  return flat(target ?? { id: identifier['id'] }, included, false)
}

/** The entity that the members are, as far as they fit the schema. */
export function decodeMembers<T>(schema: Schema<T>, value: Members, context: DecodeContext): T {
  const { issues, value: output } = schema['~run']({ value }, {})
  if (issues) {
    context.depart(
      issues.map((issue) => ({
        field: fieldOf(issue),
        message: `${issue.message}, received ${issue.received}`,
      })),
    )
  }
  return output as T
}
