import { ConfigurationError } from '../errors/errors.ts'
import { basicAuthorization } from './authorization.ts'

/**
 * The request of one attempt, exactly as it is sent; the first argument of a {@link createSigner}'s function.
 *
 * @example const message = (request: SignableRequest) => `${request.method}\n${request.url}`
 */
export interface SignableRequest {
  method: string
  /** The whole URL. */
  url: string
  /** The bytes of the body; empty when there is no body. */
  body: Uint8Array
}

/**
 * The result of a {@link createSigner}'s function.
 *
 * @example const signature: Signature = { password: 'ec796a45…', headers: { 'x-timestamp': '2016-01-01T00:00:00Z' } }
 */
export interface Signature {
  /** The password of HTTP Basic, in place of the secret key. */
  password: string
  /** Headers that the service needs to verify the signature. */
  headers: Readonly<Record<string, string>>
}

/**
 * Signs the attempts of a request; made by {@link createSigner}.
 *
 * @example const sign: Signer = createSigner(async () => ({ password: '…', headers: {} }))
 */
export interface Signer {
  /** Called by the client only, with its credentials. */
  readonly '~sign': (request: SignableRequest, credentials: Credentials) => Promise<Signed>
}

interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
}

interface Signed {
  headers: Record<string, string>
  /** Parts of the headers that must not be shown. */
  secrets: string[]
}

/**
 * Makes a signer, for an API that takes signed requests instead of the secret key.
 *
 * @param sign signs one attempt. `hmacSha1` computes the HMAC-SHA1 of a message with the client's secret key, which
 *   itself is not handed out.
 * @example
 * const signer = createSigner(async ({ method, url }, hmacSha1) => {
 *   const timestamp = new Date().toISOString()
 *   return { password: hex(await hmacSha1(`${timestamp}\n${method}\n${url}`)), headers: { 'x-timestamp': timestamp } }
 * })
 * await client.request({ path: '/v1/tns/', sign: signer })
 */
export function createSigner(
  sign: (request: SignableRequest, hmacSha1: (message: string) => Promise<Uint8Array>) => Promise<Signature>,
): Signer {
  return {
    async '~sign'(request, { accessKey, secretKey }) {
      const { password, headers } = await sign(request, hmacSha1With(secretKey))
      const authorization = basicAuthorization(accessKey, password)
      // A signature is as valuable as the secret key until it expires.
      return { headers: { ...headers, authorization }, secrets: [authorization.slice(6), password] }
    },
  }
}

function hmacSha1With(key: string): (message: string) => Promise<Uint8Array> {
  return async (message) => {
    const { subtle } = globalThis.crypto ?? {}
    if (subtle === undefined)
      throw new ConfigurationError('Signing needs Web Crypto, which browsers provide on secure pages only.')
    const encoder = new TextEncoder()
    const algorithm = { name: 'HMAC', hash: 'SHA-1' }
    const imported = await subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign'])
    return new Uint8Array(await subtle.sign('HMAC', imported, encoder.encode(message)))
  }
}
