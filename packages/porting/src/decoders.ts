import type { DecodeContext, Decoder } from '@flowroute/core'
import { bareEntity, entities, entity } from '@flowroute/core/resource'
import type {
  LetterOfAgency,
  Portability,
  PortDocument,
  PortGroupStatus,
  PortOrder,
  PortOrderGroup,
  PortOrderStatus,
} from './entities.ts'
import {
  documentSchema,
  fileUrlSchema,
  isObject,
  loaSchema,
  orderSchema,
  portabilitySchema,
  statusSchema,
} from './schemas.ts'
import { normaliseState, summarise } from './states.ts'

export const decodeOrder: Decoder<PortOrder> = /* @__PURE__ */ entity(orderSchema)
export const decodeStatus: Decoder<PortOrderStatus> = /* @__PURE__ */ entity(statusSchema)
export const decodeDocument: Decoder<PortDocument> = /* @__PURE__ */ entity(documentSchema)
const decodeOrders = /* @__PURE__ */ entities(orderSchema)
const decodeStatuses = /* @__PURE__ */ entities(statusSchema)

/** The document's data; undefined when it has none. */
const dataOf = (document: unknown): unknown => (isObject(document) ? document['data'] : undefined)

const attributesOf = (resource: unknown): Record<string, unknown> | undefined =>
  isObject(resource) && isObject(resource['attributes']) ? resource['attributes'] : undefined

/**
 * The orders of an answer as a plain list of resources. They stand in `data`, one or several, or in the attributes of a
 * `portorder_list` or `portorder_group` there.
 */
function listOrders(data: unknown, context: DecodeContext): unknown[] {
  if (Array.isArray(data)) return data.flatMap((item) => listOrders(item, context))
  const attributes = attributesOf(data)
  const { orders, id } = attributes ?? {}
  if (orders !== undefined) return listOrders(orders, context)
  if (attributes === undefined && dataOf(data) !== undefined) return listOrders(dataOf(data), context)
  if (!isObject(data) || (attributes === undefined && data['status'] === undefined))
    return context.fail('it contains no port orders')
  // The orders of a list have their id among the attributes.
  return [{ ...data, id: data['id'] ?? id }]
}

/** The whole answer with its orders as `data`, the form that every other list has. */
const asList = (document: unknown, context: DecodeContext): unknown => ({
  ...(document as object),
  data: listOrders(dataOf(document), context),
})

export const decodeList: Decoder<PortOrder[]> = (document, context) =>
  decodeOrders(asList(document, context), context)

/** The orders that a request was split into. */
export const decodeGroup: Decoder<PortOrderGroup> = (document, context) => {
  const orders = decodeList(document, context)
  const data = dataOf(document)
  const groupId = orders.find((order) => order.groupId)?.groupId
  const isGroup = isObject(data) && attributesOf(data)?.['orders'] !== undefined
  const group = groupId ?? (isGroup && data['id'] != null ? String(data['id']) : null)
  return group === null && orders.length === 0
    ? context.fail('it names neither an order nor a group')
    : { groupId: group, orders }
}

/** The answer to numbers for a group: an order, the group, or a copy of the request. */
export const decodeAdded =
  (groupId: string): Decoder<PortOrderGroup> =>
  (document, context) => {
    const isCopy = isObject(document) && Array.isArray(document['add'] ?? document['numbers'])
    return { ...(isCopy ? { orders: [] } : decodeGroup(document, context)), groupId }
  }

/** The states of a group's orders. The summary is computed where the answer does not have it. */
export const decodeGroupStatus =
  (groupId: string): Decoder<PortGroupStatus> =>
  (document, context) => {
    const list = asList(document, context)
    const orders = decodeStatuses(list, context)
    const data = dataOf(document)
    const [group] = Array.isArray(data) ? data : [data]
    const { orders: inner, group_status, summary, status } = attributesOf(group) ?? {}
    const word = group_status ?? summary ?? (inner === undefined ? undefined : status)
    if (orders.length === 0 && word === undefined) return context.fail('it contains no port orders')
    return {
      id: groupId,
      status:
        typeof word === 'string' ? normaliseState(word) : summarise(orders.map((order) => order.status)),
      orders,
    }
  }

/** The documents of an order. */
export const decodeDocuments: Decoder<PortDocument[]> = (document, context) =>
  decodeOrder(document, context).businessDocuments ?? []

/** A signed LOA: the order, or nothing. */
export const decodeSigned: Decoder<PortOrder | undefined> = (document, context) =>
  document === undefined ? undefined : decodeOrder(document, context)

/** The LOA of an order, which has no id of its own. */
export const decodeLoa =
  (orderId: string): Decoder<LetterOfAgency> =>
  (document, context) => {
    const attributes = attributesOf(dataOf(document))
    if (attributes?.['numbers'] === undefined) return context.fail('it contains no letter of agency')
    return entity(loaSchema)({ data: { id: orderId, attributes } }, context)
  }

export const decodePortability: Decoder<Portability> = (document, context) => {
  const data = dataOf(document)
  if (!isObject(data) || (data['portable'] ?? data['nonportable']) === undefined)
    return context.fail('it does not say which numbers are portable')
  // Older answers have the groups of portable numbers in place of the numbers.
  const { portable, groups = isObject(portable) ? portable['groups'] : undefined } = data
  const { id: _id, ...portability }: Portability & { id?: string } = bareEntity(portabilitySchema, '')(
    { ...data, groups },
    context,
  )
  return portability
}

/**
 * The URL for an upload or a download.
 *
 * @param isAllowed whether documents may be sent there
 */
export const decodeFileUrl =
  (isAllowed: (url: string) => boolean): Decoder<{ id: string; url: string }> =>
  (document, context) => {
    const file = entity(fileUrlSchema)(document, context)
    return isAllowed(file.url) ? file : context.fail('its url is not an https URL')
  }
