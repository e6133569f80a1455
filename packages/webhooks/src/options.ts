import type {
  MessageReceipt,
  MessageReceived,
  PortOrderStatus,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
import type { SeenStore } from './seen.ts'

/**
 * What the server knows of a request beside the `Request` itself.
 *
 * @example Deno.serve((request, { remoteAddr }) => handler(request, { address: remoteAddr.hostname }))
 */
export interface RequestInfo {
  /** The address the connection came from. Only needed for `allowedAddresses`. */
  address?: string | undefined
}

/**
 * Serves a webhook: one function from `Request` to `Response`. It never throws.
 *
 * @example const handler: WebhookHandler = createWebhookHandler({ onMessage })
 */
export type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>

/**
 * Options of `createWebhookHandler`.
 *
 * @example const options: WebhookOptions = { onMessage: (message) => inbox.insert(message), maxBytes: 65_536 }
 */
export interface WebhookOptions {
  /** A message came in. The answer is 200 only once this has succeeded; if it throws, Flowroute posts again. */
  onMessage?: ((message: MessageReceived) => unknown) | undefined
  /** A delivery receipt came in. */
  onReceipt?: ((receipt: MessageReceipt) => unknown) | undefined
  /** Anything else came in. */
  onEvent?: ((event: PortOrderStatus | UnknownWebhook) => unknown) | undefined
  /**
   * Why an answer was 400 or 500: what a callback or the store threw, or an `InvalidInputError` for a body that is no
   * webhook. `event` is what was being handled. What this itself throws is ignored.
   */
  onError?: ((error: unknown, event: WebhookEvent | undefined) => unknown) | undefined
  /**
   * What the callback URL has to carry, as its query parameter `secret` or as the last segment of its path; otherwise
   * the answer is 404. Make it long and random: Flowroute signs nothing. None by default, but an option that is given
   * and is undefined or empty is refused, so that a missing environment variable leaves no door open.
   */
  secret?: string | undefined
  /** IP addresses that may post, such as `flowrouteAddresses`; others are answered 403. Anyone by default. */
  allowedAddresses?: readonly string[] | undefined
  /**
   * How many proxies of your own stand before this server. Then the client's address is taken from `x-forwarded-for`,
   * as many entries from its end; `true` means 1. Leave it `false` (the default) where clients reach the server
   * directly: they could write the header themselves.
   */
  trustProxy?: boolean | number | undefined
  /** Finds the client's address in another way, such as in a header that your host sets. Goes before the others. */
  clientAddress?: ((request: Request, info: RequestInfo) => string | null | undefined) | undefined
  /** Where to remember what was handled. In memory by default, the latest 10,000; share one between processes. */
  seen?: SeenStore | undefined
  /** Largest body taken, in bytes; 1 MiB by default. A larger one is answered 413. */
  maxBytes?: number | undefined
}
