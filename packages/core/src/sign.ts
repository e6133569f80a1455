import { basic } from './config.ts'
import { ConfigurationError } from './errors.ts'

/**
 * What a {@link createSigner}'s function is given: one attempt, exactly as it goes out.
 *
 * @example const message = (request: SignableRequest) => `${request.method}\n${request.url}`
 */
export interface SignableRequest {
  method: string
  /** The whole URL. */
  url: string
  /** The bytes of the body; none when there is no body. */
  body: Uint8Array
}

/**
 * What a {@link createSigner}'s function gives back.
 *
 * @example const signature: Signature = { password: 'ec796a45…', headers: { 'x-timestamp': '2016-01-01T00:00:00Z' } }
 */
export interface Signature {
  /** Stands in for the secret key as password of HTTP Basic. */
  password: string
  /** What the service needs to verify it. */
  headers: Readonly<Record<string, string>>
}

/**
 * Signs the attempts of a request; made by {@link createSigner}.
 *
 * @example const sign: Signer = createSigner(async () => ({ password: '…', headers: {} }))
 */
export interface Signer {
  /** For the client alone, which gives its credentials. */
  readonly '~sign': (request: SignableRequest, credentials: Credentials) => Promise<Signed>
}

interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
}

interface Signed {
  headers: Record<string, string>
  /** What of the headers must not be seen. */
  secrets: string[]
}

/**
 * Makes a signer, for an API that wants requests signed instead of the secret key shown.
 *
 * @param sign signs one attempt, given as it goes out. `hmacSha1` gives the HMAC-SHA1 of a message under the client's
 *   secret key, which itself is not handed out.
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
      const authorization = basic(accessKey, password)
      // A signature is as good as the secret while it lasts.
      return { headers: { ...headers, authorization }, secrets: [authorization.slice(6), password] }
    },
  }
}

function hmacSha1With(key: string): (message: string) => Promise<Uint8Array> {
  return async (message) => {
    const { subtle } = globalThis.crypto ?? {}
    if (subtle === undefined)
      throw new ConfigurationError('Signing needs Web Crypto, which browsers have on secure pages only.')
    const encoder = new TextEncoder()
    const algorithm = { name: 'HMAC', hash: 'SHA-1' }
    const imported = await subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign'])
    return new Uint8Array(await subtle.sign('HMAC', imported, encoder.encode(message)))
  }
}
