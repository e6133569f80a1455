import { type EmulatorServer, type EmulatorSnapshot, startEmulator } from '@flowroute/emulator'

/** The numbers of the account in the documentation, in the order of their digits. */
const ownNumbers = ['12065550100', '12065550199']

/** Starts an emulator whose account owns the numbers of the documentation. */
export async function startWorld(): Promise<EmulatorServer> {
  const emulator = await startEmulator()
  const snapshot = emulator.snapshot()
  emulator.restore({ ...snapshot, numbers: ownNumbers.map(ownNumber) })
  return emulator
}

/** It is no number of the emulator's inventory, so it comes from another carrier. */
function ownNumber(number: string): EmulatorSnapshot['numbers'][number] {
  return {
    number,
    ported: true,
    alias: null,
    cnamLookupsEnabled: true,
    provisioning: null,
    primaryRouteId: null,
    failoverRouteId: null,
    billingMethod: 'METERED',
    emergencyAddressId: null,
    cnamId: null,
    callbacks: [],
  }
}
