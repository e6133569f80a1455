import type { Outcome } from '../errors/errors.ts'

/**
 * A call, on the channel `flowroute:call`: published when it starts, and again, the same object, when it has ended.
 *
 * It never contains a body, a header, a phone number or an id.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel'
 * subscribe('flowroute:call', (message) => {
 *   const { phase, method, pathTemplate, status, duration } = message as CallTrace
 *   if (phase === 'end') console.log(method, pathTemplate, status, `${duration} ms`)
 * })
 */
export interface CallTrace {
  phase: 'start' | 'end'
  /** HTTP method. */
  readonly method: string
  /** The path without the values in it, such as `/v2/numbers/{}`; undefined for a path given as text. */
  readonly pathTemplate: string | undefined
  /** Scheme, host and port of the base URL. */
  readonly origin: string
  /** At the end: how many attempts were made. */
  attempts?: number
  /** At the end: HTTP status of the last response, if there was one. */
  status?: number | undefined
  /** At the end of a call that failed: what is known about its effect. */
  outcome?: Outcome
  /** At the end of a call that failed: the name of the error's class, such as `RateLimitError`. */
  errorName?: string
  /** At the end: Flowroute's own code of the failure, such as `1110`. */
  errorCode?: string | undefined
  /** At the end: milliseconds. */
  duration?: number
}

/**
 * An attempt of a call, on the channel `flowroute:attempt`: published when it starts, and again, the same object, when
 * it has ended.
 *
 * @example subscribe('flowroute:attempt', (message) => console.log((message as AttemptTrace).status))
 */
export interface AttemptTrace extends Omit<CallTrace, 'attempts'> {
  /** The call it belongs to. */
  readonly call: CallTrace | undefined
  /** 1 for the first attempt. */
  readonly attempt: number
}

interface Channel {
  readonly hasSubscribers: boolean
  publish(message: unknown): void
}

/** The channel of that name; undefined in browsers and wherever else Node's module does not exist. */
function channel(name: string): Channel | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  const module = process?.getBuiltinModule?.('node:diagnostics_channel')
  return (module as { channel(name: string): Channel } | undefined)?.channel(name)
}

/** Publishes the start of something, and returns what publishes its end. */
export type Trace<T> = (event: Omit<T, 'phase'>) => Ended<T> | undefined

interface Ended<T> {
  readonly event: T
  end(outcome: Partial<T>): void
}

/** The channel is looked up once, and held: an unused one would be collected and lose its subscribers. */
function trace<T extends { phase: 'start' | 'end'; duration?: number }>(name: string): Trace<T> {
  const found = channel(name)
  return (given) => {
    if (!found?.hasSubscribers) return undefined
    const event = { phase: 'start', ...given } as T
    const start = performance.now()
    found.publish(event)
    return {
      event,
      end(outcome) {
        found.publish(Object.assign(event, outcome, { phase: 'end', duration: performance.now() - start }))
      },
    }
  }
}

export const traceCall: Trace<CallTrace> = /* @__PURE__ */ trace('flowroute:call')
export const traceAttempt: Trace<AttemptTrace> = /* @__PURE__ */ trace('flowroute:attempt')

/** What an error says in a trace: nothing that could identify a person or a message. */
export function traceOfError(error: unknown, outcome: Outcome): Partial<CallTrace> {
  const { name, status, errors } = error as { name?: string; status?: number; errors?: { code?: string }[] }
  const errorCode = errors?.find(({ code }) => /^\d{1,6}$/.test(code ?? ''))?.code
  return { errorName: name ?? 'Error', status, outcome, errorCode }
}
