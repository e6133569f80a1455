import * as v from 'valibot'
import { savedCallbacks } from '../saved/callbacks.ts'
import { savedCdrExports } from '../saved/cdr-exports.ts'
import { savedDeliveries } from '../saved/deliveries.ts'
import { savedEvents } from '../saved/events.ts'
import { savedMessages } from '../saved/messages.ts'
import { savedNames } from '../saved/names.ts'
import { savedNumber } from '../saved/numbers.ts'
import { savedPortOrders } from '../saved/port-orders.ts'
import { savedProvisioningTasks } from '../saved/provisioning-tasks.ts'
import { savedCnams, savedEmergencyAddresses, savedRoutes } from '../saved/records.ts'
import {
  savedAccount,
  savedCarrier,
  savedFaults,
  savedInboundFormat,
  savedRateLimits,
} from '../saved/settings.ts'
import { count, exactMoment } from '../saved/values.ts'
import { integer, list, strictObject, text } from '../validation/values.ts'

/** The version of the documents that this emulator writes, and the only one that it reads. */
export const snapshotVersion = 1

/** Everything that an emulator knows. All moments are in milliseconds since the epoch. */
export const snapshotDocument = strictObject({
  version: v.literal(snapshotVersion, ({ input }) =>
    input === undefined ? 'is required' : `must be ${snapshotVersion}`,
  ),
  seed: integer(0, 0xffff_ffff),
  now: exactMoment,
  /** How many values were drawn from each random stream. */
  random: v.record(text, count, 'must be an object'),
  routes: savedRoutes,
  emergencyAddresses: savedEmergencyAddresses,
  cnams: savedCnams,
  /** In the order of their digits. */
  numbers: list(savedNumber),
  names: savedNames,
  callbacks: savedCallbacks,
  messages: savedMessages,
  portOrders: savedPortOrders,
  cdrExports: savedCdrExports,
  provisioningTasks: savedProvisioningTasks,
  /** What is still to happen. */
  events: savedEvents,
  webhooks: savedDeliveries,
  faults: savedFaults,
  account: savedAccount,
  rateLimits: savedRateLimits,
  carrier: savedCarrier,
  inboundFormat: savedInboundFormat,
})

/**
 * Everything that an emulator knows, as plain data that JSON can carry. What is in it is the emulator's own
 * business but for `version`: another version of the emulator may write another.
 *
 * @example
 * const before: EmulatorSnapshot = emulator.snapshot()
 * await writeFile('world.json', JSON.stringify(before))
 */
export type EmulatorSnapshot = v.InferOutput<typeof snapshotDocument>
