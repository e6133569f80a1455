import { decodeWith, type Schema } from '../schemas/schema.ts'
import type { DecodeContext, Decoder } from './decoder.ts'
import { camelCase, fromWire } from './names.ts'
import { isObject, type JsonObject } from './objects.ts'

/**
 * Decoder of a single JSON:API resource: flat, with its relationships resolved from `included`.
 *
 * @param schema the schema of the entity, in the names of this SDK
 * @example client.request({ path: '/v2/routes/1', decode: entity(routeSchema) })
 */
export const entity =
  <T>(schema: Schema<T>): Decoder<T> =>
  (document, context) => {
    const { data, included } = envelope(document, context)
    if (!isObject(data)) return context.fail('it has no data')
    return decodeWith(schema, flatten(data, included, context), context)
  }

/**
 * Decoder of a list of JSON:API resources.
 *
 * @param schema the schema of each entity, in the names of this SDK
 * @example client.request({ path: '/v2/routes/edge_strategies', decode: entities(edgeStrategySchema) })
 */
export const entities =
  <T>(schema: Schema<T>): Decoder<T[]> =>
  (document, context) => {
    const { data, included } = envelope(document, context)
    if (!Array.isArray(data)) return context.fail('its data is not a list')
    return data.map((item: unknown) => {
      if (!isObject(item)) return context.fail('an item of its data is not a resource')
      return decodeWith(schema, flatten(item, included, context), context)
    })
  }

/**
 * Decoder of a response without content, such as a 204. A document in its place is ignored, unless it contains errors.
 *
 * @example client.request({ method: 'DELETE', path: '/v2/routes/1', decode: noContent })
 */
export const noContent: Decoder<void> = /* @__PURE__ */ Object.assign(
  (document: unknown, context: DecodeContext): void => {
    if (isObject(document) && document['errors'] !== undefined && document['data'] === undefined) {
      context.fail('it contains errors')
    }
  },
  { noContent: true },
)

interface Envelope {
  data: unknown
  included: Map<string, JsonObject>
}

function envelope(document: unknown, context: DecodeContext): Envelope {
  if (!isObject(document)) {
    return context.fail(document === undefined ? 'it is empty' : 'it is not a document')
  }
  const included = new Map<string, JsonObject>()
  const resources: unknown[] = Array.isArray(document['included']) ? document['included'] : []
  for (const resource of resources) {
    if (isObject(resource)) included.set(keyOf(resource), resource)
  }
  return { data: unwrap(document['data']), included }
}

/** Some responses wrap a resource in a second `data`. */
function unwrap(value: unknown): unknown {
  let inner = value
  // A loop, since a hostile document could be wrapped any number of times.
  while (isObject(inner) && inner['id'] === undefined && isObject(inner['data'])) inner = inner['data']
  return inner
}

const keyOf = (resource: JsonObject): string => `${resource['type']}/${resource['id']}`

function flatten(wrapped: JsonObject, included: Map<string, JsonObject>, context: DecodeContext): JsonObject {
  const resource = unwrap(wrapped) as JsonObject
  // Without an id there is no telling what was bought, sent or changed. (An id of null is a valid answer:
  // "nothing assigned any more".)
  if (resource['id'] === undefined) context.fail('a resource in it has no id')
  return flattenResource(resource, included, true)
}

/** Members of a resource that are no fields of the entity by themselves. */
const ownMembers = /* @__PURE__ */ new Set([
  'id',
  'type',
  'links',
  'attributes',
  'relationships',
  '__proto__',
])

/**
 * A resource as one object: its id, attributes and relationships, in the names of this SDK.
 *
 * @param included the resources that came along, by type and id
 * @param resolve whether relationships become those resources, or their ids alone
 */
function flattenResource(
  resource: JsonObject,
  included: ReadonlyMap<string, JsonObject>,
  resolve: boolean,
): JsonObject {
  const { id, attributes, relationships } = resource
  // V8 keeps an object that begins empty in its fast form for more properties.
  const result: JsonObject = {}
  result['id'] = id == null ? id : String(id)
  // Members beside the attributes (`price_details` of a sent message) belong to the entity as well.
  for (const name of Object.keys(resource)) {
    if (!ownMembers.has(name)) result[camelCase(name)] = fromWire(resource[name])
  }
  if (isObject(attributes)) {
    for (const name of Object.keys(attributes)) {
      if (name !== 'id' && name !== '__proto__') result[camelCase(name)] = fromWire(attributes[name])
    }
  }
  if (isObject(relationships)) {
    for (const name of Object.keys(relationships)) {
      const relationship = relationships[name]
      if (name === '__proto__' || !isObject(relationship) || relationship['data'] === undefined) continue
      const { data } = relationship
      result[camelCase(name)] = Array.isArray(data)
        ? data.map((member: unknown) => related(member, included, resolve))
        : related(data, included, resolve)
    }
  }
  return result
}

/** The resource a relationship names: all of it where the response includes it, else its id. One level deep. */
function related(identifier: unknown, included: ReadonlyMap<string, JsonObject>, resolve: boolean): unknown {
  if (!isObject(identifier)) return null
  const target = resolve ? included.get(keyOf(identifier)) : undefined
  return flattenResource(target ?? { id: identifier['id'] }, included, false)
}
