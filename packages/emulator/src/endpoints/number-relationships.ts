import { readAttributes, readResourceId } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { requiredUrl } from '../http/fields.ts'
import { callbackKinds } from '../world/callbacks.ts'
import type { World } from '../world/world.ts'

const routeSlots = [
  { name: 'primary_route', property: 'primaryRouteId' },
  { name: 'failover_route', property: 'failoverRouteId' },
] as const

/** What a number is tied to: its two voice routes and its own webhooks. */
export function numberRelationshipEndpoints({ numbers, routes }: World): Endpoint[] {
  const routeEndpoints = routeSlots.flatMap(({ name, property }): Endpoint[] => {
    const path = `/v2/numbers/:id/relationships/${name}`
    return [
      {
        method: 'PATCH',
        path,
        async handle(call) {
          const routeId = await readResourceId(call.request, 'route')
          numbers.get(call.parameter('id'))[property] = routes.get(routeId).id
          return { status: 204 }
        },
      },
      {
        method: 'DELETE',
        path,
        handle(call) {
          numbers.get(call.parameter('id'))[property] = null
          return { status: 204 }
        },
      },
    ]
  })
  const callbackEndpoints = callbackKinds.map((kind): Endpoint => {
    return {
      method: 'POST',
      path: `/v2/numbers/:id/relationships/${kind}`,
      async handle(call) {
        const url = requiredUrl(await readAttributes(call.request, {}), 'callback_url')
        numbers.get(call.parameter('id')).callbacks.set(kind, url)
        return { status: 204 }
      },
    }
  })
  return [...routeEndpoints, ...callbackEndpoints]
}
