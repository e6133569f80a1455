import type { Payload } from '../events.ts'
import { formatTime, nextId, withDefaults } from './payloads.ts'

/**
 * Options of `portOrderStatus`; each has a default.
 *
 * @example const options: PortOrderStatusOptions = { portOrderId: '50404', status: 'completed' }
 */
export interface PortOrderStatusOptions {
  /** Id of the event, a UUID; a new one by default. */
  id?: string | undefined
  /** `50404` by default. */
  portOrderId?: string | undefined
  /** `cancelled` by default. */
  status?: string | undefined
  /** 2026-01-15T17:00:01Z by default. */
  timestamp?: Date | undefined
}

/**
 * The payload of a change of a port order's status, with the types that it has on the wire.
 *
 * @throws {ConfigurationError} an option is unknown
 * @example await handler(webhookRequest(portOrderStatus({ portOrderId: '50404', status: 'completed' })))
 */
export function portOrderStatus(options: PortOrderStatusOptions = {}): Payload {
  const {
    portOrderId,
    status,
    timestamp,
    id = nextId('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  } = withDefaults(options, {
    id: undefined,
    portOrderId: '50404',
    status: 'cancelled',
    timestamp: new Date('2026-01-15T17:00:01Z'),
  })
  const at = formatTime(timestamp, '.048060+00:00')
  return {
    data: {
      attributes: {
        at,
        customer_id: '0'.repeat(32),
        event_type: 'status_change',
        id,
        message: `Port Order #${portOrderId} has been ${status}.`,
        resource_id: portOrderId,
        resource_type: 'portorders',
        status,
        timestamp: at,
        type: 'event',
        url_override: 'https://example.com/flowroute',
        version: '1.0',
      },
      id,
      type: 'po_status_change',
      timestamp: formatTime(timestamp, '.048Z'),
    },
  }
}
