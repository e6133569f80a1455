import type { Socket } from 'node:net'
import type { ClientOptions } from '@flowroute/core'
import type { Method } from './methods.ts'
import type { MisbehavingServer, Reply, SeenRequest } from './server.ts'
import type { TransportName } from './transports.ts'

/** The errors that a call may end with, by the names that users see. */
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
  /** What is known of the service, of an error. */
  outcome?: 'not-sent' | 'rejected' | 'unknown'
  /** How often the call was to be tried. */
  attempts: number
  /** Requests that reach the server, or the fewest and the most of them. Default: as many as attempts. */
  requests?: number | readonly [fewest: number, most: number]
  /** What the error's causes say, its own message included. */
  message?: RegExp
  /** Whether the value is right, where it is not what the good answer message. */
  isRight?(result: unknown): boolean
  /** Whatever else has to hold; gives the problem. */
  check?(ended: CallResult): string | undefined
}

/** How a call ended. */
export interface CallResult {
  result?: unknown
  error?: Error & Record<string, unknown>
  requests: readonly SeenRequest[]
}

/** A way in which a server, or what is between it and the client, misbehaves. */
export interface Fault {
  name: string
  /** Whether the method can meet it. */
  appliesTo?(method: Method): boolean
  /** What is done with a connection before it is read; true when it is not to be read. */
  onConnection?(socket: Socket): boolean
  /** What is done with a request; `good` is the right answer to it. */
  respond(request: SeenRequest, socket: Socket, good: Reply, method: Method): void
  /** Where the client is sent instead of to the server. */
  address?(server: MisbehavingServer): Promise<string> | string
  /** Added to the options that every client of the app has. */
  options?: ClientOptions
  /**
   * What runs beside it: `many`, as it mostly waits, and a busy process would make it wait in vain; `none`, as it
   * changes something that others could notice; otherwise some.
   */
  load?: 'waiting' | 'alone'
  /** Whether another request comes before it on the same connection. */
  reusesConnection?: boolean
  /** The only transport that it is for. */
  onlyWith?: TransportName
  /** Prepares, and gives what undoes it. */
  prepare?(): () => void
  expect(method: Method): Expectation
}

/** The retries of every client of the app. */
export const retries = 2

/** A call that is repeated unless doing so could do it twice. */
export function repeated(
  { effect }: Method,
  result: ErrorName,
  outcome: 'not-sent' | 'rejected' | 'unknown',
  check: Partial<Expectation> = {},
): Expectation {
  return { result, outcome, attempts: effect === 'once' ? 1 : 1 + retries, ...check }
}

/** A call that ends with its first answer. */
export function final(
  result: ErrorName,
  outcome: 'rejected' | 'unknown',
  check: Partial<Expectation> = {},
): Expectation {
  return { result, outcome, attempts: 1, ...check }
}

/** A call that comes to its result. */
export const value = (attempts = 1, check: Partial<Expectation> = {}): Expectation => ({
  result: 'value',
  attempts,
  ...check,
})
