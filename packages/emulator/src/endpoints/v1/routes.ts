import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, requiredText } from '../../http/fields.ts'
import { v1Answer } from '../../http/v1.ts'
import { unprocessable } from '../../problem.ts'
import type { RouteType } from '../../saved/records.ts'
import { routeTypes } from '../../saved/records.ts'
import type { Route } from '../../world/routes.ts'
import type { World } from '../../world/world.ts'
import { checkRouteValue } from '../route-values.ts'
import { readFields } from './fields.ts'
import { listing, readPage } from './listing.ts'

const typeNames: Record<RouteType, string> = {
  'sip-reg': 'SIP-REG',
  host: 'HOST',
  number: 'PSTN',
  uri: 'URI',
}

/** The account's inbound voice routes: those of v2, whose alias is their name here. */
export function routeEndpoints({ routes }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v1/routes',
      handle({ query }) {
        const request = readPage(query, 422)
        const { items, more } = routes.list(undefined, request)
        const entries = items.map((route) => [route.alias, listedRoute(route)] as const)
        return listing('routes', '/v1/routes', [], request, { items: entries, more })
      },
    },
    {
      method: 'PUT',
      path: '/v1/routes/:name',
      async handle(call) {
        const fields = await readFields(call.request)
        const alias = call.parameter('name')
        const typeName = oneOf('type', requiredText(fields, 'type'), ['HOST', 'PSTN', 'URI'])
        const routeType = routeTypes.find((type) => typeNames[type] === typeName) ?? 'sip-reg'
        const value = requiredText(fields, 'value')
        checkRouteValue(routeType, value, `type ${typeName}`)
        if (routes.findByAlias(alias) !== undefined) {
          throw unprocessable(`A route named "${alias}" exists already.`)
        }
        routes.create({ alias, routeType, value, edgeStrategyId: null })
        return v1Answer(201)
      },
    },
  ]
}

/** A route of a number: its type and name, and its value where it has one. */
export function namedRoute({ alias, routeType, value }: Route): object {
  return { type: typeNames[routeType], name: alias, ...(value === null ? {} : { value }) }
}

function listedRoute({ routeType, value }: Route): object {
  return { type: typeNames[routeType], value }
}
