import type { MiddlewareHandler } from 'hono'
import { Problem } from '../problem.ts'

/**
 * Refuses requests that a web page of another origin has a browser make, if they could change anything.
 *
 * A browser that was once shown the credentials adds them to whatever any page sends here. It also says which
 * page that was, which programs do not.
 */
export const refuseOtherOrigins: MiddlewareHandler = async ({ req }, next) => {
  const origin = req.header('origin')
  const isRead = req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS'
  if (origin !== undefined && !isRead && !isSame(origin, new URL(req.url).host)) {
    throw new Problem(403, 'A web page of another origin may not do this.')
  }
  await next()
}

function isSame(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
