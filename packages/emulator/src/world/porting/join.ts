import { foreignNumber } from '../../inventory/foreign-numbers.ts'
import type { PortOrder } from '../../saved/port-orders.ts'
import type { Cnams } from '../cnams.ts'
import type { EmergencyAddresses } from '../emergency-addresses.ts'
import type { Numbers } from '../numbers.ts'
import type { Routes } from '../routes.ts'

/** The account's records that presets name. */
export interface PresetRecords {
  numbers: Numbers
  routes: Routes
  emergencyAddresses: EmergencyAddresses
  cnams: Cnams
}

/**
 * Has the numbers of a completed order join the account with its presets. What is not there any more, or cannot be
 * assigned to the number, is left out.
 */
export function joinAccount({ numbers: ported, presets, details }: PortOrder, records: PresetRecords): void {
  const { numbers, routes, emergencyAddresses, cnams } = records
  const { primaryRouteId, failoverRouteId, e911Id, cnamId, alias } = presets
  for (const id of ported) {
    const listing = foreignNumber(id)
    if (listing === undefined || numbers.find(id) !== undefined) continue
    const number = numbers.portIn(listing, details.enableCnamLookups)
    number.alias = alias
    attempt(primaryRouteId, (given) => {
      number.primaryRouteId = routes.get(given).id
    })
    attempt(failoverRouteId, (given) => {
      number.failoverRouteId = routes.get(given).id
    })
    attempt(e911Id, (given) => emergencyAddresses.assign(emergencyAddresses.get(given), number))
    attempt(cnamId, (given) => cnams.assign(cnams.get(given), number))
  }
}

function attempt(id: string | null, assign: (id: string) => void): void {
  if (id === null) return
  try {
    assign(id)
  } catch {
    // The record was deleted since, or is not for such a number. Nobody is there to hear of it.
  }
}
