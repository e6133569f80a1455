import { hmac } from '@noble/hashes/hmac'
import { md5, sha1 } from '@noble/hashes/legacy'
import { bytesToHex } from '@noble/hashes/utils'
import type { MiddlewareHandler } from 'hono'
import { equalInConstantTime, utf8 } from '../values/bytes.ts'
import type { Clock } from '../world/clock.ts'
import { type Credentials, readBasic, unauthenticated } from './auth.ts'
import { readBytes } from './body.ts'
import { readDate } from './dates.ts'

/** Milliseconds that a timestamp may be off, either way. */
const tolerance = 5 * 60_000

/**
 * Lets only requests through that are signed as the v1 API wants it: HTTP Basic with a signature of the request
 * for a password, and the moment of signing in `X-Timestamp`.
 *
 * That moment must be near the emulator's clock or the machine's: a client signs by the machine's, whatever
 * time it is in the emulator.
 */
export function signatureAuth({ accessKey, secretKey }: Credentials, clock: Clock): MiddlewareHandler {
  return async ({ req }, next) => {
    const [, user, signature = ''] = /^([^:]*):(.*)$/s.exec(readBasic(req.header('authorization'))) ?? []
    if (user === undefined) throw refusal('HTTP Basic credentials are missing.')
    if (user !== accessKey) throw refusal('the access key is unknown.')
    const timestamp = req.header('x-timestamp')
    if (timestamp === undefined) throw refusal('X-Timestamp is missing.')
    const signedAt = readTimestamp(timestamp)
    if (signedAt === undefined) {
      throw refusal('X-Timestamp must be UTC to the second, such as 2015-09-05T21:29:22Z.')
    }
    const messages = await signableMessages(req.raw, timestamp)
    if (!messages.some((message) => isSignature(signature, message, secretKey))) {
      throw refusal('the signature does not match the request.')
    }
    const clocks = [clock.now().getTime(), Date.now()]
    if (clocks.every((now) => Math.abs(now - signedAt) > tolerance)) {
      throw refusal('X-Timestamp is more than five minutes off.')
    }
    await next()
  }
}

function refusal(reason: string): Error {
  return unauthenticated(`Authentication failed: ${reason}`)
}

/** Milliseconds since the epoch; the SDKs differ in whether they write the Z. */
function readTimestamp(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/.test(text) ? readDate(text) : undefined
}

function isSignature(given: string, message: string, secretKey: string): boolean {
  return equalInConstantTime(given, bytesToHex(hmac(sha1, utf8(secretKey), utf8(message))))
}

/** What a client may have signed for this request to be what it sent. */
async function signableMessages(request: Request, timestamp: string): Promise<string[]> {
  const { method } = request
  const tokens = await bodyTokens(request)
  return canonicalUris(request.url).flatMap((uri) =>
    tokens.map((token) => [timestamp, method, token, uri].join('\n')),
  )
}

/** The documentation and the SDKs disagree on a body that is empty; without a body by nature there is no hash. */
async function bodyTokens(request: Request): Promise<string[]> {
  if (request.method === 'GET' || request.method === 'HEAD') return ['']
  const bytes = await readBytes(request)
  const hash = bytesToHex(md5(bytes))
  return bytes.length === 0 ? ['', hash] : [hash]
}

/**
 * The address as the client may have written it: with http or https, as a proxy may have taken the TLS off; and
 * with or without the port, which the PHP and Ruby SDKs leave out of what they sign.
 */
function canonicalUris(url: string): string[] {
  const [, host = '', path = '', query = ''] = /^\w+:\/\/([^/?#]*)([^?#]*)\??([^#]*)/.exec(url) ?? []
  const hosts = new Set([host, host.replace(/:\d+$/, '')])
  const queries = new Set([query, canonicalQuery(query)])
  return ['http', 'https'].flatMap((scheme) =>
    [...hosts].flatMap((name) => [...queries].map((text) => `${scheme}://${name}${path}\n${text}`)),
  )
}

/** Sorted by key and form-encoded. */
function canonicalQuery(query: string): string {
  const parameters = new URLSearchParams(query)
  parameters.sort()
  return parameters.toString()
}
