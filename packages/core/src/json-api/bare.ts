import { decodeWith, type Schema } from '../schemas/schema.ts'
import type { DecodeContext, Decoder } from './decoder.ts'
import { fromWire } from './names.ts'
import { isObject, type JsonObject } from './objects.ts'

/**
 * Decoder of one resource without an envelope: the document is its attributes, and the caller knows its id.
 *
 * @param schema the schema of the entity, in the names of this SDK
 * @param id the entity's id
 * @example client.request({ path: '/v1/tns/12065550100', decode: bareEntity(numberSchema, '12065550100') })
 */
export const bareEntity =
  <T>(schema: Schema<T>, id: string): Decoder<T> =>
  (document, context) =>
    isObject(document) ? decodeBare(schema, id, document, context) : context.fail('it is not a document')

/**
 * Decoder of a list that is a map on the wire, as in API v1: each name is the id of an entity. An empty document is an
 * empty list.
 *
 * @param schema the schema of each entity, in the names of this SDK
 * @param name the member of the document that holds the map
 * @example client.list({ path: '/v1/routes/', decode: entityMap(routeSchema, 'routes') })
 */
export const entityMap =
  <T>(schema: Schema<T>, name: string): Decoder<T[]> =>
  (document, context) => {
    if (!isObject(document)) return context.fail('it is not a document')
    const { [name]: map = Object.keys(document).length > 0 ? undefined : {} } = document
    if (!isObject(map)) return context.fail(`it has no ${name}`)
    return Object.entries(map).map(([id, attributes]) =>
      isObject(attributes)
        ? decodeBare(schema, id, attributes, context)
        : context.fail(`${id} in its ${name} is not a resource`),
    )
  }

function decodeBare<T>(schema: Schema<T>, id: string, attributes: JsonObject, context: DecodeContext): T {
  // The id is first, as in every entity, and an attribute of that name does not replace it.
  return decodeWith(schema, Object.assign({ id }, fromWire(attributes), { id }), context)
}
