import type {
  MessageReceipt,
  MessageReceived,
  NotificationEvent,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
import type { SeenStore } from './store.ts'

/**
 * What the server knows of a request beside the `Request` itself.
 *
 * @example Deno.serve((request, { remoteAddr }) => handler(request, { address: remoteAddr.hostname }))
 */
export interface RequestInfo {
  /** IP address of the connection. Only `allowedAddresses` needs it. */
  address?: string | undefined
}

/**
 * Answers the requests of a webhook URL. It never throws and its promise never rejects.
 *
 * @example const handler: WebhookHandler = createWebhookHandler({ onMessage })
 */
export type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>

/**
 * Options of `createWebhookHandler`.
 *
 * @example const options: WebhookOptions = { onMessage: ({ body }) => console.log(body), maxBytes: 65_536 }
 */
export interface WebhookOptions {
  /**
   * Called for each message that is received. The answer is 200 only after this has succeeded; if it throws, the answer
   * is 500 and Flowroute posts again. It must settle: repeats of the same message wait for it.
   */
  onMessage?: ((message: MessageReceived) => unknown) | undefined
  /** Called for each delivery receipt, as `onMessage` is for messages. */
  onReceipt?: ((receipt: MessageReceipt) => unknown) | undefined
  /** Called for each other event, as `onMessage` is for messages. */
  onEvent?: ((event: NotificationEvent | UnknownWebhook) => unknown) | undefined
  /**
   * Called with the reason of an answer of 400 or 500: what a callback or the store threw, or an `InvalidInputError` for
   * a body that is not a webhook. `event` is the event that was being handled. The answer does not wait for this
   * callback, and what it throws is ignored.
   */
  onError?: ((error: unknown, event: WebhookEvent | undefined) => unknown) | undefined
  /**
   * Secret that the webhook's URL must have, in the query parameter `secret` or as the last segment of the path; other
   * requests are answered 404. At least 16 characters, without the space around them; use 32 random ones or more, since
   * Flowroute signs nothing. By default every URL is accepted, but the option must not be given as undefined or empty: a
   * missing environment variable must not switch the check off.
   */
  secret?: string | undefined
  /** IP addresses that may post, such as `flowrouteAddresses`; others are answered 403. By default every address may. */
  allowedAddresses?: readonly string[] | undefined
  /**
   * Number of proxies of your own in front of this server; `true` is 1. The client's address is then that entry of
   * `x-forwarded-for`, counted from the end. `false` by default: a client that reaches the server directly can write the
   * header itself.
   */
  trustProxy?: boolean | number | undefined
  /**
   * Finds the client's address in another way, for example in a header that your host sets. Used instead of `trustProxy`
   * and the address of the connection.
   */
  clientAddress?:
    | ((
        request: Request,
        info: RequestInfo,
      ) => string | null | undefined | Promise<string | null | undefined>)
    | undefined
  /** Remembers what was handled. By default in memory, the latest 10,000; share a store between processes. */
  seen?: SeenStore | undefined
  /**
   * How long each answer of `seen` is waited for, in milliseconds; 5,000 by default, at most 2,147,483,647. After that
   * the store counts as failed.
   */
  storeTimeout?: number | undefined
  /** Largest body that is accepted, in bytes; 1,048,576 (1 MiB) by default. A larger one is answered 413. */
  maxBytes?: number | undefined
}
