import type { LoggedRequest } from './inbox/request-log.ts'
import type { ReceivedMessage } from './receive.ts'
import type { Settings, SettingsOptions } from './settings.ts'
import type { EmulatorSnapshot } from './snapshot/document.ts'
import type { StartingWorld } from './starting-world/types.ts'
import type { Delivery } from './webhooks/delivery.ts'
import type { CdrExportControl } from './world/cdrs/control.ts'
import type { Clock } from './world/clock.ts'
import type { CnamReview } from './world/cnams.ts'
import type { PortOrderControl } from './world/porting/control.ts'

/**
 * What an emulator is made with.
 *
 * @example createEmulator({ seed: 7, startTime: new Date('2026-01-01') })
 */
export interface EmulatorOptions extends SettingsOptions {
  /** The HTTP Basic user that requests must show, without a colon. @default '12345678' */
  accessKey?: string
  /**
   * The HTTP Basic password that requests must show, and the key that v1 requests are signed with.
   *
   * @default '0123456789abcdef0123456789abcdef'
   */
  secretKey?: string
  /** From 0 to 4294967295. The same seed gives the same inventory, ids and times. @default 1 */
  seed?: number
  /**
   * Where the clock starts; it then stands still but for `clock.advance`, unless `runs` is true.
   *
   * @default 2026-01-15T17:00:00.000Z, or now where the clock runs
   */
  startTime?: Date
  /**
   * Whether time passes in it as it does for the machine.
   *
   * @default false; with `startEmulator` true, unless there is a `startTime`
   */
  runs?: boolean
  /**
   * Posts a webhook and gives the answer. What it throws counts as no answer. Documents of port orders that are to be
   * taken from a URL are asked for with it too, by GET.
   *
   * @default the global `fetch`
   * @example createEmulator({ deliver: async (request) => app.fetch(request) })
   */
  deliver?: (request: Request) => Promise<Response>
  /**
   * What it starts with, and has again after a reset.
   *
   * @default nothing but the built-in route
   * @example createEmulator({ world: { numbers: [{ number: '12062140284', name: 'Front desk' }] } })
   */
  world?: StartingWorld
}

/**
 * A local Flowroute with one account.
 *
 * @example const emulator: Emulator = createEmulator()
 * emulator.clock.advance(1_000)
 */
export interface Emulator extends Settings {
  /** Answers a request in this process, like the global `fetch`; the URL's origin does not matter. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  readonly accessKey: string
  readonly secretKey: string
  /** Starts over: inventory, account, records, ids, clock and settings as they were at first. */
  reset(): void
  /**
   * Everything the emulator knows, as plain data that JSON can carry: the account, records, messages on their
   * way, webhooks that are pending, settings, clock and seed, and where the ids have got to. The log of requests
   * is not in it.
   *
   * @example
   * const before = emulator.snapshot()
   * // … a test that makes a mess of things
   * emulator.restore(before)
   */
  snapshot(): EmulatorSnapshot
  /**
   * Puts everything back to what a snapshot says, of this emulator or another one: from there on it answers and
   * acts as that one did. Its seed counts until the next `reset`; the credentials stay. A webhook that was under
   * way is posted anew.
   *
   * @throws {TypeError} a member is missing, has the wrong type, or is not known; nothing was changed
   * @throws {RangeError} it is of another version, or says what cannot be; nothing was changed
   */
  restore(snapshot: EmulatorSnapshot): void
  /** The emulator's time, on which receipts, provisioning and the approval of caller names wait. */
  readonly clock: Clock
  /** Approves or rejects caller names before their time. */
  readonly cnams: CnamReview
  /** What Flowroute and the losing carrier do with port orders. */
  readonly portOrders: PortOrderControl
  /** Completes exports of call records before their time, or has them fail. */
  readonly cdrExports: CdrExportControl
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
  /**
   * Posts a webhook once more, soon and whatever came of it before. The attempt is recorded with `resent`; it
   * is not one of the five that are made by themselves, and when it fails no other follows it.
   *
   * @example
   * for (const { id, state } of emulator.deliveries()) if (state === 'given-up') emulator.resend(id)
   * await emulator.settled()
   * @throws {RangeError} there is no such webhook, or it is no longer remembered
   */
  resend(deliveryId: string): void
  /**
   * The calls of the API since the start or the last reset, the oldest one first, with what was answered: the
   * latest 1,000, and of each body 16,384 characters. The secret key is not in it.
   *
   * @example expect(emulator.requests().map(({ path }) => path)).toEqual(['/v2.2/messages'])
   */
  requests(): readonly LoggedRequest[]
}
