import type { LoggedRequest } from '../inbox/request-log.ts'
import type { WireMessage } from '../inbox/wire.ts'
import type { ReceivedMessage } from '../receive.ts'
import type { EmulatorSnapshot } from '../snapshot/document.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import { type ControlCarrier, controlCarrier } from './carrier.ts'
import { Connection } from './connection.ts'
import {
  type ControlAccount,
  type ControlCdrExports,
  type ControlClock,
  type ControlCnams,
  type ControlFaults,
  type ControlInboundWebhooks,
  type ControlPortOrders,
  type ControlRateLimits,
  controlAccount,
  controlCdrExports,
  controlClock,
  controlCnams,
  controlFaults,
  controlInboundWebhooks,
  controlPortOrders,
  controlRateLimits,
} from './controls.ts'
import { type ControlList, listOf } from './list.ts'
import {
  type ControlCallbacks,
  type ControlNames,
  controlCallbacks,
  controlNames,
} from './names-and-callbacks.ts'
import type { EmulatorControlOptions } from './options.ts'
import { segment } from './path-segment.ts'
import { deliveriesAnswer, idAnswer, messagesAnswer, requestsAnswer, snapshotAnswer } from './schemas.ts'

/**
 * An emulator in another process, under the names of the `Emulator` object; all of it takes time, so all of it
 * is awaited.
 *
 * Before its first call it looks whether an emulator listens there. Any other server, Flowroute's own included,
 * is shown no credentials and asked for nothing else.
 *
 * Whatever a method cannot do is an `EmulatorControlError` with the emulator's reason.
 *
 * @example
 * const control = new EmulatorControl({ url: 'http://127.0.0.1:4010' })
 * await control.reset()
 * // … the program under test buys `number` and sends a message
 * await control.clock.advance(600)
 * await control.settled()
 * const [sent] = await control.messages().toArray()
 * @example const control = new EmulatorControl(await startEmulator())
 */
export class EmulatorControl {
  readonly #connection: Connection
  /** The emulator's time, on which receipts, provisioning and the approval of caller names wait. */
  readonly clock: ControlClock
  /** Approves or rejects caller names before their time. */
  readonly cnams: ControlCnams
  /** What Flowroute and the losing carrier do with port orders. */
  readonly portOrders: ControlPortOrders
  /** Completes exports of call records before their time, or has them fail. */
  readonly cdrExports: ControlCdrExports
  /** What goes wrong between the emulator and its callers. */
  readonly faults: ControlFaults
  /** The account's funds. */
  readonly account: ControlAccount
  /** Whether the documented rate limits hold. */
  readonly rateLimits: ControlRateLimits
  /** Lets messages fail at the recipients' carriers. */
  readonly carrier: ControlCarrier
  /** What numbers are called. */
  readonly names: ControlNames
  /** One URL for all webhooks. */
  readonly callbacks: ControlCallbacks
  /** In which form inbound SMS are posted. */
  readonly inboundWebhooks: ControlInboundWebhooks

  /** @throws {TypeError} an option is not what it has to be, or the URL is the real service's */
  constructor(options: EmulatorControlOptions = {}) {
    this.#connection = new Connection(options)
    this.clock = controlClock(this.#connection)
    this.cnams = controlCnams(this.#connection)
    this.portOrders = controlPortOrders(this.#connection)
    this.cdrExports = controlCdrExports(this.#connection)
    this.faults = controlFaults(this.#connection)
    this.account = controlAccount(this.#connection)
    this.rateLimits = controlRateLimits(this.#connection)
    this.carrier = controlCarrier(this.#connection)
    this.names = controlNames(this.#connection)
    this.callbacks = controlCallbacks(this.#connection)
    this.inboundWebhooks = controlInboundWebhooks(this.#connection)
  }

  /** Where the emulator listens, without a slash at the end. */
  get url(): string {
    return this.#connection.url
  }

  /** Starts over: inventory, account, records, ids and clock as they were at first. */
  reset(): Promise<void> {
    return this.#connection.send('POST', '/reset')
  }

  /**
   * Everything the emulator knows but the log of requests, as plain data that JSON can carry, for `restore`.
   *
   * @example
   * const before = await control.snapshot()
   * // … a test that makes a mess of things
   * await control.restore(before)
   */
  snapshot(): Promise<EmulatorSnapshot> {
    return this.#connection.ask(snapshotAnswer, 'GET', '/snapshot')
  }

  /**
   * Puts everything back to what a snapshot says, of this emulator or another one. The credentials stay.
   *
   * @throws {EmulatorControlError} status 422: it is no snapshot; nothing was changed
   */
  restore(snapshot: EmulatorSnapshot): Promise<void> {
    return this.#connection.send('PUT', '/snapshot', snapshot)
  }

  /**
   * Has somebody outside write to a number of the account; gives the id of the message's record.
   *
   * @example const id = await control.receive({ from: '12065550100', to: number, body: 'hello' })
   * @throws {EmulatorControlError} status 422: it is no message; 404: `to` is not on the account
   */
  async receive({ mediaUrls, ...message }: ReceivedMessage): Promise<string> {
    const { id } = await this.#connection.ask(idAnswer, 'POST', '/messages', {
      ...message,
      media_urls: mediaUrls,
    })
    return id
  }

  /**
   * The messages that were sent and received, newest first, under the API's names.
   *
   * @example for await (const { from, to, body, status } of control.messages()) console.log(from, to, body, status)
   */
  messages(): ControlList<WireMessage> {
    return listOf(async (query) => {
      const { messages, more } = await this.#connection.ask(messagesAnswer, 'GET', `/messages${query}`)
      return { items: messages, more }
    })
  }

  /**
   * The calls of the API, newest first. Those of the control API are not among them.
   *
   * @example const [last] = await control.requests().toArray()
   */
  requests(): ControlList<LoggedRequest> {
    return listOf(async (query) => {
      const { requests, more } = await this.#connection.ask(requestsAnswer, 'GET', `/requests${query}`)
      return { items: requests, more }
    })
  }

  /** The webhooks since the start or the last reset, in the order in which they were due. */
  async deliveries(): Promise<Delivery[]> {
    return (await this.#connection.ask(deliveriesAnswer, 'GET', '/deliveries')).deliveries
  }

  /**
   * Posts a webhook once more.
   *
   * @throws {EmulatorControlError} status 404: there is no such webhook
   */
  async resend(deliveryId: string): Promise<void> {
    await this.#connection.send('POST', `/deliveries/${segment(deliveryId)}/resend`)
  }

  /**
   * Resolves when every webhook due by now on the emulator's clock was attempted. Not to be awaited by what a
   * webhook is posted to, for which it waits.
   */
  settled(): Promise<void> {
    return this.#connection.send('POST', '/settled')
  }
}
