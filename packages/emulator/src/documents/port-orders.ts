import { origin } from '../http/answer.ts'
import { formatMicroseconds, formatWholeSeconds } from '../http/dates.ts'
import type { PortFile, PortOrder, PortOrderDetails } from '../saved/port-orders.ts'
import { letterOf, letterText } from '../world/porting/letter.ts'
import { costOfNumber } from '../world/porting/review.ts'

/** What was said of an order, but for its numbers and presets. */
export function detailAttributes(details: PortOrderDetails) {
  return {
    billing_address: details.billingAddress,
    billing_name: details.billingName,
    billing_number: details.billingNumber === null ? '' : `+${details.billingNumber}`,
    city: details.city,
    company: details.company,
    country: details.country,
    desired_completion_date: details.desiredCompletionDate,
    enable_cnam_lookups: details.enableCnamLookups,
    last_4_ssn: details.last4Ssn ?? '',
    loa_details: details.loaDetails,
    pin: details.pin,
    provider: details.provider,
    provider_account: details.providerAccount,
    state: details.state,
    status_url: details.statusUrl,
    street: details.street,
    street2: details.street2,
    usage_type: details.usageType,
    zip: details.zip,
  }
}

/** An order with all that is known of it. */
export function portOrderResource(order: PortOrder): object {
  const { details, presets } = order
  const attributes = {
    ...detailAttributes(details),
    alias: order.alias,
    business_documents: documentsOf(order),
    comments: order.comments.map(({ comment, at }) => ({ comment, date: formatWholeSeconds(at) })),
    cost: costOfNumber,
    group_id: order.groupId,
    numbers: plus(order.numbers),
    presets: {
      alias: presets.alias,
      cnam_id: presets.cnamId,
      e911_id: presets.e911Id,
      failover_route_id: presets.failoverRouteId,
      primary_route_id: presets.primaryRouteId,
    },
    status: order.state,
    status_updated_at: timeOf(order.stateChangedAt),
  }
  return { attributes, id: order.id, links: { self: orderLink(order.id) }, type: 'portorder' }
}

/** An order as the listing shows it. */
export function listedPortOrder(order: PortOrder, groupStatus: string): object {
  const attributes = {
    id: order.id,
    alias: order.alias,
    status: order.state,
    group_id: order.groupId,
    group_status: groupStatus,
    numbers: plus(order.numbers),
    created_date: formatWholeSeconds(order.createdAt),
    modified_date: formatWholeSeconds(order.modifiedAt),
    completion_date: timeOf(order.completedAt),
    status_updated_at: timeOf(order.stateChangedAt),
  }
  return { attributes, id: order.id, links: { self: orderLink(order.id) }, type: 'portorder' }
}

/** Where an order stands. */
export function portOrderStatus({ id, state, stateChangedAt }: PortOrder): object {
  const attributes = { status: state, status_updated_at: timeOf(stateChangedAt) }
  return { attributes, id, type: 'portorder' }
}

/** The letter of agency of an order. */
export function letterResource(order: PortOrder): object {
  const { name = '', title = '' } = order.signature ?? {}
  const attributes = {
    ...letterOf(order),
    signature_name: name,
    signature_title: title,
    loa_copy: letterText(order),
  }
  return { attributes, type: 'loa' }
}

/** A document that is taken from a URL. */
export function pulledFile({ id, filename, originalUrl }: PortFile): object {
  const attributes = { filename: originalUrl, file: filename, original_url: originalUrl, status: 'pending' }
  return { attributes, id, type: 'portorder-file' }
}

/** A URL of the storage; ids are integers here. */
export function fileUrl(orderId: string, fileId: string, url: string, expiresAt: number): object {
  const expires = formatMicroseconds(expiresAt)
  const links = { self: fileLink(orderId, fileId) }
  return { attributes: { url, expires }, id: Number(fileId), links, type: 'portorder-file-url' }
}

/** The documents that have arrived or failed, in the form of the details page. */
function documentsOf({ id: orderId, files }: PortOrder): object[] {
  const settled = files.filter(({ state }) => state !== 'awaited')
  const data = settled.map(({ id, filename, state }) => ({
    attributes: { filename, status: state },
    id,
    links: { self: fileLink(orderId, id) },
    type: 'portorder-file',
  }))
  return data.length === 0 ? [] : [{ data }]
}

function orderLink(id: string): string {
  return `${origin}/v2/portorders/${id}`
}

function fileLink(orderId: string, fileId: string): string {
  return `${orderLink(orderId)}/files/${fileId}`
}

function timeOf(moment: number | null): string | null {
  return moment === null ? null : formatWholeSeconds(moment)
}

function plus(numbers: readonly string[]): string[] {
  return numbers.map((number) => `+${number}`)
}
