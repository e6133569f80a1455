import { type FlowrouteError, invalid, isFlowrouteError, type Outcome } from '../errors/errors.ts'
import { Attempt, type MakeAttempt } from './attempt.ts'
import { type Config, checkRequestOptions, resolveLimits } from './config.ts'
import { limitCall } from './limits.ts'
import type { RequestOptions, RequestSpec, WithResponse } from './options.ts'
import { outgoingRequest } from './outgoing.ts'
import { type Reports, resultOf } from './result.ts'
import { backoff, mayRepeat } from './retry.ts'

/** Makes calls: attempts, and the waits between them, within the limits. */
export type Call = <T>(
  spec: RequestSpec<T> | (() => RequestSpec<T>),
  options?: RequestOptions,
) => Promise<WithResponse<T>>

/** Builds the function that makes the calls of a client. */
export function createCall(config: Config, makeAttempt: MakeAttempt, reports: Reports): Call {
  const { log } = reports
  return async (specOrFunction, options = {}) => {
    checkRequestOptions(options)
    const spec = typeof specOrFunction === 'function' ? specOrFunction() : specOrFunction
    if (typeof spec !== 'object' || spec === null) throw invalid('spec', 'must be an object')
    const { retries, timeout, deadline } = resolveLimits(config.limits, options)
    const request = outgoingRequest(spec, options, config)
    const { method, path } = request
    const replayable = spec.replayable ?? method !== 'POST'
    const limits = limitCall({ method, path }, options.signal, deadline)

    // Once it is uncertain whether a write took effect it stays so, whatever later attempts end with.
    let uncertain = false
    let previous: FlowrouteError | undefined
    for (let number = 1; ; number++) {
      const attempt = new Attempt(request, number)
      try {
        const answer = await limits.attempt((signal, clock) => makeAttempt(request, attempt, signal, clock), {
          timeout,
          outcome: () => attempt.outcome,
          cause: previous,
        })
        log?.('debug', `${method} ${path}: ${answer.status}`, { attempt: number, status: answer.status })
        return { ...resultOf(answer, spec, request, uncertain, reports), attempts: number }
      } catch (error) {
        // An error of the program's own, thrown by a middleware, is passed on as it is.
        if (!isFlowrouteError(error)) throw error
        uncertain ||= method !== 'GET' && attempt.outcome === 'unknown'
        const failure = complete(error, number, uncertain ? 'unknown' : attempt.outcome)
        const { retryAfter } = failure as { retryAfter?: number }
        const wait = retryAfter ?? backoff(number, config.backoff)
        const again = number <= retries && mayRepeat(failure, replayable) && wait < limits.remaining()
        const next = again ? `trying again in ${Math.round(wait)} ms` : 'giving up'
        log?.('warn', `${failure.message} (${next})`, { attempt: number })
        if (!again) throw failure
        previous = failure
        await limits.wait(wait, failure.outcome).catch((aborted: FlowrouteError) => {
          throw complete(aborted, number, aborted.outcome)
        })
      }
    }
  }
}

/** Adds to an error what only the whole call knows. */
function complete(error: FlowrouteError, attempts: number, outcome: Outcome): FlowrouteError {
  return Object.assign(error, { attempts, outcome })
}
