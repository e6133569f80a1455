import type { AccountNumber } from '../world/numbers.ts'
import { messagingState } from '../world/provisioning.ts'
import type { World } from '../world/world.ts'
import type { WireNumber } from './wire.ts'

/** A number of the account, and the names of what it is related to. */
export function wireNumber(
  number: AccountNumber,
  { routes, emergencyAddresses, cnams, clock }: World,
): WireNumber {
  const { listing: line, primaryRouteId, failoverRouteId, emergencyAddressId, cnamId } = number
  const place = [line.rateCenter, line.state].filter((part) => part !== null).join(', ')
  return {
    number: line.number,
    alias: number.alias,
    place: place === '' ? null : place,
    type: line.numberType,
    monthlyCost: line.monthlyCost,
    messaging: messagingState(number.provisioning, clock),
    primaryRoute: primaryRouteId === null ? null : routes.get(primaryRouteId).alias,
    failoverRoute: failoverRouteId === null ? null : routes.get(failoverRouteId).alias,
    emergencyAddress: emergencyAddressId === null ? null : emergencyAddresses.get(emergencyAddressId).label,
    cnam: cnamId === null ? null : cnams.get(cnamId).value,
    ...{ primaryRouteId, failoverRouteId, emergencyAddressId, cnamId },
  }
}
