import { createApp } from './app.ts'
import type { Emulator, EmulatorOptions } from './emulator-types.ts'
import { allEndpoints } from './endpoints/all.ts'
import type { WholeState } from './endpoints/control/state.ts'
import { arriveInProcess } from './faults/in-process.ts'
import { rejectionOnAbort } from './http/abort.ts'
import type { Credentials } from './http/auth.ts'
import type { OnEvent } from './inbox/feed.ts'
import { Inbox } from './inbox/inbox.ts'
import { summariseExport, summariseOrder } from './inbox/summaries.ts'
import { inventoryOf } from './inventory/shared.ts'
import { settingsOf } from './live-settings.ts'
import { checkOptionNames } from './option-names.ts'
import { checkReceived } from './receive.ts'
import type { EmulatorSnapshot } from './snapshot/document.ts'
import { readSnapshot } from './snapshot/read.ts'
import { restoreWorld, saveWorld } from './snapshot/world.ts'
import { buildWorld } from './starting-world/build.ts'
import { checkStartingWorld } from './starting-world/check.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { Pulls } from './webhooks/pulls.ts'
import { postStatusChanges } from './webhooks/status-changes.ts'
import { postMessageNews } from './webhooks/webhooks.ts'
import { createRunningClock, createStillClock, type ResettableClock } from './world/clock.ts'
import { createWorld, settleTime, type World } from './world/world.ts'

export type { Emulator, EmulatorOptions } from './emulator-types.ts'

const defaultStartTime = new Date('2026-01-15T17:00:00.000Z')

/**
 * Makes a local Flowroute in this process, without a network.
 *
 * Its account owns no numbers at first: buy one. Its clock stands still: what takes time at Flowroute, such
 * as delivery receipts, happens when the clock is advanced. With `runs` it follows the machine's.
 *
 * @example
 * const emulator = createEmulator()
 * const { fetch, accessKey, secretKey } = emulator
 * const client = createClient({ fetch, accessKey, secretKey })
 * await new Numbers(client).purchase('12062140284') // the default seed has it for sale
 * emulator.clock.advance(1_000) // milliseconds
 * @throws {TypeError} an option is unknown, a key is empty, the access key has a colon in it, a setting has the
 *   wrong type, or something is wrong with the world: all that is, a line each
 * @throws {RangeError} the seed is not an integer of 32 bits, the start time is no date, or the balance is
 *   out of its range
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkOptionNames('createEmulator', options, emulatorOptionNames)
  return assembleInProcess(options).emulator
}

/** The compiler checks that all options are here. */
export const emulatorOptionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  accessKey: true,
  secretKey: true,
  seed: true,
  startTime: true,
  runs: true,
  deliver: true,
  balance: true,
  rateLimits: true,
  inboundWebhooks: true,
  world: true,
}

/** An emulator on a clock that stands still, unless it is to run. */
export function assembleInProcess(options: EmulatorOptions, hooks?: Hooks): Assembly {
  const { runs = false, startTime } = options
  if (typeof runs !== 'boolean') throw new TypeError('runs must be true or false')
  const clock = runs ? createRunningClock(startTime) : createStillClock(startTime ?? defaultStartTime)
  return assemble(clock, options, hooks)
}

interface Assembly {
  emulator: Emulator
  handle(request: Request): Response | Promise<Response>
  /** Ends the webhooks of this world, those under way too, and what waits; after a reset it goes on. */
  rest(): Promise<void>
  /** Ends webhooks for good, those under way too. */
  stop(): Promise<void>
}

/** What the command adds to an emulator. */
export interface Hooks {
  /** Told of everything that happens. */
  onEvent?: OnEvent | undefined
  /** Makes a world ready that is as at first; one that is restored is as it was saved. */
  prepare?: ((world: World) => void) | undefined
}

/** An emulator on a clock of the caller's, and its bare request handler for a server to call. */
function assemble(clock: ResettableClock, options: EmulatorOptions, hooks: Hooks = {}): Assembly {
  const { accessKey = '12345678', secretKey = '0123456789abcdef0123456789abcdef', seed = 1 } = options
  checkCredentials({ accessKey, secretKey })
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError('seed must be an integer from 0 to 4294967295')
  }
  const { deliver = (request) => globalThis.fetch(request) } = options
  const inbox = new Inbox({ accessKey, secretKey }, clock.runs, hooks.onEvent)
  const starting =
    options.world &&
    checkStartingWorld(options.world, { seed, inventory: inventoryOf(seed), now: clock.now() })
  let stopped = false
  const start = (snapshot?: EmulatorSnapshot) => {
    const worldSeed = snapshot?.seed ?? seed
    const world = createWorld(worldSeed, pumped, inventoryOf(worldSeed), options)
    const deliveries = new Deliveries(world.agenda, world.random.stream('deliveries'), deliver)
    postMessageNews(world, deliveries)
    postStatusChanges(world, deliveries)
    const pulls = new Pulls(world, deliver)
    inbox.watch(world, deliveries)
    const stop = (): Promise<void> => {
      world.agenda.close()
      world.faults.close()
      pulls.close()
      return deliveries.close()
    }
    if (stopped) void stop()
    if (snapshot === undefined) {
      // It was checked. Only a clock that was set back could make it report something now.
      if (starting !== undefined) buildWorld(starting, world, () => {})
      hooks.prepare?.(world)
    } else {
      restoreWorld(snapshot, world, deliveries)
      pulls.restore()
    }
    const endpoints = allEndpoints(world, inbox.parts(deliveries), state)
    const app = createApp(world, { accessKey, secretKey }, endpoints, inbox.recorder(world, deliveries))
    return { seed: worldSeed, world, deliveries, stop, app }
  }
  /** A world in the place of the one there is, which ends; the clock is to be put right in between. */
  const startOver = (setClock: () => void, snapshot?: EmulatorSnapshot): void => {
    void current.stop()
    setClock()
    inbox.log.clear()
    current = start(snapshot)
    inbox.resync(clock.now())
  }
  const state: WholeState = {
    reset: () => startOver(clock.reset),
    snapshot: () => saveWorld(current, clock.exact()),
    restore: (snapshot) => startOver(() => clock.jump(snapshot.now), snapshot),
  }
  const pumped: ResettableClock = {
    ...clock,
    advance(milliseconds) {
      clock.advance(milliseconds)
      current.world.agenda.run()
      inbox.clockAdvanced(pumped.now())
    },
    set(time) {
      const { world } = current
      world.agenda.run()
      const before = clock.now().getTime()
      clock.set(time)
      settleTime(world, before)
      world.agenda.run()
      inbox.clockAdvanced(pumped.now())
    },
  }
  let current = start()
  const handle = (request: Request): Response | Promise<Response> => current.app.fetch(request)
  const emulator: Emulator = {
    ...settingsOf(() => current.world),
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      // Like the global fetch: an abort rejects even when the answer is already under way.
      return Promise.race([rejectionOnAbort(request.signal), arriveInProcess(request, handle(request))])
    },
    accessKey,
    secretKey,
    reset: state.reset,
    snapshot: state.snapshot,
    restore: (snapshot) => state.restore(readSnapshot(snapshot)),
    clock: { now: pumped.now, advance: pumped.advance, set: pumped.set },
    cnams: {
      approve(id) {
        current.world.cnams.approve(id)
        inbox.accountChanged()
      },
      reject(id, reason) {
        current.world.cnams.reject(id, reason)
        inbox.accountChanged()
      },
    },
    portOrders: {
      list: () => current.world.portOrders.list({}, everything).items.map(summariseOrder),
      accept: (id) => current.world.portOrders.bring(id, 'accepted'),
      complete: (id) => current.world.portOrders.bring(id, 'completed'),
      reject: (id, reason) => current.world.portOrders.move(id, 'rejected', checkReason(reason)),
      resubmit: (id) => current.world.portOrders.move(id, 'review'),
      hardCancel: (id, reason) => current.world.portOrders.move(id, 'hard_canceled', reason),
    },
    cdrExports: {
      list: () => current.world.cdrExports.list(undefined, everything).items.map(summariseExport),
      complete: (id) => current.world.cdrExports.complete(id),
      fail: (id) => current.world.cdrExports.fail(id),
    },
    receive(message) {
      const { messages, numbers } = current.world
      return messages.receive(checkReceived(message, numbers)).id
    },
    settled: () => current.deliveries.settled(),
    deliveries: () => current.deliveries.list(),
    resend(deliveryId) {
      if (!current.deliveries.resend(deliveryId, pumped.now().getTime())) {
        throw new RangeError(`there is no webhook ${deliveryId}`)
      }
    },
    requests: () => inbox.log.list(),
  }
  const stop = (): Promise<void> => {
    stopped = true
    inbox.close()
    return current.stop()
  }
  return { emulator, handle, rest: () => current.stop(), stop }
}

const everything = { limit: Number.MAX_SAFE_INTEGER, offset: 0 }

function checkReason(reason: string): string {
  if (typeof reason !== 'string' || reason === '') throw new TypeError('reason must be a text')
  return reason
}

function checkCredentials({ accessKey, secretKey }: Credentials): void {
  if (accessKey === '' || secretKey === '') throw new TypeError('accessKey and secretKey must not be empty')
  // HTTP Basic has no way to write such a user.
  if (accessKey.includes(':')) throw new TypeError('accessKey must not contain a colon')
}
