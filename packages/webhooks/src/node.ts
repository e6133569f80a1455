import { ConfigurationError } from '@flowroute/core'
import * as v from 'valibot'
import { checkShape } from './check-shape.ts'
import { toRequest } from './node/request.ts'
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
 * app.post('/flowroute/:secret', toNodeHandler(handler)) // Express
 */
export function toNodeHandler(
  handler: WebhookHandler,
  options: NodeHandlerOptions = {},
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  if (typeof handler !== 'function') throw new ConfigurationError('handler must be a function.')
  checkShape(options, optionsSchema)
  return async (incoming, outgoing) => {
    try {
      // An `error` event without a listener ends the process.
      ignoreErrors(incoming)
      ignoreErrors(outgoing)
      await sendResponse(await respond(handler, incoming), outgoing)
    } catch (error) {
      sendFailure(outgoing)
      notify(options.onError, error)
    }
  }
}

const ignoreErrors = (emitter: Pick<NodeRequest, 'on'>): unknown =>
  (emitter as { on(event: string, listener: () => void): unknown }).on('error', () => {})

async function respond(handler: WebhookHandler, incoming: NodeRequest): Promise<Response> {
  let converted: ReturnType<typeof toRequest>
  try {
    converted = toRequest(incoming)
  } catch {
    incoming.resume()
    return new Response('Bad request.\n', { status: 400 })
  }
  const { request, discardBody } = converted
  try {
    const answer = await handler(request, { address: incoming.socket.remoteAddress })
    // A body in use may still be read in the background.
    if (!request.bodyUsed) discardBody()
    return answer
  } catch (error) {
    discardBody()
    throw error
  }
}
