import type { Endpoint } from '../../http/endpoint.ts'
import type { World } from '../../world/world.ts'
import { availableNumberEndpoints } from './available-numbers.ts'
import { numberEndpoints } from './numbers.ts'
import { routeEndpoints } from './routes.ts'

/** The older API, on the same account. */
export function v1Endpoints(world: World): Endpoint[] {
  return [...availableNumberEndpoints(world), ...numberEndpoints(world), ...routeEndpoints(world)]
}
