import { invalid } from '../errors/errors.ts'
import type { Redact } from '../errors/redact.ts'
import { checkNames } from '../inputs/known-names.ts'
import { Path } from '../inputs/path.ts'
import { queryText } from '../inputs/query.ts'
import { toWire } from '../json-api/names.ts'
import { type Config, checkHeaders } from './config.ts'
import type { RequestOptions, RequestSpec } from './options.ts'
import type { Signer } from './signer.ts'

/** A request ready to be sent, except for its credentials. */
export interface OutgoingRequest {
  method: string
  /** Path without the query, for messages. */
  path: string
  /** Path without the values in it; undefined where it was given as text. */
  pathTemplate: string | undefined
  url: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | undefined
  /** Whether it must reach the service at most once. */
  once: boolean
  sign: Signer | undefined
  /** Removes the credentials of the attempts so far from a text. */
  redact: Redact
}

const specNames = ['method', 'path', 'query', 'body', 'replayable', 'sign', 'decode']

/**
 * Checks a request and completes it.
 *
 * @throws {InvalidInputError} a part of it is not valid
 */
export function outgoingRequest<T>(
  spec: RequestSpec<T>,
  options: RequestOptions,
  config: Config,
): OutgoingRequest {
  checkNames(spec, specNames)
  const { query, body, sign } = spec
  // In lower case, a `post` would count as a method that may be repeated.
  const method = String(spec.method ?? 'GET').toUpperCase()
  if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) {
    throw invalid('method', 'must be GET, POST, PUT, PATCH or DELETE')
  }
  const given = spec.path
  const path = given instanceof Path ? given.value : given
  // Dot segments, encoded ones too, would be resolved away and name another resource.
  if (typeof path !== 'string' || /^(?!\/)|[?#\\\s]|\/(\/|(\.|%2e){1,2}(\/|$))/i.test(path)) {
    throw invalid('path', 'must be a path such as /v2/numbers, without a query')
  }
  if (method === 'GET' && body !== undefined) throw invalid('body', 'must not be given with GET')
  const search = queryText(query)
  return {
    method,
    path,
    pathTemplate: given instanceof Path ? given.template : undefined,
    url: `${config.baseUrl}${path}${search && `?${search}`}`,
    headers: {
      accept: 'application/vnd.api+json, application/json',
      'user-agent': 'flowroute-sdk-typescript',
      ...(body !== undefined && { 'content-type': 'application/vnd.api+json' }),
      ...config.headers,
      ...checkHeaders(options.headers),
    },
    body: body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(toWire(body, 'body'))),
    once: !(spec.replayable ?? method !== 'POST') || method === 'DELETE',
    sign,
    redact: config.redact,
  }
}
