import { createSigner, type Signer } from '@flowroute/core/resource'
import { md5 } from './md5.ts'

/**
 * Signs requests as API v1 wants them signed: the password of HTTP Basic is the HMAC-SHA1, under the secret key, of the
 * request's time, method, body and address. {@link NumbersV1} does so by itself; this is for endpoints of v1 that it
 * does not cover.
 *
 * The service compares addresses with the query's parameters sorted by name and form-encoded (a space is `+`); a query
 * given as text in that form is signed exactly as it is sent.
 *
 * @param timestamp gives the time that an attempt is signed with and that its `X-Timestamp` says; default: now, in
 *   UTC, to the second, with a `Z` at its end. Give one of your own where the clock is wrong.
 * @example
 * const npas = await client.request({ path: '/v1/available-tns/npas/', query: 'limit=10&page=1', sign: v1Signer() })
 * @see https://developer.flowroute.com/docs/authentication-security/
 */
export function v1Signer(timestamp: () => string = now): Signer {
  return createSigner(async ({ method, url, body }, hmacSha1) => {
    const time = timestamp()
    // The page wants the MD5 of nothing for a write without a body, the official clients send none; no call here is one.
    const bodyHash = body.length > 0 ? hex(md5(body)) : ''
    const message = [time, method, bodyHash, ...canonicalAddress(url)].join('\n')
    return { password: hex(await hmacSha1(message)), headers: { 'x-timestamp': time } }
  })
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

/** The address without its query, and the query sorted by name: empty, not absent, when there is none. */
function canonicalAddress(url: string): [address: string, query: string] {
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
