import { isObject } from '../http/document.ts'

/** What a webhook is about. */
export interface Subject {
  readonly kind: 'message' | 'receipt' | 'port-order' | 'cdr-export' | 'provisioning'
  /** The id of the message, for receipts too, or of the port order, export or task. */
  readonly id: string
  /** What has changed, where the payload says it. */
  readonly text: string | null
}

const statusChanges: Readonly<Record<string, Subject['kind']>> = {
  po_status_change: 'port-order',
  cdr_status_change: 'cdr-export',
  provisioning_status_change: 'provisioning',
}

/** What a payload of the emulator's own making is about. */
export function subjectOf(payload: unknown): Subject {
  const document = objectIn(payload)
  const data = objectIn(document['data'] ?? document)
  const attributes = objectIn(data['attributes'])
  const kind = statusChanges[textIn(data, 'type')]
  if (kind !== undefined) {
    return { kind, id: textIn(attributes, 'resource_id'), text: textIn(attributes, 'message') }
  }
  if (data['type'] === 'delivery_receipt') {
    return { kind: 'receipt', id: textIn(data, 'id'), text: null }
  }
  return { kind: 'message', id: textIn(data, 'id'), text: null }
}

function objectIn(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

function textIn(object: Record<string, unknown>, name: string): string {
  const value = object[name]
  return typeof value === 'string' ? value : ''
}
