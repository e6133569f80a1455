import type { Endpoint } from '../http/endpoint.ts'
import type { InboxParts } from '../inbox/inbox.ts'
import { messagesVersions } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'
import { accountCallbackEndpoints } from './account-callbacks.ts'
import { availableNumberEndpoints } from './available-numbers.ts'
import { cdrExportEndpoints } from './cdr-exports.ts'
import { cnamEndpoints } from './cnams.ts'
import { controlAccountEndpoints } from './control/account.ts'
import { controlEndpoints } from './control/actions.ts'
import { controlCallbackEndpoints } from './control/callbacks.ts'
import { controlCarrierEndpoints } from './control/carrier.ts'
import { controlCdrExportEndpoints } from './control/cdr-exports.ts'
import { controlFaultEndpoints } from './control/faults.ts'
import { controlFileEndpoints } from './control/files.ts'
import { controlGuideEndpoint } from './control/guide.ts'
import { controlInboxEndpoints } from './control/inbox.ts'
import { controlListingEndpoints } from './control/listings.ts'
import { controlNameEndpoints } from './control/names.ts'
import { controlOpenApiEndpoint } from './control/openapi.ts'
import { controlPortOrderEndpoints } from './control/port-orders.ts'
import { controlSearchEndpoints } from './control/search.ts'
import { controlSettledEndpoint } from './control/settled.ts'
import { controlStateEndpoints, type WholeState } from './control/state.ts'
import { emergencyAddressEndpoints } from './emergency-addresses.ts'
import { mediaEndpoint } from './media.ts'
import { messageProvisionEndpoints } from './message-provision.ts'
import { messageEndpoints } from './messages.ts'
import { numberRelationshipEndpoints } from './number-relationships.ts'
import { numberEndpoints } from './numbers.ts'
import { oldMessageEndpoints } from './old-messages.ts'
import { portOrderEndpoints } from './port-orders/orders.ts'
import { portPaperEndpoints } from './port-orders/papers.ts'
import { portStorageEndpoints } from './port-orders/storage.ts'
import { routeEndpoints } from './routes.ts'
import { v1Endpoints } from './v1/all.ts'

/** Every endpoint of the API, and the emulator's own; where two paths fit a request the earlier one has it. */
export function allEndpoints(world: World, inbox: InboxParts, state: WholeState): Endpoint[] {
  const endpoints = [
    ...availableNumberEndpoints(world),
    ...numberEndpoints(world),
    ...numberRelationshipEndpoints(world),
    ...routeEndpoints(world),
    ...emergencyAddressEndpoints(world),
    ...cnamEndpoints(world),
    ...messagesVersions.flatMap((version) => [
      ...accountCallbackEndpoints(world, version),
      mediaEndpoint(world, version),
      ...messageEndpoints(world, version),
    ]),
    ...oldMessageEndpoints(world),
    ...messageProvisionEndpoints(world),
    ...portOrderEndpoints(world),
    ...portPaperEndpoints(world),
    ...portStorageEndpoints(world),
    ...cdrExportEndpoints(world),
    ...v1Endpoints(world),
    ...controlEndpoints(world),
    ...controlFaultEndpoints(world),
    ...controlPortOrderEndpoints(world),
    ...controlCdrExportEndpoints(world),
    ...controlAccountEndpoints(world),
    ...controlCarrierEndpoints(world),
    ...controlInboxEndpoints(world, inbox),
    ...controlFileEndpoints(inbox.uploads),
    ...controlListingEndpoints(world),
    ...controlSearchEndpoints(world, inbox),
    ...controlNameEndpoints(world, inbox),
    ...controlCallbackEndpoints(world, inbox),
    controlSettledEndpoint(inbox.deliveries),
    ...controlStateEndpoints(world, state),
  ]
  const all = [...endpoints, controlOpenApiEndpoint(endpoints)]
  return [...all, controlGuideEndpoint(all)]
}
