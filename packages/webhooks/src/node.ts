import { ConfigurationError } from '@flowroute/core'
import * as v from 'valibot'
import { checkShape } from './check-shape.ts'
import { type IncomingRequest, toRequest } from './node/request.ts'
import { sendFailure, sendResponse } from './node/response.ts'
import type { NodeRequest, NodeResponse } from './node/types.ts'
import { notify } from './notify.ts'
import type { WebhookHandler } from './options.ts'

export type { NodeRequest, NodeResponse } from './node/types.ts'

/**
 * Options of `toNodeHandler`.
 *
 * @example const options: NodeHandlerOptions = { onError: (error) => console.error(error) }
 */
export interface NodeHandlerOptions {
  /**
   * Called with what the handler itself threw, or with the reason why its answer could not be sent. A handler of
   * `createWebhookHandler` never throws: it has an `onError` of its own. What this callback throws is ignored.
   */
  onError?: ((error: unknown) => unknown) | undefined
}

const optionsSchema = v.object({ onError: v.optional(v.function('must be a function.')) })

/**
 * Makes a request listener for `node:http`, or a route of Express, from a webhook handler.
 *
 * The handler gets the address of the connection. Behind a body parser such as `express.json()` it gets the body that was
 * parsed. The listener's promise never rejects, whatever the client or the handler does: if the handler throws, or returns
 * something that is not a `Response`, the answer is 500.
 *
 * @throws {ConfigurationError} the handler is not a function, or an option is unknown
 * @example
 * createServer(toNodeHandler(createWebhookHandler({ secret, onMessage }))).listen(8080)
 */
export function toNodeHandler(
  handler: WebhookHandler,
  options: NodeHandlerOptions = {},
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  if (typeof handler !== 'function') throw new ConfigurationError('handler must be a function.')
  checkShape(options, optionsSchema)
  return async (incoming, outgoing) => {
    let discardBody = (): unknown => incoming.resume()
    try {
      const converted = convert(incoming)
      if (converted === undefined) {
        return await sendResponse(new Response('Bad request.\n', { status: 400 }), outgoing)
      }
      discardBody = converted.discardBody
      const answer = await handler(converted.request, { address: incoming.socket.remoteAddress })
      await sendResponse(answer, outgoing)
    } catch (error) {
      sendFailure(outgoing)
      notify(options.onError, error)
    } finally {
      discardBody()
    }
  }
}

/** The request, or undefined if no `Request` can express it: its method is TRACE, its target is `*`. */
function convert(incoming: NodeRequest): IncomingRequest | undefined {
  try {
    return toRequest(incoming)
  } catch {
    return undefined
  }
}
