import type { PageOptions } from '@flowroute/core'

/**
 * Kind of destination of a route: a host, a phone number or a SIP URI.
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
  /** Kind of destination. `sip-reg` is built in, with id `0`, and cannot be created. */
  routeType: RouteType
  /**
   * The destination, by type:
   *
   * - `host`: host name or IP address, with an optional port: `sip.example.com`, `24.239.23.40:5060`. Without a
   *   port Flowroute looks up DNS SRV records.
   * - `number`: a phone number in any notation; it is sent as 11 digits.
   * - `uri`: `sip:` or `sips:`, user, domain, with an optional port: `sip:alice@example.com:5060`.
   *
   * Optional parameters at the end: `;transport=udp`, `tcp` or `tls` (not for numbers), and `;weight=0` to `1000`: when
   * the primary and the failover route of a number both have a weight, calls are spread over the two.
   */
  value: string
  /** Id of an edge strategy, the point of presence that calls come from; null for none. Default: none. */
  edgeStrategyId?: string | null | undefined
}

/**
 * Changes to a route. A field that is left out does not change. A `value` is checked, and a phone number in it
 * normalised, only when `routeType` is given too.
 *
 * @example routes.update('98396', { routeType: 'uri', value: 'sip:alice@example.com;transport=tls' })
 */
export type UpdateOptions = { [Field in keyof CreateOptions]?: CreateOptions[Field] | undefined }

/**
 * Filters of the account's routes.
 *
 * @example routes.list({ routeType: 'host' })
 */
export interface ListOptions extends PageOptions {
  /** Kind of destination. Default: any. */
  routeType?: RouteType | 'sip-reg' | undefined
}
