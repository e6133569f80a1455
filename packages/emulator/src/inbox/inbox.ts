import type { MiddlewareHandler } from 'hono'
import type { Credentials } from '../http/auth.ts'
import { isOwnPath } from '../http/name.ts'
import type { Deliveries } from '../webhooks/deliveries.ts'
import type { World } from '../world/world.ts'
import { Feed, type OnEvent } from './feed.ts'
import { createMask } from './mask.ts'
import { recordRequests } from './record-requests.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { isSend, reasonOf, refusedMessageOf } from './sends.ts'
import { Uploads } from './uploads.ts'
import { conversationOf, type WireSource, wireCall, wireDelivery, wireMessage } from './wire-forms.ts'

/** What is shown besides the world itself. */
export interface InboxParts {
  deliveries: Deliveries
  log: RequestLog
  feed: Feed
  uploads: Uploads
  /** Whether time passes by itself. */
  clockRuns: boolean
  /** Tells that something of the account is different. */
  accountChanged(): void
}

/** What is shown of an emulator to those who look on. It outlives the worlds that a reset puts an end to. */
export class Inbox {
  readonly log: RequestLog
  readonly #feed: Feed
  readonly #uploads = new Uploads()
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
    {
      messages,
      names,
      portOrders,
      cdrExports,
    }: Pick<World, 'messages' | 'names' | 'portOrders' | 'cdrExports'>,
    deliveries: Deliveries,
  ): void {
    const source = { messages, names, deliveries, log: this.log }
    portOrders.watch(() => this.accountChanged())
    cdrExports.watch(() => this.accountChanged())
    messages.watch(({ kind, record }) => {
      if (kind === 'receipt') {
        this.#feed.publish('receipt', () => ({ message: wireMessage(record, source) }))
      } else {
        this.#feed.publish('message', () => ({
          message: wireMessage(record, source),
          conversation: conversationOf(record, source),
        }))
      }
    })
    deliveries.watch((delivery) =>
      this.#feed.publish('delivery', () => ({ delivery: wireDelivery(delivery(), source) })),
    )
  }

  /** Notes the calls of a world's API. */
  recorder({ clock, messages, names }: RecordedWorld, deliveries: Deliveries): MiddlewareHandler {
    const source = { messages, names, deliveries, log: this.log }
    const onCall = (call: LoggedRequest): void => {
      if (!isSend(call)) this.#tellOf(call)
    }
    // What a call was to send is known when its body has come.
    const onBody = (call: LoggedRequest): void => {
      if (!isSend(call)) return
      this.#tellOf(call)
      this.#showRefused(call, source)
    }
    const onControl = (path: string): void => {
      if (shownPaths.test(path) || !isOwnPath(path)) this.accountChanged()
    }
    const margin = this.#secretLength
    return recordRequests({ log: this.log, clock, margin, onCall, onBody, onControl })
  }

  /** What the control API shows of it. */
  parts(deliveries: Deliveries): InboxParts {
    const accountChanged = (): void => this.accountChanged()
    return {
      deliveries,
      log: this.log,
      feed: this.#feed,
      uploads: this.#uploads,
      clockRuns: this.#clockRuns,
      accountChanged,
    }
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

  #showRefused(call: LoggedRequest, source: WireSource): void {
    const message = refusedMessageOf(call)
    if (message === undefined || call.status === null) return
    const refusal = { status: call.status, reason: reasonOf(call) ?? '', request: call.id }
    const record = source.messages.refused.add(message, refusal, call.at.getTime())
    this.#feed.publish('refused', () => ({
      message: wireMessage(record, source),
      conversation: conversationOf(record, source),
    }))
  }
}

/** Below them of the control API is what is shown as a part of the account, or of what is simulated. */
const shownPaths = /^\/__emulator\/(cnams|faults|account|rate-limits|carrier)(\/|$)/

type RecordedWorld = Pick<World, 'clock' | 'messages' | 'names'>

/** Whatever is no read may, save for sending messages, of which there is news of their own. */
function changesAccount(call: LoggedRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(call.method) && !isSend(call)
}
