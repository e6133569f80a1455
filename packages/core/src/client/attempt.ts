import { connectionError } from '../errors/connection-error.ts'
import { ConfigurationError, FlowrouteError, isFlowrouteError, type Outcome } from '../errors/errors.ts'
import { createRedact } from '../errors/redact.ts'
import { describe } from '../errors/text.ts'
import type { Transport, TransportResponse } from '../transports/transport.ts'
import { type Answer, outcomeOf } from './answer.ts'
import { BodyTooLarge, readBody } from './body.ts'
import type { Config } from './config.ts'
import type { AttemptClock } from './limits.ts'
import type { Middleware } from './options.ts'
import type { OutgoingRequest } from './outgoing.ts'

/** What may have happened, from nothing to anything. */
const outcomes: readonly Outcome[] = ['not-sent', 'rejected', 'unknown']

/** One attempt and what is known about its request. A middleware may send it never, once or several times. */
export class Attempt {
  readonly number: number
  /** What is known at this moment about all requests of this attempt. */
  outcome: Outcome = 'not-sent'
  /** Errors about this attempt's own request; any other error is a middleware's. */
  readonly ownErrors = new Set<unknown>()
  readonly #request: OutgoingRequest

  constructor(request: OutgoingRequest, number: number) {
    this.#request = request
    this.number = number
  }

  /** Sends the request and updates what is known. */
  async send(transport: () => Promise<TransportResponse>): Promise<TransportResponse> {
    const before = this.outcome
    this.outcome = 'unknown'
    const learn = (outcome: Outcome): void => {
      this.outcome = outcomes[Math.max(outcomes.indexOf(before), outcomes.indexOf(outcome))] as Outcome
    }
    try {
      const response = await transport()
      // A purchase that the platform repeats may be refused because the first one was made.
      learn(response.mayBeRepeated ? 'unknown' : outcomeOf(response.status))
      return response
    } catch (error) {
      // A transport that cannot work at all has sent nothing.
      const failure =
        error instanceof ConfigurationError ? error : connectionError(error, this.#request, false)
      learn(failure.outcome)
      this.ownErrors.add(failure)
      throw failure
    }
  }

  /** An error about this attempt that its request did not cause. */
  failure(type: typeof FlowrouteError, problem: string, cause?: unknown): FlowrouteError {
    const { method, path, redact } = this.#request
    const message = redact(`A middleware of ${method} ${path} ${problem}`)
    const failure = new type(message, { method, path, outcome: this.outcome, cause })
    this.ownErrors.add(failure)
    return failure
  }
}

/** Makes one attempt: middleware, signature, request, response. */
export type MakeAttempt = (
  request: OutgoingRequest,
  attempt: Attempt,
  signal: AbortSignal,
  clock: AttemptClock,
) => Promise<Answer>

/** Builds what makes the attempts of a client. */
export function createAttempts(
  config: Config,
  transport: Transport,
  middleware: readonly Middleware[],
): MakeAttempt {
  return async (request, attempt, signal, clock) => {
    /** Sends the request, as it is after all middleware, with the credentials. */
    async function send(
      changed: Pick<OutgoingRequest, 'method' | 'url' | 'headers' | 'body'>,
    ): Promise<TransportResponse> {
      const { method, url, body } = changed
      let secretHeaders: Record<string, string> = { authorization: config.authorization }
      if (request.sign !== undefined) {
        const signed = await request.sign['~sign']({ method, url, body: body ?? new Uint8Array() }, config)
        request.redact = createRedact(signed.secrets, request.redact)
        secretHeaders = signed.headers
      }
      // The attempt may have been given up meanwhile: nobody waits for its result.
      signal.throwIfAborted()
      clock.start()
      return attempt.send(() =>
        transport({
          method,
          url,
          headers: { ...changed.headers, ...secretHeaders },
          body,
          once: request.once,
          signal,
        }),
      )
    }

    /** Sends the request through middleware, which works with requests and responses of the web platform. */
    async function sendThroughMiddleware(): Promise<TransportResponse> {
      let mayBeRepeated: boolean | undefined
      const innermost = async (changed: Request): Promise<Response> => {
        const { method, url, headers } = changed
        if (new URL(url).origin !== config.origin) {
          throw attempt.failure(ConfigurationError, 'sent it to another origin than that of the base URL.')
        }
        const bytes = new Uint8Array(await changed.arrayBuffer())
        const body = bytes.byteLength > 0 || request.body ? bytes : undefined
        const response = await send({ method, url, headers: Object.fromEntries(headers), body }).finally(
          clock.stop,
        )
        mayBeRepeated = response.mayBeRepeated
        return toResponse(response)
      }
      const { method, url, headers, body = null } = request
      const run = middleware.reduceRight<(request: Request) => Promise<Response>>(
        (next, layer) => async (changed) => layer(changed, next, { attempt: attempt.number }),
        innermost,
      )
      let response: Response
      try {
        response = await run(new Request(url, { method, headers, body, signal }))
      } catch (error) {
        // A FlowrouteError of another call would be misread as one about this call.
        const isForeign = isFlowrouteError(error) && !attempt.ownErrors.has(error)
        throw isForeign ? attempt.failure(FlowrouteError, `failed: ${describe(error)}`, error) : error
      }
      if (typeof response?.status !== 'number' || response.bodyUsed || response.body?.locked) {
        throw attempt.failure(FlowrouteError, 'must return a Response whose body is unread.')
      }
      return { status: response.status, headers: response.headers, body: response.body, mayBeRepeated }
    }

    const response = await (middleware.length > 0 ? sendThroughMiddleware() : send(request))
    clock.start()
    const { status, headers, body, mayBeRepeated } = response
    const answer: Answer = { status, headers, text: '', mayBeRepeated }
    try {
      answer.text = await readBody(body, config.maxResponseBytes)
    } catch (error) {
      answer.incomplete = error instanceof BodyTooLarge ? error : connectionError(error, request, true)
    }
    return answer
  }
}

/** A response of a transport in the form that middleware takes. */
function toResponse(response: TransportResponse): Response {
  const { status, headers, body } = response
  if (response instanceof Response) return response
  // Only a transport for Node.js has another body than a stream, and its Response takes that.
  return new Response([204, 205, 304].includes(status) ? null : (body as BodyInit | null), {
    status,
    headers,
  })
}
