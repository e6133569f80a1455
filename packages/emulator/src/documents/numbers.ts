import { origin } from '../http/answer.ts'
import { tierOf } from '../inventory/tiers.ts'
import type { AvailableNumber } from '../inventory/types.ts'
import type { AccountNumber } from '../world/numbers.ts'
import { messagingState } from '../world/provisioning.ts'
import type { World } from '../world/world.ts'
import { cnamResource } from './cnams.ts'
import { emergencyAddressResource } from './emergency-addresses.ts'
import { routeResource } from './routes.ts'

/** USD a minute of inbound calls, as documented for a long code; the toll-free rate is the emulator's own. */
const inboundRates = { longcode: 0.012, 'toll-free': 0.02 }

/** The only status that is documented. */
const status = 'PURCHASED'

/** What kind of number it is and where it belongs. A toll-free number has empty texts for its place. */
function placeOf({ rateCenter, state, numberType, isoCountry }: AvailableNumber) {
  return {
    rate_center: rateCenter ?? '',
    state: state ?? '',
    number_type: numberType,
    iso_country: isoCountry,
  }
}

/** What its calls cost. */
function ratesOf(number: AvailableNumber) {
  const { numberType } = number
  return {
    rate_type: numberType === 'longcode' ? 'local' : 'toll-free',
    inbound_rate: inboundRates[numberType],
    tier: tierOf(number),
  }
}

/** A number for sale, as a search shows it. */
export function availableNumberResource(number: AvailableNumber): object {
  return {
    attributes: {
      ...placeOf(number),
      value: number.number,
      monthly_cost: number.monthlyCost,
      setup_cost: number.setupCost,
      ...ratesOf(number),
    },
    type: 'number',
    id: number.number,
    links: { related: `${origin}/v2/numbers/${number.number}` },
  }
}

/** A number of the account, as the listing shows it. */
export function numberResource({ listing, alias, cnamLookupsEnabled }: AccountNumber): object {
  return {
    attributes: {
      ...placeOf(listing),
      value: listing.number,
      alias,
      cnam_lookups_enabled: cnamLookupsEnabled,
      status,
      tier: tierOf(listing),
    },
    type: 'number',
    id: listing.number,
    links: { self: numberLink(listing.number) },
  }
}

/** A number of the account with all that is known of it, and what it is related to. */
export function numberDetails(number: AccountNumber, world: World): { data: object; included: object[] } {
  const { listing } = number
  const data = {
    attributes: {
      alias: number.alias,
      cnam_lookups_enabled: number.cnamLookupsEnabled,
      ...placeOf(listing),
      value: listing.number,
      status,
      note: null,
      monthly_cost: listing.monthlyCost,
      setup_cost: listing.setupCost,
      ...ratesOf(listing),
      messaging_enabled: messagingState(number.provisioning, world.clock) === 'on',
    },
    id: listing.number,
    links: { self: numberLink(listing.number) },
    relationships: {
      cnam_preset: { data: reference('cnam', number.cnamId) },
      e911_address: { data: reference('e911', number.emergencyAddressId) },
      failover_route: { data: reference('route', number.failoverRouteId) },
      primary_route: { data: reference('route', number.primaryRouteId) },
    },
    type: 'number',
  }
  const included = [
    ...includedRoutes(number, world),
    ...includedPresets(number, world),
    ...provisioningTask(number, world),
  ]
  return { data, included }
}

export function numberLink(number: string): string {
  return `${origin}/v2/numbers/${number}`
}

function reference(type: string, id: string | null): object | null {
  return id === null ? null : { id, type }
}

function includedRoutes(number: AccountNumber, { routes }: World): object[] {
  const ids = new Set([number.primaryRouteId, number.failoverRouteId])
  return [...ids].flatMap((id) => (id === null ? [] : [routeResource(routes.get(id))]))
}

/** The emergency address and the caller name of the number, where it has them. */
function includedPresets({ emergencyAddressId, cnamId }: AccountNumber, world: World): object[] {
  return [
    ...(emergencyAddressId === null
      ? []
      : [emergencyAddressResource(world.emergencyAddresses.get(emergencyAddressId))]),
    ...(cnamId === null ? [] : [cnamResource(world.cnams.get(cnamId), world)]),
  ]
}

/** There only while the number is being enabled for messaging. */
function provisioningTask({ provisioning, listing }: AccountNumber, { clock }: World): object[] {
  if (provisioning === null || messagingState(provisioning, clock) !== 'processing') return []
  return [
    {
      attributes: { status: 'processing', tn: listing.number },
      id: provisioning.taskId,
      type: 'message_provisioning_status',
    },
  ]
}
