import { createApp } from './app.ts'
import { allEndpoints } from './endpoints/all.ts'
import type { Credentials } from './http/auth.ts'
import { createInventory } from './inventory/inventory.ts'
import { type Clock, createStillClock, type ResettableClock } from './world/clock.ts'
import type { CnamReview } from './world/cnams.ts'
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

/** An emulator on a clock of the caller's, and its bare request handler for a server to call. */
export function assemble(
  clock: ResettableClock,
  options: EmulatorOptions,
): { emulator: Emulator; handle(request: Request): Response | Promise<Response> } {
  const { accessKey = '12345678', secretKey = '0123456789abcdef0123456789abcdef', seed = 1 } = options
  checkCredentials({ accessKey, secretKey })
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError('seed must be a whole number from 0 to 4294967295')
  }
  // The inventory never changes, so that a reset need not work it out again.
  const inventory = createInventory(seed)
  const start = () => {
    const world = createWorld(seed, clock, inventory)
    return { world, app: createApp(world, { accessKey, secretKey }, allEndpoints(world)) }
  }
  let current = start()
  const handle = (request: Request): Response | Promise<Response> => current.app.fetch(request)
  const emulator: Emulator = {
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      return Promise.race([rejectionOnAbort(request.signal), handle(request)])
    },
    accessKey,
    secretKey,
    reset() {
      clock.reset()
      current = start()
    },
    clock: { now: clock.now, advance: clock.advance },
    cnams: {
      approve: (id) => current.world.cnams.approve(id),
      reject: (id, reason) => current.world.cnams.reject(id, reason),
    },
  }
  return { emulator, handle }
}

/** Like the global fetch: an abort rejects with its reason, even when the answer is already under way. */
function rejectionOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function checkCredentials({ accessKey, secretKey }: Credentials): void {
  if (accessKey === '' || secretKey === '') throw new TypeError('accessKey and secretKey must not be empty')
  // HTTP Basic has no way to write such a user.
  if (accessKey.includes(':')) throw new TypeError('accessKey must not contain a colon')
}
