import * as v from 'valibot'
import type { FaultRule } from '../faults/rule.ts'
import { savedCallbacks } from '../saved/callbacks.ts'
import { savedDeliveries } from '../saved/deliveries.ts'
import { savedEvents } from '../saved/events.ts'
import { savedMessages } from '../saved/messages.ts'
import { savedNumber } from '../saved/numbers.ts'
import { savedCnams, savedEmergencyAddresses, savedRoutes } from '../saved/records.ts'
import { count, exactMoment, moment } from '../saved/values.ts'

/** The version of the documents that this emulator writes, and the only one that it reads. */
export const snapshotVersion = 1

/** A rule has its own check, which `checkConsistency` makes. */
const rule = v.custom<FaultRule>(() => true)

const savedFaults = v.strictObject({
  added: count,
  rules: v.array(v.strictObject({ id: v.string(), rule, hits: count })),
})

const savedAccount = v.strictObject({
  nanodollars: v.nullable(v.pipe(v.number(), v.safeInteger('must be an integer'))),
})

const acceptedMessages = v.strictObject({ SMS: v.array(moment), MMS: v.array(moment) })

const savedRateLimits = v.strictObject({
  enabled: v.boolean(),
  accepted: v.strictObject({ 'v2.1': acceptedMessages, 'v2.2': acceptedMessages }),
})

/** Everything that an emulator knows. All moments are in milliseconds since the epoch. */
export const snapshotDocument = v.strictObject({
  version: v.literal(snapshotVersion),
  seed: v.pipe(count, v.maxValue(0xffff_ffff, 'must be an integer of 32 bits')),
  now: exactMoment,
  /** How many values were drawn from each random stream. */
  random: v.record(v.string(), count),
  routes: savedRoutes,
  emergencyAddresses: savedEmergencyAddresses,
  cnams: savedCnams,
  /** In the order of their digits. */
  numbers: v.array(savedNumber),
  callbacks: savedCallbacks,
  messages: savedMessages,
  /** What is still to happen. */
  events: savedEvents,
  webhooks: savedDeliveries,
  faults: savedFaults,
  account: savedAccount,
  rateLimits: savedRateLimits,
})

/**
 * Everything that an emulator knows, as plain data that JSON can carry. What is in it is the emulator's own
 * business but for `version`: another version of the emulator may write another.
 *
 * @example
 * const before: EmulatorSnapshot = emulator.snapshot()
 * await fs.writeFile('world.json', JSON.stringify(before))
 */
export type EmulatorSnapshot = v.InferOutput<typeof snapshotDocument>
