import type { MiddlewareHandler } from 'hono'
import type { Credentials } from '../http/auth.ts'
import { isOwnPath } from '../http/name.ts'
import type { Deliveries } from '../webhooks/deliveries.ts'
import type { Clock } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { Feed, type OnEvent } from './feed.ts'
import { createMask } from './mask.ts'
import { recordRequests } from './record-requests.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { wireCall, wireDelivery, wireMessage } from './wire-forms.ts'

/** What is shown besides the world itself. */
export interface InboxParts {
  deliveries: Deliveries
  log: RequestLog
  feed: Feed
  /** Whether time passes by itself. */
  clockRuns: boolean
}

/** What is shown of an emulator to those who look on. It outlives the worlds that a reset puts an end to. */
export class Inbox {
  readonly log: RequestLog
  readonly #feed: Feed
  readonly #secretLength: number
  readonly #clockRuns: boolean

  constructor(credentials: Credentials, clockRuns: boolean, onEvent?: OnEvent) {
    this.#feed = new Feed(onEvent)
    this.log = new RequestLog(createMask(credentials))
    // No form of the secret is longer: a character takes nine at most, percent-encoded.
    this.#secretLength = 9 * (credentials.accessKey.length + credentials.secretKey.length + 1)
    this.#clockRuns = clockRuns
  }

  /** Tells of what happens in a world. */
  watch(
    { messages, portOrders, cdrExports }: Pick<World, 'messages' | 'portOrders' | 'cdrExports'>,
    deliveries: Deliveries,
  ): void {
    portOrders.watch(() => this.accountChanged())
    cdrExports.watch(() => this.accountChanged())
    messages.watch(({ kind, record }) => {
      const name = kind === 'receipt' ? 'receipt' : 'message'
      this.#feed.publish(name, () => ({ message: wireMessage(record, messages) }))
    })
    deliveries.watch((delivery) =>
      this.#feed.publish('delivery', () => ({ delivery: wireDelivery(delivery()) })),
    )
  }

  /** Notes the calls of a world's API. */
  recorder(clock: Pick<Clock, 'now'>): MiddlewareHandler {
    const onCall = (call: LoggedRequest): void => this.#tellOf(call)
    const onControl = (path: string): void => {
      if (path.startsWith('/__emulator/cnams/') || !isOwnPath(path)) this.accountChanged()
    }
    return recordRequests({ log: this.log, clock, margin: this.#secretLength, onCall, onControl })
  }

  /** What the control API shows of it. */
  parts(deliveries: Deliveries): InboxParts {
    return { deliveries, log: this.log, feed: this.#feed, clockRuns: this.#clockRuns }
  }

  clockAdvanced(now: Date): void {
    this.#feed.publish('clock', () => ({ now: now.toISOString(), running: this.#clockRuns }))
  }

  accountChanged(): void {
    this.#feed.publish('account-changed', () => ({}))
  }

  /** Everything is different, the time too; whoever looks on has to look again. */
  resync(now: Date): void {
    this.#feed.publish('resync', () => ({}))
    this.clockAdvanced(now)
  }

  close(): void {
    this.#feed.close()
  }

  #tellOf(call: LoggedRequest): void {
    this.#feed.publish('request', () => ({ request: wireCall(call) }))
    if (changesAccount(call)) this.accountChanged()
  }
}

/** Whatever is no read may, save for sending messages, of which there is news of their own. */
function changesAccount({ method, path }: LoggedRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false
  return !(method === 'POST' && /^\/v2\.\d\/messages\/?$/.test(path))
}
