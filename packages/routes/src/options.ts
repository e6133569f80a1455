import type { PageOptions } from '@flowroute/core'

/**
 * Where a route of your own leads: to a host, to a phone number or to a SIP URI.
 *
 * @example const routeType: RouteType = 'host'
 */
export type RouteType = 'host' | 'number' | 'uri'

/**
 * A route to create.
 *
 * @example routes.create({ alias: 'office', routeType: 'host', value: 'sip.example.com:5060' })
 */
export interface CreateOptions {
  /** Friendly name, unique on the account. */
  alias: string
  /** Where it leads. `sip-reg` is built in, with id `0`, and cannot be created. */
  routeType: RouteType
  /**
   * The destination, by type:
   *
   * - `host`: host name or IP address, with a port if wanted: `sip.example.com`, `24.239.23.40:5060`. Without a
   *   port Flowroute asks DNS for SRV records.
   * - `number`: a phone number in any way of writing; it is sent as 11 digits.
   * - `uri`: `sip:` or `sips:`, user, domain, with a port if wanted: `sip:alice@example.com:5060`.
   *
   * Behind it may stand `;transport=udp`, `tcp` or `tls` (not for numbers), and `;weight=0` to `1000`: when the
   * primary and the failover route of a number both have a weight, calls are spread over the two.
   */
  value: string
  /** Id of an edge strategy, the point of presence the calls come from; null for none. Default none. */
  edgeStrategyId?: string | null
}

/**
 * What to change of a route; what is left out stays as it is. A `value` is checked, and a phone number in it
 * normalised, only when `routeType` is given with it.
 *
 * @example routes.update('98396', { routeType: 'uri', value: 'sip:alice@example.com;transport=tls' })
 */
export interface UpdateOptions extends Partial<CreateOptions> {}

/**
 * Filter of the account's routes.
 *
 * @example routes.list({ routeType: 'host' })
 */
export interface ListOptions extends PageOptions {
  /** Only routes of this type. */
  routeType?: RouteType | 'sip-reg'
}
