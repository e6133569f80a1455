import type { RequestOptions } from '@flowroute/core'

/**
 * The options of a request with a body: the porting endpoints take plain JSON, not the media type of JSON:API that the
 * client sends otherwise.
 */
export function asJson(request: RequestOptions = {}): RequestOptions {
  const { headers = {} } = request
  // The entries of a Headers or a Map are not its properties: the client refuses them, and has to see them for that.
  if (Symbol.iterator in Object(headers)) return request
  return { ...request, headers: { 'content-type': 'application/json', ...headers } }
}
