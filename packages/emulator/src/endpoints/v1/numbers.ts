import type { Fields } from '../../http/document.ts'
import { isObject } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, requiredText } from '../../http/fields.ts'
import { patternFilter } from '../../http/filters.ts'
import { v1Answer } from '../../http/v1.ts'
import { Problem, unprocessable } from '../../problem.ts'
import { billingMethods } from '../../saved/numbers.ts'
import type { AccountNumber } from '../../world/numbers.ts'
import { builtInRouteId, type Route } from '../../world/routes.ts'
import type { World } from '../../world/world.ts'
import { readFields } from './fields.ts'
import { listing, readPage } from './listing.ts'
import { namedRoute } from './routes.ts'

/** The account's numbers: listing, buying and looking at them, and where their calls go. */
export function numberEndpoints({ inventory, numbers, routes }: World): Endpoint[] {
  /** Where nothing is assigned, v1 shows the built-in route. */
  function details({ billingMethod, primaryRouteId, failoverRouteId }: AccountNumber) {
    const shown = [primaryRouteId, failoverRouteId].map((id) => namedRoute(routes.get(id ?? builtInRouteId)))
    return { billing_method: billingMethod, routes: shown }
  }

  function findRoute(name: string): Route {
    const found = routes.findByAlias(name)
    if (found === undefined) throw new Problem(404, `There is no route named "${name}" on your account.`)
    return found
  }

  return [
    {
      method: 'GET',
      path: '/v1/tns',
      handle({ query }) {
        const request = readPage(query)
        const pattern = patternFilter(query, 'pattern', /^\d{1,11}$/, 'at most 11 digits')
        const { items, more } = numbers.list({ contains: pattern }, request)
        const entries = items.map((number) => {
          const id = number.listing.number
          return [id, { ...details(number), detail: `/v1/tns/${id}` }] as const
        })
        return listing('tns', '/v1/tns', [['pattern', pattern]], request, { items: entries, more })
      },
    },
    {
      method: 'GET',
      path: '/v1/tns/:tn',
      handle: (call) => v1Answer(200, details(numbers.get(call.parameter('tn')))),
    },
    {
      method: 'PUT',
      path: '/v1/tns/:tn',
      async handle(call) {
        const given = requiredText(await readFields(call.request), 'billing_method')
        const billingMethod = oneOf('billing_method', given, billingMethods)
        const id = call.parameter('tn')
        if (inventory.find(id) === undefined || numbers.find(id) !== undefined) {
          throw unprocessable('Business Logic Error: The TN is not available for purchase.')
        }
        const number = numbers.purchase(id, { cnamLookupsEnabled: undefined, messagingEnabled: undefined })
        number.billingMethod = billingMethod
        return v1Answer(201)
      },
    },
    {
      method: 'PATCH',
      path: '/v1/tns/:tn',
      async handle(call) {
        const names = readRouteNames(await readFields(call.request))
        const number = numbers.get(call.parameter('tn'))
        // Both are looked up before either is set: a wrong name changes nothing.
        const [primary, failover] = [findRoute(names.primary), findRoute(names.failover)]
        number.primaryRouteId = primary.id
        number.failoverRouteId = failover.id
        return v1Answer(200)
      },
    },
  ]
}

/** The names of the primary and the failover route. The Node SDK's README has the array sent as a JSON text. */
function readRouteNames({ routes: given }: Fields): { primary: string; failover: string } {
  const routes = typeof given === 'string' ? parseArray(given) : given
  if (!Array.isArray(routes) || routes.length !== 2 || !routes.every(isObject)) {
    throw unprocessable('routes must be an array of two routes: the primary and the failover one.')
  }
  const [primary = {}, failover = {}] = routes
  return { primary: requiredText(primary, 'name'), failover: requiredText(failover, 'name') }
}

function parseArray(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
