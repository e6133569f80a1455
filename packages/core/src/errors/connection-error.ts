import { ConnectionError, isFlowrouteError } from './errors.ts'
import { type Redact, redactError } from './redact.ts'

/** A call, as its errors name it. */
export interface CallInfo {
  method: string
  path: string
  redact: Redact
}

/**
 * The error for a request without a complete response.
 *
 * @param error what the transport, or reading the body, failed with
 * @param hasResponse whether the response had begun: then the request was sent, whatever the error says
 */
export function connectionError(error: unknown, call: CallInfo, hasResponse: boolean): ConnectionError {
  const { method, path, redact } = call
  const neverConnected = !hasResponse && isBeforeConnection(error)
  const last = [...causes(error)].pop()
  const why = String(last?.code || last?.message || '')
  const what = neverConnected ? 'could not connect' : 'lost the connection'
  return new ConnectionError(redact(`${method} ${path} ${what}${why ? `: ${why}` : ''}.`), {
    method,
    path,
    outcome: neverConnected ? 'not-sent' : 'unknown',
    // The errors of another client are safe to hand out as they are.
    cause: isFlowrouteError(error) ? error : redactError(error, redact),
  })
}

interface SystemError {
  code?: unknown
  syscall?: unknown
  message?: unknown
  cause?: unknown
  errors?: unknown
}

function* causes(error: unknown): Generator<SystemError> {
  let link = error
  for (let depth = 0; typeof link === 'object' && link !== null && depth < 8; depth++) {
    yield link as SystemError
    link = (link as SystemError).cause
  }
}

/**
 * How platforms report a failure before a request can have been sent: name lookup, connecting, checking the
 * certificate. (That a host is unreachable may also be reported later, on an established connection.)
 */
const beforeConnection =
  /^(connect|getaddrinfo|ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ERR_TLS_CERT\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$|client error \(Connect\)/

/** Whether it is certain that no connection was made. When in doubt, it is not. */
function isBeforeConnection(error: unknown): boolean {
  for (const { code, syscall, message, errors } of causes(error)) {
    // Deno has no codes, but its message says at which step it failed.
    if ([code, syscall, message].some((said) => typeof said === 'string' && beforeConnection.test(said)))
      return true
    if (Array.isArray(errors) && errors.length > 0) return errors.every(isBeforeConnection)
  }
  return false
}
