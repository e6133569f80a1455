import { formatError, readAnswer } from './answer.ts'
import { NotFoundError } from './api-error.ts'
import { ApiPromise } from './api-promise.ts'
import { checkHeaders, resolveConfig, resolveLimits } from './config.ts'
import { ConfigurationError, type FlowrouteError, invalid, isFlowrouteError, type Outcome } from './errors.ts'
import { type DecodeContext, nothing } from './json-api.ts'
import { limitCall } from './limits.ts'
import { List, type ListSpec } from './list.ts'
import { toWire } from './names.ts'
import type { ClientOptions, Logger, RequestOptions, RequestSpec, WithResponse } from './options.ts'
import { queryText, written } from './query.ts'
import { backoff, mayRepeat } from './retry.ts'
import { type Answer, createTransport, type OutgoingRequest } from './transport.ts'

/**
 * A connection to one Flowroute account; see {@link createClient}.
 *
 * @example const client: Client = createClient()
 */
export interface Client {
  /** Where requests go, without a slash at the end. */
  readonly baseUrl: string
  /**
   * Makes a request; reaches any endpoint, also those no class covers.
   *
   * @param spec what to send and how to read the answer, or a function giving it: what that throws rejects the call
   * @param options limits, signal and headers of this call
   * @throws {InvalidInputError} before anything is sent
   * @throws {ApiError} for every status that is not a success
   * @throws {ConnectionError | TimeoutError | AbortedError | ResponseFormatError} see those classes
   * @example const exports = await client.request({ path: '/v2/cdrs/exports', query: { status: 'completed' } })
   */
  request<T = unknown>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions): ApiPromise<T>
  /**
   * Lists what an endpoint gives in pages by `limit` and `offset`. Nothing is sent until the list is used.
   *
   * @param spec the endpoint, its filters and the page wanted, or a function giving them
   * @param options limits, signal and headers of each page's request
   * @example for await (const order of client.list({ path: '/v2/portorders', page: {}, decode: entities(schema) })) …
   */
  list<T>(spec: ListSpec<T> | (() => ListSpec<T>), options?: RequestOptions): List<T>
}

/**
 * Connects to one Flowroute account. Clients share nothing, so one program can serve many accounts.
 *
 * @param options credentials and settings, each with a default; see {@link ClientOptions}
 * @throws {ConfigurationError} credentials are missing, or an option has no meaning
 * @example
 * const client = createClient() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const numbers = new Numbers(client)
 * @see https://developer.flowroute.com/api/
 */
export function createClient(options: ClientOptions = {}): Client {
  const config = resolveConfig(options)
  const transport = createTransport(config, options)
  const log = options.logger && quiet(options.logger)

  async function call<T>(
    specOrFunction: RequestSpec<T> | (() => RequestSpec<T>),
    requestOptions: RequestOptions = {},
  ): Promise<WithResponse<T>> {
    const spec = typeof specOrFunction === 'function' ? specOrFunction() : specOrFunction
    const { retries, timeout, deadline } = resolveLimits(config.limits, requestOptions)
    const outgoing = prepare(spec, requestOptions)
    const { method, path } = outgoing
    const replayable = spec.replayable ?? method !== 'POST'
    const limits = limitCall({ method, path }, requestOptions.signal, deadline)

    // A write whose fate is uncertain stays so, whatever the attempts after it meet.
    let uncertain = false
    let previous: FlowrouteError | undefined
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await limits.attempt(
          (signal) => transport(outgoing, signal, attempt),
          timeout,
          previous,
        )
        log?.('debug', `${method} ${path}: ${answer.status}`, { attempt, status: answer.status })
        return read(answer, spec, outgoing, attempt)
      } catch (error) {
        // What a middleware of the caller's throws is the caller's own.
        if (!isFlowrouteError(error)) throw error
        const gone =
          error instanceof NotFoundError && method === 'DELETE' && spec.decode === (nothing as unknown)
        if (gone && uncertain) {
          const response = { status: 404, headers: new Headers(error.headers), body: undefined }
          return { data: undefined as T, response, attempts: attempt, warnings: [] }
        }
        if (method !== 'GET') uncertain ||= error.outcome === 'unknown'
        const failure = settle(error, attempt, uncertain ? 'unknown' : error.outcome)
        const { retryAfter } = failure as { retryAfter?: number }
        const wait = retryAfter ?? backoff(attempt, config.backoff)
        const again = attempt <= retries && mayRepeat(failure, replayable) && wait < limits.remaining()
        log?.(
          'warn',
          `${failure.message} (${again ? `trying again in ${Math.round(wait)} ms` : 'giving up'})`,
          { attempt },
        )
        if (!again) throw failure
        previous = failure
        await limits.wait(wait, failure.outcome).catch((aborted: FlowrouteError) => {
          throw settle(aborted, attempt, aborted.outcome)
        })
      }
    }
  }

  function prepare<T>(spec: RequestSpec<T>, requestOptions: RequestOptions): OutgoingRequest {
    const { path, query, body, sign } = spec
    // In lower case, a `post` would pass for a method that may be repeated.
    const method = (spec.method ?? 'GET').toUpperCase()
    // Dot segments, encoded ones too, would be resolved away and name another resource.
    if (/^(?!\/)|[?#\\\s]|\/(\/|(\.|%2e){1,2}(\/|$))/i.test(path)) {
      throw invalid('path', 'must be a path such as /v2/numbers, without a query')
    }
    if (method === 'GET' && body !== undefined) throw invalid('body', 'must not be given with GET')
    const search = queryText(query)
    return {
      method,
      path,
      url: `${config.baseUrl}${path}${search && `?${search}`}`,
      headers: {
        accept: 'application/vnd.api+json, application/json',
        'user-agent': 'flowroute-sdk-typescript',
        ...(body !== undefined && { 'content-type': 'application/vnd.api+json' }),
        ...config.headers,
        ...checkHeaders(requestOptions.headers),
      },
      body: body === undefined ? undefined : written('body', () => JSON.stringify(toWire(body))),
      sign,
      redact: config.redact,
    }
  }

  function read<T>(
    answer: Answer,
    spec: RequestSpec<T>,
    call: OutgoingRequest,
    attempts: number,
  ): WithResponse<T> {
    const { method, path, redact } = call
    const result = readAnswer(answer, call)
    if (isFlowrouteError(result)) throw result
    const { status, headers, document, warnings } = result
    if (warnings.length > 0)
      log?.('warn', `${method} ${path} succeeded only in part (${status}).`, { warnings })
    const context: DecodeContext = {
      fail: (problem) => {
        throw formatError(problem, answer, call)
      },
      depart: (issues) => {
        if (options.strict)
          context.fail(issues.map(({ field, message }) => `${field}: ${message}`).join('; '))
        // The result matters more than what a reporter makes of it.
        const told = issues.map(({ field, message }) => ({ field, message: redact(message) }))
        attemptTo(() => options.onSchemaIssue?.({ method, path, issues: told }))
      },
    }
    try {
      const data = (spec.decode ? spec.decode(document, context) : document) as T
      return { data, response: { status, headers, body: document }, attempts, warnings }
    } catch (error) {
      // Such as a document nested deeper than the stack.
      throw isFlowrouteError(error) ? error : context.fail(String(error))
    }
  }

  return {
    baseUrl: config.baseUrl,
    request: (spec, requestOptions) => {
      const result = call(spec, requestOptions)
      return new ApiPromise(() => result)
    },
    list: (spec, requestOptions) => new List(spec, requestOptions, call),
  }
}

/**
 * The client a resource class was given, or one made from the options it was given.
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

/** Completes an error with what only the whole call knows. */
function settle(error: FlowrouteError, attempts: number, outcome: Outcome): FlowrouteError {
  return Object.assign(error, { attempts, outcome })
}

/** A logger that cannot make a call fail. */
function quiet(logger: Logger): (level: keyof Logger, message: string, data: unknown) => void {
  return (level, message, data) => attemptTo(() => logger[level](`flowroute: ${message}`, data))
}

/** Runs a watcher, whose own failure, now or later, must not turn a success of the service into one of the call. */
function attemptTo(action: () => unknown): void {
  void (async () => action())().catch(() => {})
}
