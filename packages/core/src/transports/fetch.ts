import { detectPlatform, type FetchOptions, type Platform } from './platform.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

let detected: Platform | undefined

/**
 * Makes attempts with a function that works like `fetch`, and keeps the platform from repeating them.
 *
 * @param send makes one request
 */
export function fetchLikeTransport(
  send: (url: string, init: RequestInit) => Promise<TransportResponse>,
): Transport {
  return async (request) => {
    detected ??= detectPlatform()
    const { url, method, once } = request
    const own = once ? detected.once(request) : {}
    const response = await send(url, requestInit(request, own))
    const { status, headers, body } = response
    // A real 204 from another origin shows no headers either; a real 200 has the type of its document.
    if (detected.inventsResponses && status === 200 && [...headers].length === 0) {
      throw new TypeError('The connection closed before the final response.')
    }
    const mayBeRepeated = once && own.body === undefined && detected.repeats?.test(method)
    return mayBeRepeated ? { status, headers, body, mayBeRepeated } : response
  }
}

/**
 * The default transport: the platform's `fetch`, called directly. For a transport of your own that adds something to it.
 *
 * @example
 * const timed: Transport = async (request) => {
 *   const start = performance.now()
 *   const response = await fetchTransport(request)
 *   console.log(response.status, performance.now() - start)
 *   return response
 * }
 */
export const fetchTransport: Transport = /* @__PURE__ */ fetchLikeTransport((url, init) => {
  // Looked up at each call and not bound to an object: test tools replace it, and some platforms insist on the second.
  const { fetch } = globalThis
  return fetch(url, init)
})

/**
 * A transport over a `fetch` of the program's. What it answers is taken to be true: it is not necessarily the
 * platform's, whose weaknesses it need not have.
 */
export function ownFetchTransport(fetch: (request: Request) => Promise<Response>): Transport {
  return (request) => {
    detected ??= detectPlatform()
    return fetch(new Request(request.url, requestInit(request, request.once ? detected.once(request) : {})))
  }
}

/** The options of `fetch` for a request. */
function requestInit(
  { method, headers, body, signal }: TransportRequest,
  { headers: ownHeaders, ...own }: FetchOptions,
): RequestInit {
  return {
    method,
    headers: ownHeaders === undefined ? headers : { ...headers, ...ownHeaders },
    body: body ?? null,
    signal,
    // A redirect could carry the credentials to another host.
    redirect: 'manual',
    ...own,
  }
}
