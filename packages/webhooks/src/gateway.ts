import { ConfigurationError } from '@flowroute/core'
import type { Payload } from './events.ts'
import { isObject, property } from './json.ts'
import type { WebhookHandler } from './options.ts'

/**
 * The answer of a function behind an API gateway.
 *
 * @example const { statusCode }: GatewayResponse = await toGatewayHandler(handler)({ httpMethod: 'GET', path: '/' })
 */
export interface GatewayResponse {
  statusCode: number
  headers: Record<string, string>
  body: string
}

/**
 * Makes a function for AWS Lambda behind an API Gateway (REST and HTTP APIs), a load balancer or a function URL, from a
 * webhook handler.
 *
 * The handler gets the path, the query, the headers and the body of the event, and the address that the gateway saw. The
 * function never throws: for an event that is no request, the answer is 400.
 *
 * @param handler what `createWebhookHandler` made
 * @throws {ConfigurationError} the handler is not a function
 * @example export const lambda = toGatewayHandler(createWebhookHandler({ secret, onMessage }))
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
 */
export function toGatewayHandler(handler: WebhookHandler): (event: unknown) => Promise<GatewayResponse> {
  if (typeof handler !== 'function') throw new ConfigurationError('handler must be a function.')
  return async (event) => {
    const { request, address } = convert(event) ?? {}
    const answer = request
      ? await handler(request, { address })
      : new Response('Bad request.\n', { status: 400 })
    return {
      statusCode: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    }
  }
}

const text = (of: unknown, ...path: string[]): string | undefined => {
  const value = path.reduce(property, of)
  return typeof value === 'string' ? value : undefined
}

/** The request in an event; undefined if there is none. */
function convert(event: unknown): { request: Request; address: string | undefined } | undefined {
  if (!isObject(event)) return undefined
  // Version 2 and function URLs have `http`, version 1 and load balancers have not.
  const http = property(property(event, 'requestContext'), 'http')
  const method = text(http, 'method') ?? text(event, 'httpMethod') ?? 'POST'
  const path = text(event, 'rawPath') ?? text(event, 'path') ?? '/'
  const query = text(event, 'rawQueryString') ?? queryOf(event)
  const address = text(http, 'sourceIp') ?? text(event, 'requestContext', 'identity', 'sourceIp')
  try {
    const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(event)
    const url = `http://localhost${path.startsWith('/') ? path : `/${path}`}${query === '' ? '' : `?${query}`}`
    return { request: new Request(url, { method, headers: headersOf(event), body }), address }
  } catch {
    return undefined
  }
}

function queryOf(event: Payload): string {
  const parameters = property(event, 'queryStringParameters')
  if (!isObject(parameters)) return ''
  return new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [name, String(value ?? '')]),
  ).toString()
}

function headersOf(event: Payload): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(property(event, 'headers') ?? {}))
    headers.set(name, String(value))
  // A load balancer may have them as lists only.
  for (const [name, values] of Object.entries(property(event, 'multiValueHeaders') ?? {})) {
    if (!headers.has(name) && Array.isArray(values)) headers.set(name, values.map(String).join(', '))
  }
  // Set again by the body, whose length in Base64 is another.
  headers.delete('content-length')
  return headers
}

function bodyOf(event: Payload): BodyInit {
  const body = property(event, 'body') ?? ''
  if (typeof body !== 'string') return JSON.stringify(body)
  if (property(event, 'isBase64Encoded') !== true) return body
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
}
