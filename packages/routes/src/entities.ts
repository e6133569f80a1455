import type { Open } from '@flowroute/core'

/**
 * An inbound route of the account.
 *
 * @example const [first]: Route[] = await routes.list().take(1)
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-inbound-routes/
 */
export interface Route {
  /** Flowroute's id of the route, such as `98396`; that of the built-in `sip-reg` is `0`. */
  id: string
  /** Friendly name, unique on the account. */
  alias: string
  /** Kind of destination. `sip-reg` is the built-in route to the account's registered SIP devices. */
  routeType: Open<'sip-reg' | 'host' | 'number' | 'uri'>
  /** The destination: a host name or IP address, a phone number or a SIP URI; null for `sip-reg`. */
  value: string | null
  /** Id of the edge strategy (point of presence) that calls come from; null or missing when there is none. */
  edgeStrategyId?: string | null | undefined
}

/**
 * A point of presence of Flowroute.
 *
 * @example const strategies: EdgeStrategy[] = await routes.listEdgeStrategies()
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-edge-strategies/
 */
export interface EdgeStrategy {
  /** Id that a route takes as `edgeStrategyId`, such as `2`. */
  id: string
  /** Name, such as `US-East-VA`. */
  name: string
  /** Where it is, in words. */
  description?: string | null | undefined
  /** IP addresses that a firewall has to let in, separated by commas. */
  firewallRules?: string | null | undefined
  /** Host name for DNS NAPTR lookups, such as `us-east-va.sip.flowroute.com`. */
  naptr?: string | null | undefined
}
