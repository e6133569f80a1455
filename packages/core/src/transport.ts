import ky from 'ky'
import type { Config } from './config.ts'
import { ConfigurationError, ConnectionError, isFlowrouteError } from './errors.ts'
import type { ClientOptions, Middleware } from './options.ts'
import { createRedact, type Redact, redactError } from './redact.ts'
import type { Signer } from './sign.ts'

/** A request ready to go, but for its credentials. */
export interface OutgoingRequest {
  method: string
  /** Path without query, for messages. */
  path: string
  url: string
  headers: Record<string, string>
  body: string | undefined
  sign: Signer | undefined
  /** Removes the credentials of the attempts so far from a text. */
  redact: Redact
}

/** An answer with its body read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** What kept the body from arriving whole, if anything did. */
  incomplete?: unknown
}

/** Makes one attempt: one request, one answer. */
export type Transport = (request: OutgoingRequest, signal: AbortSignal, attempt: number) => Promise<Answer>

/** Builds the transport of a client. */
export function createTransport(config: Config, options: ClientOptions): Transport {
  const { middleware = [], fetch: ownFetch } = options
  const doFetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (ownFetch) return ownFetch(new Request(input, init))
    // Called unbound, and looked up late: some runtimes insist on the first, test tools on the second.
    return globalThis.fetch(input, init)
  }
  const http = (input: string | Request, init: RequestInit): Promise<Response> =>
    ky(input, {
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // A redirect could carry the credentials to another host.
      redirect: 'manual',
      fetch: doFetch,
      ...init,
    })
  // The credentials join here, inside all middleware, so that nothing handed out has ever carried them.
  const { authorization } = config

  function send(request: OutgoingRequest, signal: AbortSignal, attempt: number): Promise<Response> {
    const { method, url, headers, sign } = request
    const body = request.body ?? null
    const failed = (error: unknown): never => {
      throw connectionError(error, request)
    }
    if (middleware.length === 0 && sign === undefined)
      return http(url, { method, headers: { authorization, ...headers }, body, signal }).catch(failed)
    const last = async (changed: Request): Promise<Response> => {
      if (new URL(changed.url).origin !== config.origin) {
        throw new ConfigurationError(
          'A middleware sent the request to another origin than that of the base URL.',
        )
      }
      if (sign === undefined) return http(changed, { headers: { authorization } }).catch(failed)
      const body = new Uint8Array(await changed.arrayBuffer())
      const { method, url } = changed
      const signed = await sign['~sign']({ method, url, body }, config)
      request.redact = createRedact(signed.secrets, request.redact)
      const whole = body.length > 0 ? new Request(changed, { body }) : changed
      return http(whole, { headers: signed.headers }).catch(failed)
    }
    return compose(middleware, last, attempt)(new Request(url, { method, headers, body, signal }))
  }

  return async (request, signal, attempt) => {
    const response = await send(request, signal, attempt)
    const answer: Answer = { status: response.status, headers: response.headers, text: '' }
    try {
      answer.text = await readBody(response, config.maxResponseBytes)
    } catch (error) {
      answer.incomplete = error instanceof BodyTooLarge ? error : connectionError(error, request)
    }
    return answer
  }
}

function compose(
  middleware: readonly Middleware[],
  last: (request: Request) => Promise<Response>,
  attempt: number,
): (request: Request) => Promise<Response> {
  return middleware.reduceRight<(request: Request) => Promise<Response>>(
    (next, run) => async (request) => run(request, next, { attempt }),
    last,
  )
}

/** The body is over `maxResponseBytes`. */
class BodyTooLarge extends Error {}

function readBody(response: Response, maxBytes: number): Promise<string> {
  const { headers } = response
  const length = headers.get('content-length')
  // Its length is known and nothing is unpacked on the way: no need to count.
  const isSmall = length !== null && !headers.has('content-encoding') && Number(length) <= maxBytes
  return isSmall || !response.body ? response.text() : readStream(response.body, maxBytes)
}

async function readStream(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      void reader.cancel().catch(() => {})
      throw new BodyTooLarge(`it is larger than ${maxBytes} bytes (maxResponseBytes)`)
    }
    text += decoder.decode(value, { stream: true })
  }
}

function connectionError(error: unknown, { method, path, redact }: OutgoingRequest): Error {
  if (isFlowrouteError(error)) return error
  const cause = redactError(error, redact)
  const neverConnected = isBeforeConnection(error)
  const last = [...chain(error)].pop()
  const why = String(last?.code || last?.message || '')
  const what = neverConnected ? 'could not connect' : 'lost the connection'
  return new ConnectionError(redact(`${method} ${path} ${what}${why ? `: ${why}` : ''}.`), {
    method,
    path,
    outcome: neverConnected ? 'not-sent' : 'unknown',
    cause,
  })
}

interface SystemError {
  code?: unknown
  syscall?: unknown
  message?: unknown
  cause?: unknown
  errors?: unknown
}

function* chain(error: unknown): Generator<SystemError> {
  let link = error
  for (let depth = 0; typeof link === 'object' && link !== null && depth < 8; depth++) {
    yield link as SystemError
    link = (link as SystemError).cause
  }
}

/**
 * How runtimes say that they failed before a request can have left: when looking up the name, connecting, or checking
 * the certificate. (That a host is out of reach may also be found out later, on a connection that was made.)
 */
const beforeConnection =
  /^(connect|getaddrinfo|ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ERR_TLS_CERT\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$|client error \(Connect\)/

/** Whether it is certain that no connection was made. When in doubt, it is not. */
function isBeforeConnection(error: unknown): boolean {
  for (const { code, syscall, message, errors } of chain(error)) {
    // Deno has no codes, but says at which step it failed.
    if ([code, syscall, message].some((said) => beforeConnection.test(String(said)))) return true
    if (Array.isArray(errors) && errors.length > 0) return errors.every(isBeforeConnection)
  }
  return false
}
