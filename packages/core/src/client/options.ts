import type { ApiErrorDetail } from '../errors/api-error.ts'
import type { Path } from '../inputs/path.ts'
import type { Decoder, SchemaIssue } from '../json-api/decoder.ts'
import type { Transport } from '../transports/transport.ts'
import type { Signer } from './signer.ts'

/**
 * Options of one call, the last argument of every method.
 *
 * @example await numbers.get('12065550100', { signal, timeout: 5_000, retries: 0 })
 */
export interface RequestOptions {
  /** Ends the call at any point; the call then rejects with an `AbortedError`. */
  signal?: AbortSignal | undefined
  /**
   * Milliseconds one attempt may take, from the moment the request is sent to the last byte of the response. Default:
   * the client's, 30 000.
   */
  timeout?: number | undefined
  /** Milliseconds the whole call may take, including waits and middleware. Default: the client's, 120 000. */
  deadline?: number | undefined
  /** How many times a failed attempt is repeated where that is safe. Default: the client's, 2. */
  retries?: number | undefined
  /** Headers to add to the client's own. `Authorization` is refused. */
  headers?: Readonly<Record<string, string>> | undefined
}

/**
 * The attempt that a middleware runs in.
 *
 * @example const retries: Middleware = (request, next, { attempt }) => (attempt > 1 && metrics.retry(), next(request))
 */
export interface MiddlewareContext {
  /** 1 for the first attempt of a call. */
  attempt: number
}

/**
 * Runs once per attempt, around it. The request does not contain the credentials yet; it must stay on the client's
 * origin.
 *
 * The time that a middleware takes does not count against `timeout`, only against `deadline`. An error it throws ends
 * the call: only a failure of the attempt's own request leads to a retry. An error that is not a `FlowrouteError` is
 * passed on as it is; a `FlowrouteError`, which is about some other call, becomes the `cause` of one about this call.
 *
 * @example
 * const timing: Middleware = async (request, next) => {
 *   const start = performance.now()
 *   const response = await next(request)
 *   metrics.record(request.url, response.status, performance.now() - start)
 *   return response
 * }
 */
export type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  context: MiddlewareContext,
) => Promise<Response>

/**
 * A console-like object: each method receives a line of text, and data about it.
 *
 * @example createClient({ logger: console })
 */
export interface Logger {
  debug(message: string, data?: unknown): void
  warn(message: string, data?: unknown): void
}

/**
 * A response that does not match its schema.
 *
 * @example createClient({ onSchemaIssue: ({ method, path, issues }) => console.warn(method, path, issues) })
 */
export interface SchemaReport {
  method: string
  path: string
  /** Each value that does not match, at most 100. */
  issues: readonly SchemaIssue[]
}

/**
 * Options of `createClient`.
 *
 * @example createClient({ timeout: 10_000, retries: 3, logger: console })
 */
export interface ClientOptions {
  /** The account's access key. Default: the environment variable `FR_ACCESS_KEY`. */
  accessKey?: string | undefined
  /** The account's secret key. Default: the environment variable `FR_SECRET_KEY`. */
  secretKey?: string | undefined
  /** URL of the API; a path is kept as prefix. Default: `FR_BASE_URL`, then `https://api.flowroute.com`. */
  baseUrl?: string | undefined
  /** Allow `http:` to hosts other than loopback: the credentials then travel unencrypted. Default false. */
  allowInsecureHttp?: boolean | undefined
  /**
   * Milliseconds one attempt may take, from the moment the request is sent to the last byte of the response. Default
   * 30 000.
   */
  timeout?: number | undefined
  /** Milliseconds a whole call may take, including waits and middleware. Default 120 000. */
  deadline?: number | undefined
  /** How many times a failed attempt is repeated where that is safe. Default 2. */
  retries?: number | undefined
  /**
   * Milliseconds to wait before a retry when the service does not say: random, up to `base` doubled each time, at most
   * `max`. Default `{ base: 500, max: 8000 }`.
   */
  backoff?: { base?: number | undefined; max?: number | undefined } | undefined
  /** Bytes a response body may have once decompressed. Default 33 554 432 (32 MiB). */
  maxResponseBytes?: number | undefined
  /** Throw a `ResponseFormatError` when a response does not match its schema, instead of reporting it. Default false. */
  strict?: boolean | undefined
  /** Called when a response does not match its schema; the data is returned all the same. */
  onSchemaIssue?: ((report: SchemaReport) => void) | undefined
  /** Run around every attempt, the first one outermost. */
  middleware?: readonly Middleware[] | undefined
  /** Called for every attempt, with secrets removed. Off by default. */
  logger?: Logger | undefined
  /** Headers for every request. `Authorization` is refused. */
  headers?: Readonly<Record<string, string>> | undefined
  /**
   * The `fetch` to use, such as an emulator's. Default: the global one.
   *
   * It must make the request once, and reject only if it got no response. If it fails after the service has answered,
   * for example because it could not store the response, with an error that says that no connection was made
   * (`ECONNREFUSED`, from some other request), a purchase counts as not sent and is made again.
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /**
   * Makes the attempts, in place of `fetch`: `kyTransport(ky)` of `@flowroute/core/ky`, or your own. Default: the
   * platform's `fetch`.
   */
  transport?: Transport | undefined
}

/**
 * The value of a query parameter: a text, a finite number, a boolean, a `Date` or a list of these. Undefined and null
 * are left out.
 *
 * @example client.request({ path: '/v2/numbers', query: { limit: 5, startsWith: undefined } })
 */
export type QueryValue = unknown

/**
 * One request: what to send and how to decode the response.
 *
 * @example client.request({ method: 'POST', path: '/v2/portorders/portability', body: { numbers: ['+12065550100'] } })
 */
export interface RequestSpec<T> {
  /** Default GET. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined
  /** Path after the base URL, starting with a slash; values in it are encoded by the `path` tag. */
  path: string | Path
  /** Query parameters; `startsWith` and `starts_with` are the same. A text must be encoded, and is sent as it is. */
  query?: Readonly<Record<string, QueryValue>> | string | undefined
  /** Plain data, sent as JSON; `callbackUrl` and `callback_url` are the same. */
  body?: unknown
  /** Whether making the request twice has the same effect as once. Default: true for all methods but POST. */
  replayable?: boolean | undefined
  /** Signs each attempt, instead of sending the secret key. */
  sign?: Signer | undefined
  /** Decodes the response. Default: the parsed document as it is, undefined when it is empty. */
  decode?: Decoder<T> | undefined
}

/**
 * The response that a call ended with.
 *
 * @example const { response } = await numbers.get('12065550100').withResponse()
 * console.log(response.status, response.headers.get('date'))
 */
export interface ApiResponse {
  /** HTTP status, such as 201. */
  status: number
  /** The response headers. */
  headers: Headers
  /** The parsed document, with its links; undefined when the body was empty. */
  body: unknown
}

/**
 * A result together with its response.
 *
 * @example const { data, attempts, warnings } = await numbers.purchase('12065550100').withResponse()
 */
export interface WithResponse<T> {
  data: T
  response: ApiResponse
  /** How many attempts it took. */
  attempts: number
  /** What failed although the call succeeded (207 Multi-Status), and what is uncertain about it. */
  warnings: readonly ApiErrorDetail[]
}
