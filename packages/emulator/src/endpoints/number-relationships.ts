import { readResourceId } from '../http/document.ts'
import type { Answer, Endpoint } from '../http/endpoint.ts'
import type { World } from '../world/world.ts'
import { callbackEndpoints } from './callbacks.ts'

const routeSlots = [
  { name: 'primary_route', property: 'primaryRouteId' },
  { name: 'failover_route', property: 'failoverRouteId' },
] as const

/** What a number is tied to: its two voice routes, its own webhooks, its emergency address and its caller name. */
export function numberRelationshipEndpoints(world: World): Endpoint[] {
  return [
    ...routeRelationships(world),
    ...callbackRelationships(world),
    ...emergencyAddressRelationships(world),
    ...cnamRelationships(world),
  ]
}

function routeRelationships({ numbers, routes }: World): Endpoint[] {
  return routeSlots.flatMap(({ name, property }): Endpoint[] => {
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
}

function callbackRelationships({ numbers }: World): Endpoint[] {
  return callbackEndpoints({
    method: 'POST',
    path: (kind) => `/v2/numbers/:id/relationships/${kind}`,
    apiVersion: '2.1',
    callbacks: (call) => numbers.get(call.parameter('id')).callbacks,
  })
}

function emergencyAddressRelationships({ numbers, emergencyAddresses }: World): Endpoint[] {
  const path = '/v2/numbers/:id/relationships/e911s'
  return [
    {
      method: 'PATCH',
      path: `${path}/:address`,
      handle(call) {
        const number = numbers.get(call.parameter('id'))
        emergencyAddresses.assign(emergencyAddresses.get(call.parameter('address')), number)
        return { status: 204 }
      },
    },
    {
      method: 'DELETE',
      path,
      handle(call) {
        numbers.get(call.parameter('id')).emergencyAddressId = null
        return { status: 204 }
      },
    },
  ]
}

/** Under the documented name and under the one that most SDKs use. */
function cnamRelationships({ numbers, cnams, clock }: World): Endpoint[] {
  /** What was asked for, as if it were still to be done. */
  const accepted = (id: number | null): Answer => {
    const attributes = { date_created: clock.now().toUTCString() }
    return { status: 202, body: { data: { attributes, id, type: 'cnam' } } }
  }
  return ['cnams', 'cnam'].flatMap((name): Endpoint[] => {
    const path = `/v2/numbers/:id/relationships/${name}`
    return [
      {
        method: 'PATCH',
        path: `${path}/:cnam`,
        handle(call) {
          const number = numbers.get(call.parameter('id'))
          const record = cnams.get(call.parameter('cnam'))
          cnams.assign(record, number)
          return accepted(Number(record.id))
        },
      },
      {
        method: 'DELETE',
        path,
        handle(call) {
          numbers.get(call.parameter('id')).cnamId = null
          return accepted(null)
        },
      },
    ]
  })
}
