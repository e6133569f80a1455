import type { RequestOptions } from './options.ts'

/**
 * The options of a request whose body is documented as plain JSON, not as the media type of JSON:API that the client
 * sends otherwise.
 *
 * @example client.request({ method: 'POST', path: '/v2/portorders', body: order }, asJson(request))
 */
export function asJson(request: RequestOptions = {}): RequestOptions {
  const { headers = {} } = request
  // The entries of a Headers or a Map are not its properties: the client refuses them, and has to see them for that.
  if (Symbol.iterator in Object(headers)) return request
  return { ...request, headers: { 'content-type': 'application/json', ...headers } }
}
