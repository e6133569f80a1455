import { edgeStrategyResource, routeAttributes, routeResource } from '../documents/routes.ts'
import { origin } from '../http/answer.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { oneOf, requiredText } from '../http/fields.ts'
import { textFilter } from '../http/filters.ts'
import { pageLinks, readPage } from '../http/paging.ts'
import { Problem, unprocessable } from '../problem.ts'
import { routeTypes } from '../saved/records.ts'
import { edgeStrategies } from '../world/edge-strategies.ts'
import type { RouteAttributes } from '../world/routes.ts'
import type { World } from '../world/world.ts'
import { checkRouteValue } from './route-values.ts'

/** The account's inbound voice routes, and the places where calls may enter. */
export function routeEndpoints({ routes, numbers }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v2/routes/edge_strategies',
      handle: () => ({ status: 200, body: { data: edgeStrategies.map(edgeStrategyResource) } }),
    },
    {
      method: 'GET',
      path: '/v2/routes',
      handle({ query }) {
        const request = readPage(query, 200)
        const given = textFilter(query, 'route_type')
        const routeType = given === undefined ? undefined : oneOf('route_type', given, routeTypes)
        const page = routes.list(routeType, request)
        const data = page.items.map((route) => routeResource(route))
        const links = pageLinks('/v2/routes', { route_type: routeType }, request, page)
        return { status: 200, body: { data, links } }
      },
    },
    {
      method: 'POST',
      path: '/v2/routes',
      async handle({ request }) {
        const route = routes.create(readRoute(await readRouteFields(request)))
        const self = `${origin}/routes/${route.id}`
        return { status: 201, body: { data: routeResource(route, self), links: { self } } }
      },
    },
    {
      method: 'PATCH',
      path: '/v2/routes/:id',
      async handle(call) {
        const fields = await readRouteFields(call.request)
        const route = routes.getOwn(call.parameter('id'))
        const data = routeResource(routes.update(route, readRoute({ ...routeAttributes(route), ...fields })))
        return { status: 200, body: { data, links: { self: `${origin}/v2/routes/${route.id}` } } }
      },
    },
    {
      method: 'DELETE',
      path: '/v2/routes/:id',
      handle(call) {
        const route = routes.getOwn(call.parameter('id'))
        if (numbers.useRoute(route.id)) {
          const title = 'This Route has numbers still associated to it.'
          throw new Problem(403, 'Please disassociate all numbers before deleting.', { title })
        }
        routes.delete(route)
        return { status: 204 }
      },
    },
  ]
}

async function readRouteFields(request: Request): Promise<Fields> {
  const fields = await readAttributes(request, { type: 'route' })
  // The Python SDK's demo names it so.
  const { edge_strategy: edgeStrategy, ...others } = fields
  return edgeStrategy === undefined ? fields : { edge_strategy_id: edgeStrategy, ...others }
}

function readRoute(fields: Fields): RouteAttributes {
  const alias = requiredText(fields, 'alias')
  const routeType = oneOf('route_type', requiredText(fields, 'route_type'), ['host', 'number', 'uri'])
  const value = requiredText(fields, 'value')
  checkRouteValue(routeType, value)
  return { alias, routeType, value, edgeStrategyId: readEdgeStrategy(fields) }
}

function readEdgeStrategy({ edge_strategy_id: given }: Fields): number | null {
  if (given === undefined || given === null) return null
  const strategy = edgeStrategies.find(({ id }) => id === given || String(id) === given)
  if (strategy === undefined) throw unprocessable('edge_strategy_id must be the id of an edge strategy.')
  return strategy.id
}
