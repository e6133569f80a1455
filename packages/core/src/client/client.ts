import { ConfigurationError } from '../errors/errors.ts'
import { List, type ListSpec } from '../lists/list.ts'
import { fetchTransport, ownFetchTransport } from '../transports/fetch.ts'
import { ApiPromise } from './api-promise.ts'
import { createAttempts } from './attempt.ts'
import { createCall } from './call.ts'
import { resolveConfig } from './config.ts'
import { createConnect } from './connect.ts'
import type { ClientOptions, RequestOptions, RequestSpec } from './options.ts'
import { quietLogger } from './quietly.ts'

/**
 * A connection to one Flowroute account; see {@link createClient}.
 *
 * @example const client: Client = createClient()
 */
export interface Client {
  /** URL that the paths of requests are appended to, without a slash at the end. */
  readonly baseUrl: string
  /**
   * Makes a request to any endpoint, including those that no class covers.
   *
   * @param spec what to send and how to decode the response, or a function that returns it: what it throws rejects the
   *   call
   * @param options limits, signal and headers of this call
   * @throws {InvalidInputError} before anything is sent
   * @throws {ApiError} for every status that is not a success
   * @throws {ConnectionError | TimeoutError | AbortedError | ResponseFormatError} see those classes
   * @example const exports = await client.request({ path: '/v2/cdrs/exports', query: { status: 'completed' } })
   */
  request<T = unknown>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions): ApiPromise<T>
  /**
   * Lists the items of an endpoint that returns pages by `limit` and `offset`. Nothing is sent until the list is used.
   *
   * @param spec the endpoint, its filters and the page wanted, or a function that returns them
   * @param options limits, signal and headers of each page's request
   * @example
   * const routes = client.list({ path: '/v2/routes', decode: entities(routeSchema) })
   * for await (const { id, alias } of routes) console.log(id, alias)
   */
  list<T>(spec: ListSpec<T> | (() => ListSpec<T>), options?: RequestOptions): List<T>
  /**
   * Opens a connection to the service ahead of the first call, where the transport can ({@link Transport}): that of
   * `@flowroute/core/undici` can, the platform's `fetch` cannot, and then nothing happens. Nothing is sent.
   *
   * @param options signal, and timeout in milliseconds
   * @throws {ConnectionError | TimeoutError | AbortedError} calls made later try to connect by themselves
   * @example await client.connect({ timeout: 5_000 })
   */
  connect(options?: Pick<RequestOptions, 'signal' | 'timeout'>): Promise<void>
}

/**
 * Creates a client for one Flowroute account. Clients share nothing, so one program can serve many accounts.
 *
 * @param options credentials and settings, each with a default; see {@link ClientOptions}
 * @throws {ConfigurationError} credentials are missing, or an option is unknown or not valid
 * @example
 * const client = createClient() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const numbers = new Numbers(client)
 * @see https://developer.flowroute.com/api/
 */
export function createClient(options: ClientOptions = {}): Client {
  if (typeof options !== 'object' || options === null)
    throw new ConfigurationError('Expected client options.')
  const config = resolveConfig(options)
  const { fetch, transport = fetch ? ownFetchTransport(fetch) : fetchTransport } = options
  const { logger, middleware = [], strict = false, onSchemaIssue } = options
  const log = logger && quietLogger(logger)
  const makeAttempt = createAttempts(config, transport, [...middleware])
  const call = createCall(config, makeAttempt, { log, strict, onSchemaIssue })
  return {
    baseUrl: config.baseUrl,
    request: (spec, requestOptions) => {
      const result = call(spec, requestOptions)
      return new ApiPromise(() => result)
    },
    list: (spec, requestOptions) => new List(spec, requestOptions, call),
    connect: createConnect(config, transport),
  }
}

/**
 * The client that a resource class was given, or a new one with the options it was given.
 *
 * @example
 * class PortOrders {
 *   readonly #client: Client
 *   constructor(client?: Client | ClientOptions) { this.#client = toClient(client) }
 * }
 */
export function toClient(client: Client | ClientOptions = {}): Client {
  if (typeof client !== 'object' || client === null) {
    throw new ConfigurationError('Expected a client or client options.')
  }
  return 'request' in client ? client : createClient(client)
}
