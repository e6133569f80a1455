import { type DecodeContext, type Decoder, decodeMembers } from './json-api.ts'
import { isMembers, type Members } from './members.ts'
import { fromWire } from './names.ts'
import type { Schema } from './schema.ts'

/**
 * Decoder of one resource that stands in no envelope: its attributes are the document, its id is known to the caller.
 *
 * @param schema what the entity looks like, in the names of this SDK
 * @param id the entity's id
 * @example client.request({ path: '/v1/tns/12065550100', decode: plainEntity(numberSchema, '12065550100') })
 */
export const plainEntity =
  <T>(schema: Schema<T>, id: string): Decoder<T> =>
  (document, context) =>
    isMembers(document) ? read(schema, id, document, context) : context.fail('it is not a document')

/**
 * Decoder of a list that is a map on the wire, as in API v1: each member's name is the id of its entity. A document
 * with nothing in it is an empty list.
 *
 * @param schema what each entity looks like, in the names of this SDK
 * @param name the member of the document that holds the map
 * @example client.list({ path: '/v1/routes/', decode: entityMap(routeSchema, 'routes') })
 */
export const entityMap =
  <T>(schema: Schema<T>, name: string): Decoder<T[]> =>
  (document, context) => {
    if (!isMembers(document)) return context.fail('it is not a document')
    const { [name]: map = Object.keys(document).length > 0 ? undefined : {} } = document
    if (!isMembers(map)) return context.fail(`it has no ${name}`)
    return Object.entries(map).map(([id, attributes]) =>
      isMembers(attributes)
        ? read(schema, id, attributes, context)
        : context.fail(`${id} in its ${name} is not a resource`),
    )
  }

function read<T>(schema: Schema<T>, id: string, attributes: Members, context: DecodeContext): T {
  // First, as in every entity, and not to be taken over by an attribute of that name.
  return decodeMembers(schema, Object.assign({ id }, fromWire(attributes), { id }), context)
}
