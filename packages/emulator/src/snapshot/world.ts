import type { Deliveries } from '../webhooks/deliveries.ts'
import type { World } from '../world/world.ts'
import { type EmulatorSnapshot, snapshotVersion } from './document.ts'

/** All that is to be known of a world in order to go on as it would; shares nothing with it. */
export function saveWorld(
  { world, deliveries, seed }: { world: World; deliveries: Deliveries; seed: number },
  now: number,
): EmulatorSnapshot {
  return {
    version: snapshotVersion,
    seed,
    now,
    random: world.random.save(),
    routes: world.routes.save(),
    emergencyAddresses: world.emergencyAddresses.save(),
    cnams: world.cnams.save(),
    numbers: world.numbers.save(),
    names: world.names.save(),
    callbacks: world.callbacks.save(),
    messages: world.messages.save(),
    portOrders: world.portOrders.save(),
    cdrExports: world.cdrExports.save(),
    provisioningTasks: world.provisioningTasks.save(),
    events: world.agenda.save(),
    webhooks: deliveries.save(),
    faults: world.faults.save(),
    account: world.account.save(),
    rateLimits: world.rateLimits.save(),
    carrier: world.carrier.save(),
    inboundFormat: world.inboundWebhooks.format,
  }
}

/** Makes a new world, of the snapshot's seed and time, what the old one was. */
export function restoreWorld(saved: EmulatorSnapshot, world: World, deliveries: Deliveries): void {
  world.random.restore(saved.random)
  world.routes.restore(saved.routes)
  world.emergencyAddresses.restore(saved.emergencyAddresses)
  world.cnams.restore(saved.cnams)
  world.numbers.restore(saved.numbers)
  world.names.restore(saved.names)
  world.callbacks.restore(saved.callbacks)
  world.messages.restore(saved.messages)
  world.portOrders.restore(saved.portOrders)
  world.cdrExports.restore(saved.cdrExports)
  world.provisioningTasks.restore(saved.provisioningTasks)
  world.agenda.restore(saved.events)
  deliveries.restore(saved.webhooks, saved.events)
  world.faults.restore(saved.faults)
  world.account.restore(saved.account)
  world.rateLimits.restore(saved.rateLimits)
  world.carrier.restore(saved.carrier)
  world.inboundWebhooks.format = saved.inboundFormat
}
