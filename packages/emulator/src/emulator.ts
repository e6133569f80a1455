import { createApp } from './app.ts'
import { allEndpoints } from './endpoints/all.ts'
import { rejectionOnAbort } from './http/abort.ts'
import type { Credentials } from './http/auth.ts'
import { createInventory } from './inventory/inventory.ts'
import { checkReceived, type ReceivedMessage } from './receive.ts'
import { Deliveries, type Delivery } from './webhooks/deliveries.ts'
import { postMessageNews } from './webhooks/webhooks.ts'
import { type Clock, createStillClock, type ResettableClock } from './world/clock.ts'
import type { CnamReview } from './world/cnams.ts'
import { createRandom } from './world/random.ts'
import { createWorld } from './world/world.ts'

const defaultStartTime = new Date('2026-01-15T17:00:00.000Z')

/**
 * What an emulator is made with.
 *
 * @example createEmulator({ seed: 7, startTime: new Date('2026-01-01') })
 */
export interface EmulatorOptions {
  /** The HTTP Basic user that requests must show, without a colon. @default '12345678' */
  accessKey?: string
  /** The HTTP Basic password that requests must show. @default '0123456789abcdef0123456789abcdef' */
  secretKey?: string
  /** From 0 to 4294967295. The same seed gives the same inventory, ids and times. @default 1 */
  seed?: number
  /**
   * Where the clock starts; it then stands still but for `clock.advance`.
   *
   * @default 2026-01-15T17:00:00.000Z; with `startEmulator` the clock follows the machine's instead
   */
  startTime?: Date
  /**
   * Posts a webhook and gives the answer. What it throws counts as no answer.
   *
   * @default the global `fetch`
   * @example createEmulator({ deliver: async (request) => app.fetch(request) })
   */
  deliver?: (request: Request) => Promise<Response>
}

/**
 * A local Flowroute with one account.
 *
 * @example const emulator: Emulator = createEmulator()
 * emulator.clock.advance(1_000)
 */
export interface Emulator {
  /** Answers a request in this process, like the global `fetch`; the URL's origin does not matter. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  readonly accessKey: string
  readonly secretKey: string
  /** Starts over: inventory, account, records, ids and clock as they were at first. */
  reset(): void
  /** The emulator's time, on which receipts, provisioning and the approval of caller names wait. */
  readonly clock: Clock
  /** Approves or rejects caller names before their time. */
  readonly cnams: CnamReview
  /**
   * Has somebody outside write to a number of the account; gives the id of the message's record.
   *
   * It arrives at once, and its webhook goes out soon after.
   *
   * @example const id = emulator.receive({ from: '12065550100', to: number, body: 'hello' })
   * @throws {TypeError} a member has the wrong type, or there is neither text nor media
   * @throws {RangeError} a number or URL is not one, or `to` is not on the account
   */
  receive(message: ReceivedMessage): string
  /**
   * Resolves when every webhook due by now on the emulator's clock was attempted. Not to be awaited by
   * `deliver`, for which it waits.
   *
   * @example
   * emulator.clock.advance(600)
   * await emulator.settled()
   */
  settled(): Promise<void>
  /**
   * The webhooks since the start or the last reset, in the order in which they were due: the latest 1,000,
   * and all that are still to be tried again.
   *
   * @example emulator.deliveries().filter(({ state }) => state === 'given-up')
   */
  deliveries(): readonly Delivery[]
}

/**
 * Makes a local Flowroute in this process, without a network.
 *
 * Its account owns no numbers at first: buy one. Its clock stands still: what takes time at Flowroute, such
 * as delivery receipts, happens when the clock is advanced.
 *
 * @example
 * const emulator = createEmulator()
 * const { fetch, accessKey, secretKey } = emulator
 * const client = createClient({ fetch, accessKey, secretKey })
 * await new Numbers(client).purchase('12065550100')
 * emulator.clock.advance(1_000) // milliseconds
 * @throws {TypeError} a key is empty, or the access key has a colon in it
 * @throws {RangeError} the seed is not a whole number of 32 bits, or the start time is no date
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return assemble(createStillClock(options.startTime ?? defaultStartTime), options).emulator
}

interface Assembly {
  emulator: Emulator
  handle(request: Request): Response | Promise<Response>
  /** Ends webhooks for good, those under way too. */
  stop(): Promise<void>
}

/** An emulator on a clock of the caller's, and its bare request handler for a server to call. */
export function assemble(clock: ResettableClock, options: EmulatorOptions): Assembly {
  const { accessKey = '12345678', secretKey = '0123456789abcdef0123456789abcdef', seed = 1 } = options
  checkCredentials({ accessKey, secretKey })
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError('seed must be a whole number from 0 to 4294967295')
  }
  // The inventory never changes, so that a reset need not work it out again.
  const inventory = createInventory(seed)
  const { deliver = (request) => globalThis.fetch(request) } = options
  let stopped = false
  const start = () => {
    const world = createWorld(seed, pumped, inventory)
    const deliveries = new Deliveries(world.agenda, createRandom(seed, 'deliveries'), deliver)
    postMessageNews(world, deliveries)
    const stop = (): Promise<void> => {
      world.agenda.close()
      return deliveries.close()
    }
    if (stopped) void stop()
    const app = createApp(world, { accessKey, secretKey }, allEndpoints(world))
    return { world, deliveries, stop, app }
  }
  const pumped: ResettableClock = {
    ...clock,
    advance(milliseconds) {
      clock.advance(milliseconds)
      current.world.agenda.run()
    },
  }
  let current = start()
  const handle = (request: Request): Response | Promise<Response> => current.app.fetch(request)
  const emulator: Emulator = {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      // Like the global fetch: an abort rejects even when the answer is already under way.
      return Promise.race([rejectionOnAbort(request.signal), handle(request)])
    },
    accessKey,
    secretKey,
    reset() {
      void current.stop()
      clock.reset()
      current = start()
    },
    clock: { now: pumped.now, advance: pumped.advance },
    cnams: {
      approve: (id) => current.world.cnams.approve(id),
      reject: (id, reason) => current.world.cnams.reject(id, reason),
    },
    receive(message) {
      const { messages, numbers } = current.world
      return messages.receive(checkReceived(message, numbers)).id
    },
    settled: () => current.deliveries.settled(),
    deliveries: () => current.deliveries.list(),
  }
  const stop = (): Promise<void> => {
    stopped = true
    return current.stop()
  }
  return { emulator, handle, stop }
}

function checkCredentials({ accessKey, secretKey }: Credentials): void {
  if (accessKey === '' || secretKey === '') throw new TypeError('accessKey and secretKey must not be empty')
  // HTTP Basic has no way to write such a user.
  if (accessKey.includes(':')) throw new TypeError('accessKey must not contain a colon')
}
