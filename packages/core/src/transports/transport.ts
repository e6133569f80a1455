/**
 * Bytes whose memory is not shared, as `fetch` takes them for a body: `Uint8Array<ArrayBuffer>` in TypeScript 5.7 and
 * newer, `Uint8Array` in 5.6, which does not know the difference.
 *
 * @example const bytes: Bytes = new TextEncoder().encode('hello')
 */
export type Bytes = ReturnType<Uint8ArrayConstructor['from']>

/**
 * The request of one attempt, complete with its credentials.
 *
 * @example const line = ({ method, url }: TransportRequest) => `${method} ${new URL(url).pathname}`
 */
export interface TransportRequest {
  readonly method: string
  /** The whole URL, with the query. */
  readonly url: string
  /** Header names in lower case; `authorization` is among them. */
  readonly headers: Readonly<Record<string, string>>
  /** The bytes of the body; undefined when there is none. */
  readonly body: Bytes | undefined
  /** Whether the request must reach the service at most once, because repeating it costs money or hides a result. */
  readonly once: boolean
  /** Aborted when the attempt is given up; the transport must then release its connection. */
  readonly signal: AbortSignal
}

/**
 * The response of one attempt. A `Response` is one.
 *
 * @example const response: TransportResponse = await fetch('https://api.flowroute.com')
 */
export interface TransportResponse {
  /** HTTP status, such as 201. */
  readonly status: number
  readonly headers: Headers
  /**
   * The body, decompressed, which is read no further than `maxResponseBytes`; null when there is none. With middleware,
   * anything but a stream has to be what the platform's `Response` takes.
   */
  readonly body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null
  /**
   * Whether the platform may have sent the request more than once, although it was marked `once`. A refusal then says
   * nothing about what the first request did: the outcome is `unknown`, and a 404 for a DELETE a success.
   */
  readonly mayBeRepeated?: boolean | undefined
}

/**
 * Makes one attempt: one request, one response. Retries, limits, outcome, redaction, signing and decoding are the
 * client's.
 *
 * A transport does not follow redirects (they could carry the credentials to another host), sends a request marked
 * `once` at most once, and rejects only when there is no response. An error that says that no connection was made
 * (`ECONNREFUSED` and the like as `code`, of the error or of its causes) makes the outcome `not-sent`, as does a
 * `ConfigurationError`, for a transport that cannot work at all.
 *
 * @example
 * const logged: Transport = async (request) => {
 *   console.log(request.method, request.url)
 *   return fetchTransport(request)
 * }
 */
export interface Transport {
  (request: TransportRequest): Promise<TransportResponse>
  /** Opens a connection to an origin ahead of the first request, where the transport can. */
  connect?(origin: string): Promise<void>
}
