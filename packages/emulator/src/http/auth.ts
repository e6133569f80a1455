import type { MiddlewareHandler } from 'hono'
import { Problem } from '../problem.ts'

/** What the caller must show: the access key is the user, the secret key the password. */
export interface Credentials {
  accessKey: string
  secretKey: string
}

/** Lets only requests with the right HTTP Basic credentials through. */
export function basicAuth({ accessKey, secretKey }: Credentials): MiddlewareHandler {
  const expected = `${accessKey}:${secretKey}`
  return async ({ req }, next) => {
    const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(req.header('authorization') ?? '') ?? []
    if (Buffer.from(encoded, 'base64').toString('utf8') !== expected) {
      const headers = { 'www-authenticate': 'Basic realm="Flowroute"' }
      throw new Problem(401, 'Authentication failed.', { headers })
    }
    await next()
  }
}
