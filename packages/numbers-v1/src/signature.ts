import { createSigner, type Signer } from '@flowroute/core/resource'
import { md5 } from './md5.ts'

/**
 * Creates a signer for requests to API v1: the password of HTTP Basic is the HMAC-SHA1, under the secret key, of the
 * request's time, method, body and URL. `NumbersV1` uses it; call it for endpoints of v1 that the class does not cover.
 *
 * The service compares the query sorted by name and form-encoded (a space is `+`). A query given as text in that form is
 * signed exactly as it is sent.
 *
 * @param timestamp returns the time of an attempt, which is signed and sent as `X-Timestamp`. Default: now, in UTC, to
 *   the second, with `Z`. Give your own on a machine whose clock is wrong.
 * @example
 * const npas = await client.request({ path: '/v1/available-tns/npas/', query: 'limit=10&page=1', sign: v1Signer() })
 * @see https://developer.flowroute.com/docs/authentication-security/
 */
export function v1Signer(timestamp: () => string = now): Signer {
  return createSigner(async ({ method, url, body }, hmacSha1) => {
    const time = timestamp()
    // Without a body the documentation asks for the MD5 of nothing, the official clients sign an empty text. No method
    // here writes without a body.
    const bodyHash = body.length > 0 ? hex(md5(body)) : ''
    const message = [time, method, bodyHash, ...canonicalUrl(url)].join('\n')
    return { password: hex(await hmacSha1(message)), headers: { 'x-timestamp': time } }
  })
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

/** The URL without its query, and the query sorted by name: an empty text when there is none. */
function canonicalUrl(url: string): [url: string, query: string] {
  const { origin, pathname, search } = new URL(url)
  return [origin + pathname, search.slice(1).split('&').sort(byName).join('&')]
}

function byName(one: string, other: string): number {
  const [a = '', b = ''] = [one.split('=', 1)[0], other.split('=', 1)[0]]
  return a < b ? -1 : Number(a > b)
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
