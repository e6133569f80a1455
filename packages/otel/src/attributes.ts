import type { AttemptTrace, CallTrace } from '@flowroute/core'
import type { Attributes } from '@opentelemetry/api'

/** Attributes of a call that are known when it starts; names of the stable HTTP conventions where there is one. */
export function requestAttributes({ method, pathTemplate, origin }: CallTrace | AttemptTrace): Attributes {
  const { hostname, port, protocol } = new URL(origin)
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.scheme': protocol.slice(0, -1),
    ...(pathTemplate !== undefined && { 'url.template': pathTemplate }),
  }
}

/** Attributes that are known at the end. */
export function resultAttributes({
  status,
  errorName,
  errorCode,
  outcome,
}: CallTrace | AttemptTrace): Attributes {
  return {
    ...(status !== undefined && { 'http.response.status_code': status }),
    // As the conventions say: the status where it is what makes it an error, else the class of the error.
    ...(errorName !== undefined && {
      'error.type': status !== undefined && status >= 400 ? String(status) : errorName,
      'flowroute.error.class': errorName,
      'flowroute.outcome': outcome,
    }),
    ...(errorCode !== undefined && { 'flowroute.error.code': errorCode }),
  }
}
