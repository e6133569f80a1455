import { formatMicroseconds } from '../http/dates.ts'
import type { Random } from '../world/random.ts'

/** A change of the status of something. */
export interface StatusChange {
  /** The type of the document, such as `po_status_change`. */
  type: string
  resourceType: string
  resourceId: string
  status: string
  message: string
  url: string
  /** Milliseconds since the epoch. */
  at: number
  /** Attributes besides the usual ones. */
  more?: object
}

/** The documented event notification. The account's id is 32 hexadecimal digits, the same ones for the same seed. */
export function statusChangePayload(change: StatusChange, ids: Random, customerId: string): object {
  const id = ids.uuid()
  const at = formatMicroseconds(change.at)
  const attributes = {
    ...change.more,
    at,
    customer_id: customerId,
    event_type: 'status_change',
    id,
    message: change.message,
    resource_id: change.resourceId,
    resource_type: change.resourceType,
    status: change.status,
    timestamp: at,
    type: 'event',
    url_override: change.url,
    version: '1.0',
  }
  return { data: { attributes, id, type: change.type, timestamp: new Date(change.at).toISOString() } }
}
