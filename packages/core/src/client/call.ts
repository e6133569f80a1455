import { addCallSite, callSite } from '../errors/call-site.ts'
import { type FlowrouteError, invalid, isFlowrouteError, type Outcome } from '../errors/errors.ts'
import { Attempt, type MakeAttempt } from './attempt.ts'
import { type Config, checkRequestOptions, resolveLimits } from './config.ts'
import { limitCall } from './limits.ts'
import type { RequestOptions, RequestSpec, WithResponse } from './options.ts'
import { outgoingRequest } from './outgoing.ts'
import { type Reports, resultOf } from './result.ts'
import { backoff, mayRepeat } from './retry.ts'
import { type CallTrace, traceAttempt, traceCall, traceOfError } from './tracing.ts'

/** Makes calls: attempts, and the waits between them, within the limits. */
export type Call = <T>(
  spec: RequestSpec<T> | (() => RequestSpec<T>),
  options?: RequestOptions,
) => Promise<WithResponse<T>>

/** Builds the function that makes the calls of a client. */
export function createCall(config: Config, makeAttempt: MakeAttempt, reports: Reports): Call {
  const { log } = reports

  async function makeCall<T>(spec: RequestSpec<T>, options: RequestOptions): Promise<WithResponse<T>> {
    const { retries, timeout, deadline } = resolveLimits(config.limits, options)
    const request = outgoingRequest(spec, options, config)
    const { method, path, pathTemplate } = request
    const replayable = spec.replayable ?? method !== 'POST'
    const limits = limitCall({ method, path }, options.signal, deadline)
    const traced = { method, pathTemplate, origin: config.origin }

    async function attempts(call: CallTrace | undefined): Promise<WithResponse<T>> {
      // Once it is uncertain whether a write took effect it stays so, whatever later attempts end with.
      let uncertain = false
      let previous: FlowrouteError | undefined
      for (let number = 1; ; number++) {
        const attempt = new Attempt(request, number)
        const trace = traceAttempt({ ...traced, call, attempt: number })
        try {
          const answer = await limits.attempt(
            (signal, clock) => makeAttempt(request, attempt, signal, clock),
            { timeout, outcome: () => attempt.outcome, cause: previous },
          )
          log?.('debug', `${method} ${path}: ${answer.status}`, { attempt: number, status: answer.status })
          const result = resultOf(answer, spec, request, uncertain, reports)
          trace?.end({ status: answer.status })
          return { ...result, attempts: number }
        } catch (error) {
          trace?.end(traceOfError(error, attempt.outcome))
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

    const trace = traceCall(traced)
    if (trace === undefined) return attempts(undefined)
    try {
      const result = await attempts(trace.event)
      trace.end({ attempts: result.attempts, status: result.response.status })
      return result
    } catch (error) {
      const { attempts: made = 1, outcome = 'unknown' } = error as Partial<FlowrouteError>
      trace.end({ ...traceOfError(error, outcome), attempts: made })
      throw error
    }
  }

  return async (specOrFunction, options = {}) => {
    checkRequestOptions(options)
    const spec = typeof specOrFunction === 'function' ? specOrFunction() : specOrFunction
    if (typeof spec !== 'object' || spec === null) throw invalid('spec', 'must be an object')
    const site = callSite()
    try {
      return await makeCall(spec, options)
    } catch (error) {
      addCallSite(error, site)
      throw error
    }
  }
}

/** Adds to an error what only the whole call knows. */
function complete(error: FlowrouteError, attempts: number, outcome: Outcome): FlowrouteError {
  return Object.assign(error, { attempts, outcome })
}
