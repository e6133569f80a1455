import type { Dispatcher } from 'undici'
import { environment } from './client/environment.ts'
import { ConfigurationError } from './errors/errors.ts'
import { type ExchangeResponse, exchange } from './transports/exchange.ts'
import type { Transport, TransportRequest, TransportResponse } from './transports/transport.ts'

/**
 * Options of {@link undiciTransport}.
 *
 * @example const options: UndiciTransportOptions = { dispatcher: new ProxyAgent('http://proxy.example:3128') }
 */
export interface UndiciTransportOptions {
  /**
   * Any dispatcher of undici 7: an `Agent` with your own pool or client certificate, a `ProxyAgent`, a `MockAgent`.
   * Default: an `Agent` that keeps idle connections for 60 seconds and opens at most 64 connections; where `HTTPS_PROXY`
   * or `HTTP_PROXY` name a proxy, an `EnvHttpProxyAgent` that uses it, except for the hosts in `NO_PROXY`.
   */
  dispatcher?: Dispatcher | undefined
}

/** Milliseconds that an idle connection is kept; Node's fetch keeps it for 4 seconds. */
const keepAlive = 60_000

/** Connections to the service at a time. */
const mostConnections = 64

/**
 * Makes the attempts with undici, for servers that send all day: less than half of the CPU time of Node's fetch,
 * connection pools, long keep-alive, proxies, client certificates.
 *
 * undici never sends a request twice by itself, except for a dispatcher with a retry interceptor or a `RetryAgent`:
 * give it neither. Limits, retries, outcome, redaction and signing stay the client's. Compressed responses are not
 * asked for, but understood.
 *
 * @param options the dispatcher to use
 * @returns a transport for `createClient`
 * @example
 * import { createClient } from '@flowroute/core'
 * import { undiciTransport } from '@flowroute/core/undici'
 *
 * const client = createClient({ transport: undiciTransport() })
 * await client.connect() // opens the first connection ahead of the first call
 * @see https://undici.nodejs.org
 */
export function undiciTransport({ dispatcher }: UndiciTransportOptions = {}): Transport {
  let used = dispatcher
  const ready = async (): Promise<Dispatcher> => {
    used ??= await defaultDispatcher()
    return used
  }
  return Object.assign(async (request: TransportRequest) => send(used ?? (await ready()), request), {
    connect: async (origin: string) => connect(await ready(), origin),
  })
}

/** Loaded when it is needed, so that whoever has not installed undici is told what to install. */
async function defaultDispatcher(): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici').catch((cause: unknown) => {
    throw new ConfigurationError('undiciTransport needs undici 7: npm install undici@7', { cause })
  })
  const hasProxy = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].some(environment)
  // The agent for proxies looks at each request whether there is one for it.
  return new (hasProxy ? EnvHttpProxyAgent : Agent)({
    connections: mostConnections,
    keepAliveTimeout: keepAlive,
    keepAliveMaxTimeout: 10 * keepAlive,
    // The client's own limits apply.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

/** Opens a connection for a request that is withdrawn when it is about to be written: nothing is sent. */
function connect(dispatcher: Dispatcher, origin: string): Promise<void> {
  const connected = new Error('connected')
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(
      { origin, path: '/', method: 'GET' },
      {
        onRequestStart: () => {
          // An abort would close the connection, which a throw leaves to the pool.
          throw connected
        },
        onResponseError: (_controller, error) => {
          // The pool gives the connection back in a turn of its own.
          if (error === connected) setTimeout(resolve)
          else reject(error)
        },
      },
    )
  })
}

async function send(dispatcher: Dispatcher, request: TransportRequest): Promise<TransportResponse> {
  const { url, method, headers, body, signal } = request
  const pathStart = url.indexOf('/', url.indexOf('//') + 2)
  const options: Dispatcher.DispatchOptions = {
    origin: url.slice(0, pathStart),
    path: url.slice(pathStart),
    method: method as Dispatcher.HttpMethod,
    headers,
    body: body ?? null,
  }
  const response = await exchange(dispatcher, options, signal)
  return { ...response, body: decoded(response) }
}

/** The body, decompressed. Compression is not asked for, but a proxy may compress all the same. */
function decoded({ headers, body }: ExchangeResponse): TransportResponse['body'] {
  const coding = headers.get('content-encoding')?.toLowerCase() ?? 'identity'
  if (coding === 'identity') return body
  if (!/^(gzip|deflate)$/.test(coding)) {
    void body.return()
    throw new TypeError(`The response has the encoding ${coding.slice(0, 40)}, which was not asked for.`)
  }
  const stream = new Response(body as unknown as BodyInit).body as ReadableStream<Uint8Array<ArrayBuffer>>
  return stream.pipeThrough(new DecompressionStream(coding as 'gzip' | 'deflate'))
}
