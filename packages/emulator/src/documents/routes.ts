import { origin } from '../http/answer.ts'
import type { Fields } from '../http/document.ts'
import type { EdgeStrategy } from '../world/edge-strategies.ts'
import type { Route, RouteAttributes } from '../world/routes.ts'

/** A route; `link` is where its creation says it is, which is not where it is listed. */
export function routeResource(route: Route, link = `${origin}/v2/routes/${route.id}`): object {
  return { attributes: routeAttributes(route), id: route.id, links: { self: link }, type: 'route' }
}

/** A route's attributes by their names on the wire. */
export function routeAttributes({ alias, routeType, value, edgeStrategyId }: RouteAttributes): Fields {
  return { alias, route_type: routeType, value, edge_strategy_id: edgeStrategyId }
}

export function edgeStrategyResource(strategy: EdgeStrategy): object {
  const { id, name, description, naptr, firewallRules } = strategy
  return {
    attributes: { name, description, firewall_rules: firewallRules, naptr },
    id,
    type: 'edge_strategy',
  }
}
