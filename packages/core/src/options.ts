import type { ApiErrorDetail } from './api-error.ts'
import type { Decoder, SchemaIssue } from './json-api.ts'
import type { Signer } from './sign.ts'

/**
 * What every method takes last.
 *
 * @example await numbers.get('12065550100', { signal, timeout: 5_000, retries: 0 })
 */
export interface RequestOptions {
  /** Ends the call at any point; it then rejects with an `AbortedError`. */
  signal?: AbortSignal | undefined
  /** Milliseconds one attempt may take, up to its last body byte. Default: the client's, 30 000. */
  timeout?: number | undefined
  /** Milliseconds the whole call may take, waits included. Default: the client's, 120 000. */
  deadline?: number | undefined
  /** How often a failed attempt is repeated where that is safe. Default: the client's, 2. */
  retries?: number | undefined
  /** Headers to add to the client's own. `Authorization` is refused. */
  headers?: Readonly<Record<string, string>> | undefined
}

/**
 * What a middleware is told about the attempt it runs in.
 *
 * @example const retries: Middleware = (request, next, { attempt }) => (attempt > 1 && metrics.retry(), next(request))
 */
export interface MiddlewareContext {
  /** 1 for the first attempt of a call. */
  attempt: number
}

/**
 * Runs once per attempt, around it. The request does not carry the credentials yet; it must stay on the client's
 * origin.
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
 * Anything like `console`: each method is given a line, and data about it.
 *
 * @example createClient({ logger: console })
 */
export interface Logger {
  debug(message: string, data?: unknown): void
  warn(message: string, data?: unknown): void
}

/**
 * An answer that is not quite what its schema says.
 *
 * @example createClient({ onSchemaIssue: ({ method, path, issues }) => log.warn({ method, path, issues }) })
 */
export interface SchemaReport {
  method: string
  path: string
  /** Each departure. */
  issues: readonly SchemaIssue[]
}

/**
 * What `createClient` takes.
 *
 * @example createClient({ timeout: 10_000, retries: 3, logger: console })
 */
export interface ClientOptions {
  /** The account's access key. Default: the environment variable `FR_ACCESS_KEY`. */
  accessKey?: string | undefined
  /** The account's secret key. Default: the environment variable `FR_SECRET_KEY`. */
  secretKey?: string | undefined
  /** Where the API is; a path is kept as prefix. Default: `FR_BASE_URL`, then `https://api.flowroute.com`. */
  baseUrl?: string | undefined
  /** Allow `http:` to hosts other than loopback. Default false. */
  allowInsecureHttp?: boolean | undefined
  /** Milliseconds one attempt may take, up to its last body byte. Default 30 000. */
  timeout?: number | undefined
  /** Milliseconds a whole call may take, waits included. Default 120 000. */
  deadline?: number | undefined
  /** How often a failed attempt is repeated where that is safe. Default 2. */
  retries?: number | undefined
  /**
   * Milliseconds to wait before a repeat when the service does not say: random up to `base` doubled each time, at
   * most `max`. Default `{ base: 500, max: 8000 }`.
   */
  backoff?: { base?: number | undefined; max?: number | undefined } | undefined
  /** Bytes a response body may have. Default 33 554 432 (32 MiB). */
  maxResponseBytes?: number | undefined
  /** Throw when an answer departs from its schema, instead of reporting it. Default false. */
  strict?: boolean | undefined
  /** Told when an answer departs from its schema; the data is handed over all the same. */
  onSchemaIssue?: ((report: SchemaReport) => void) | undefined
  /** Run once per attempt, the first one outermost. */
  middleware?: readonly Middleware[] | undefined
  /** Told of every attempt, secrets removed. Off by default. */
  logger?: Logger | undefined
  /** Headers for every request. `Authorization` is refused. */
  headers?: Readonly<Record<string, string>> | undefined
  /** The `fetch` to use, such as an emulator's. Default: the global one. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
}

/**
 * What a query value can be; undefined and null are left out.
 *
 * @example client.request({ path: '/v2/numbers', query: { limit: 5, startsWith: undefined } })
 */
export type QueryValue = unknown

/**
 * One request: what to send and how to read its answer.
 *
 * @example client.request({ method: 'POST', path: '/v2/portorders/portability', body: { numbers: ['+12065550100'] } })
 */
export interface RequestSpec<T> {
  /** Default GET. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined
  /** Path from the base URL on, starting with a slash and made with the `path` tag. */
  path: string
  /** Query parameters; `startsWith` and `starts_with` are the same. A text is taken to be encoded, and sent as it is. */
  query?: Readonly<Record<string, QueryValue>> | string | undefined
  /** Body, sent as JSON; `callbackUrl` and `callback_url` are the same. */
  body?: unknown
  /** Whether doing it twice is the same as doing it once. Default: true for all methods but POST. */
  replayable?: boolean | undefined
  /** Signs each attempt, instead of showing the secret key. */
  sign?: Signer | undefined
  /** How the answer is read. Default: the parsed document as it came, undefined when it is empty. */
  decode?: Decoder<T> | undefined
}

/**
 * The answer a call ended with.
 *
 * @example const { response } = await numbers.get('12065550100').withResponse()
 * console.log(response.status, response.headers.get('date'))
 */
export interface ApiResponse {
  /** HTTP status, such as 201. */
  status: number
  /** The response headers. */
  headers: Headers
  /** The document as it came, with its links; undefined when the body was empty. */
  body: unknown
}

/**
 * A result together with the answer it came in.
 *
 * @example const { data, attempts, warnings } = await numbers.purchase('12065550100').withResponse()
 */
export interface WithResponse<T> {
  data: T
  response: ApiResponse
  /** How many requests it took. */
  attempts: number
  /** What failed although the call succeeded (207 Multi-Status). */
  warnings: readonly ApiErrorDetail[]
}
