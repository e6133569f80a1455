import type { MiddlewareHandler } from 'hono'
import { Problem } from '../problem.ts'
import { fromBase64, fromUtf8 } from '../values/bytes.ts'

/** What the caller must show: the access key is the user, the secret key the password. */
export interface Credentials {
  accessKey: string
  secretKey: string
}

/** Lets only requests with the right HTTP Basic credentials through. */
export function basicAuth({ accessKey, secretKey }: Credentials): MiddlewareHandler {
  const expected = `${accessKey}:${secretKey}`
  return async ({ req }, next) => {
    if (readBasic(req.header('authorization')) !== expected) throw unauthenticated('Authentication failed.')
    await next()
  }
}

/** `user:password` of an Authorization header; empty when it has no HTTP Basic credentials. */
export function readBasic(authorization = ''): string {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(authorization) ?? []
  return fromUtf8(fromBase64(encoded))
}

/** 401 */
export function unauthenticated(detail: string): Problem {
  return new Problem(401, detail, { headers: { 'www-authenticate': 'Basic realm="Flowroute"' } })
}
