import type { Resource } from './document.ts'
import type { CdrExportStatus, MessageProvisioningStatus, Payload, PortOrderStatus } from './events.ts'
import { property } from './json.ts'
import { requiredId } from './required-id.ts'

/** What a notification is about. */
export type NotificationKind = 'port-order' | 'cdr-export' | 'message-provisioning'

/**
 * What a notification is about, undefined for any other document. Only that of port orders is documented; the others are
 * recognised in the same envelope, and as the resource itself, by the words that the API has for them.
 */
export function notificationKind({ type, attributes }: Resource): NotificationKind | undefined {
  const words = [type, attributes.text('resource_type') ?? '']
  const isAbout = (pattern: RegExp): boolean => words.some((word) => pattern.test(word.toLowerCase()))
  if (type === 'po_status_change' || words[1] === 'portorders') return 'port-order'
  if (isAbout(/^cdr_?-?exports?|^cdr_status_change$/)) return 'cdr-export'
  return isAbout(/^message_?-?(bulk_)?-?provision|^provisioning_status_change$/)
    ? 'message-provisioning'
    : undefined
}

/** Reads the change of a port order's status; undefined when it does not say of which order. */
export function readPortOrder(resource: Resource, raw: Payload): PortOrderStatus | undefined {
  const portOrderId = resource.attributes.nonBlank('resource_id')
  if (portOrderId === undefined) return undefined
  const { eventType, customerId, ...common } = readCommon(resource, raw)
  return { type: 'port-order.status', ...common, portOrderId, eventType, customerId }
}

/** Reads the change of a CDR export's status. */
export function readCdrExport(resource: Resource, raw: Payload): CdrExportStatus {
  const { attributes } = resource
  const common = readCommon(resource, raw)
  return {
    type: 'cdr-export.status',
    ...common,
    exportId: attributes.nonBlank('resource_id') ?? common.id,
    downloadUrl: attributes.nonBlank('download_url'),
    expiresAt: attributes.time('expires_at'),
  }
}

/** Reads the progress of a task that enables or disables messages for numbers. */
export function readProvisioning(resource: Resource, raw: Payload): MessageProvisioningStatus {
  const { attributes } = resource
  const common = readCommon(resource, raw)
  const groups = attributes.object('numbers')
  const group = (name: string): string[] => {
    const numbers = property(groups, name)
    return Array.isArray(numbers) ? numbers.map((number) => String(number).replace(/^\+(?=\d+$)/, '')) : []
  }
  return {
    type: 'message-provisioning.status',
    ...common,
    taskId: attributes.nonBlank('resource_id') ?? common.id,
    number: attributes.phoneNumber('tn'),
    successful: group('successful'),
    processing: group('processing'),
    failed: group('failed'),
  }
}

function readCommon(resource: Resource, raw: Payload) {
  const { attributes } = resource
  return {
    id: requiredId(resource),
    status: attributes.text('status') ?? '',
    message: attributes.nonBlank('message'),
    eventType: attributes.nonBlank('event_type'),
    customerId: attributes.nonBlank('customer_id'),
    timestamp: attributes.time('timestamp') ?? attributes.time('at') ?? resource.timestamp,
    raw,
  }
}
