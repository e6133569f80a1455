import { basic, type Config } from './config.ts'
import { ConfigurationError } from './errors.ts'

/**
 * What a {@link Signer} is given: one attempt, exactly as it goes out.
 *
 * @example const message = (request: SignableRequest) => `${request.method}\n${request.url}`
 */
export interface SignableRequest {
  method: string
  /** The whole URL. */
  url: string
  /** The bytes of the body; none when there is no body. */
  body: Uint8Array<ArrayBuffer>
}

/**
 * What a {@link Signer} gives back.
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
 * Signs one attempt.
 *
 * @param request the attempt as it goes out
 * @param hmacSha1 gives the HMAC-SHA1 of a message under the client's secret key, which itself is not handed out
 * @example
 * const sign: Signer = async ({ method, url }, hmacSha1) => {
 *   const timestamp = new Date().toISOString()
 *   return { password: hex(await hmacSha1(`${timestamp}\n${method}\n${url}`)), headers: { 'x-timestamp': timestamp } }
 * }
 */
export type Signer = (
  request: SignableRequest,
  hmacSha1: (message: string) => Promise<Uint8Array<ArrayBuffer>>,
) => Promise<Signature>

/**
 * Makes the headers of one attempt. A signature is as good as the secret while it lasts, so what is made of it is a
 * secret too.
 */
export async function signedHeaders(
  sign: Signer,
  request: SignableRequest,
  { accessKey, secretKey }: Pick<Config, 'accessKey' | 'secretKey'>,
): Promise<{ headers: Record<string, string>; secrets: string[] }> {
  const { password, headers } = await sign(request, hmacSha1With(secretKey))
  const authorization = basic(accessKey, password)
  return { headers: { ...headers, authorization }, secrets: [authorization.slice(6), password] }
}

/** The HMAC-SHA1 of messages under a key. */
function hmacSha1With(key: string): (message: string) => Promise<Uint8Array<ArrayBuffer>> {
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
