import type { Socket } from 'node:net'
import type { ClientOptions } from '@flowroute/core'
import type { Method } from './methods.ts'
import type { MisbehavingServer, Reply, SeenRequest } from './server.ts'
import type { TransportName } from './transports.ts'

/** Names of the errors that a call may end with. */
export type ErrorName =
  | 'AbortedError'
  | 'ApiError'
  | 'AuthenticationError'
  | 'BadRequestError'
  | 'ConflictError'
  | 'ConnectionError'
  | 'FlowrouteError'
  | 'NotFoundError'
  | 'PermissionDeniedError'
  | 'RateLimitError'
  | 'ResponseFormatError'
  | 'ServerError'
  | 'TimeoutError'
  | 'UnprocessableEntityError'

/** How a call has to end. */
export interface Expectation {
  /** A right value, or the error of that name. */
  result: 'value' | ErrorName
  /** The `outcome` of the error. */
  outcome?: 'not-sent' | 'rejected' | 'unknown'
  /** The `attempts` of the error. */
  attempts: number
  /** Requests that reach the server, or the fewest and the most of them. Default: as many as attempts. */
  requests?: number | readonly [fewest: number, most: number]
  /** Matches a message or code of the error or of its causes. */
  message?: RegExp
  /** Whether the value is right, where it is not the one of the good answer. */
  isRight?(result: unknown): boolean
  /** Another check; returns the problem. */
  check?(ended: CallResult): string | undefined
}

/** How a call ended. */
export interface CallResult {
  result?: unknown
  error?: Error & Record<string, unknown>
  requests: readonly SeenRequest[]
}

/** A way in which a server, a connection, a clock or the program's own code misbehaves. */
export interface Fault {
  name: string
  /** Whether it applies to the method. Default: yes. */
  appliesTo?(method: Method): boolean
  /** Called with each new connection; true when the server must not read from it. */
  onConnection?(socket: Socket): boolean
  /** Answers a request, or does not; `good` is the right answer to it. */
  respond(request: SeenRequest, socket: Socket, good: Reply, method: Method): void
  /** The base URL. Default: the server's. */
  address?(server: MisbehavingServer): Promise<string> | string
  /** Options of the client, besides those of every cell. */
  options?: ClientOptions
  /**
   * `waiting`: its cells wait most of the time, so many run at once. `alone`: it changes something that other cells
   * would notice.
   */
  load?: 'waiting' | 'alone'
  /** Whether another request comes before it on the same connection. */
  reusesConnection?: boolean
  /** The only transport that it applies to. */
  onlyWith?: TransportName
  /** Prepares a cell; returns a function that undoes it. */
  prepare?(): () => void
  /** How the call has to end, given the requests that arrived. */
  expect(method: Method, requests: readonly SeenRequest[]): Expectation
}

/** The retries of every client of the app. */
export const retries = 2

/** A call that fails after all retries, or after its first attempt when it must not be repeated. */
export function repeated(
  { effect }: Method,
  result: ErrorName,
  outcome: 'not-sent' | 'rejected' | 'unknown',
  check: Partial<Expectation> = {},
): Expectation {
  return { result, outcome, attempts: effect === 'once' ? 1 : 1 + retries, ...check }
}

/** A call that fails with its first response. */
export function final(
  result: ErrorName,
  outcome: 'rejected' | 'unknown',
  check: Partial<Expectation> = {},
): Expectation {
  return { result, outcome, attempts: 1, ...check }
}

/** Whether a call sends a DELETE: that of a method must reach the service once, as a repeated one finds nothing. */
export const isDelete = ([first]: readonly Pick<SeenRequest, 'method'>[]): boolean =>
  first?.method === 'DELETE'

/** A call that succeeds. */
export const value = (attempts = 1, check: Partial<Expectation> = {}): Expectation => ({
  result: 'value',
  attempts,
  ...check,
})
