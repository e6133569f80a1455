/**
 * How each platform is kept from repeating a request by itself.
 *
 * Most implementations of `fetch` send a request again, unnoticed, when a reused connection closes before an answer
 * arrives, after a 408 or after a 421. Measured in November 2026 on Node 20 to 26, Bun 1.4, Deno 2.9, workerd and
 * Chromium 156; the fault app repeats the measurement on each.
 */
export interface Platform {
  /** Options for `fetch` with which the request is sent at most once, as far as the platform allows. */
  once(request: { method: string; url: string; body: Uint8Array<ArrayBuffer> | undefined }): FetchOptions
  /** The methods whose requests the platform may repeat where `once` gives no body of its own. */
  repeats?: RegExp
  /**
   * Whether `fetch` can resolve although no final response arrived: browsers make a success without headers of a
   * connection that closes after an informational response (1xx).
   */
  inventsResponses?: boolean
}

/** Options that not every platform's types know. */
export interface FetchOptions {
  body?: BodyInit | null
  duplex?: 'half'
  keepalive?: boolean
  client?: object
  headers?: Record<string, string>
}

interface Globals {
  Deno?: { createHttpClient(options: object): object }
  Bun?: object
  navigator?: { userAgent?: string }
  process?: { versions?: Record<string, string>; type?: string }
  performance?: { getEntriesByType?(type: string): readonly { name: string; nextHopProtocol?: string }[] }
}

/** A body that can be read once, and so sent once. */
function streamOf(body: Uint8Array | undefined): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (body !== undefined) controller.enqueue(body)
      controller.close()
    },
  })
}

/**
 * Node.js repeats after a 421 what it still has the bytes of. A stream is sent once; with the exact `content-length`
 * it goes out as a plain body, not chunked.
 */
const node: Platform = {
  once: ({ body }) => ({
    body: streamOf(body),
    duplex: 'half',
    headers: body === undefined ? {} : { 'content-length': String(body.byteLength) },
  }),
}

/**
 * Deno repeats once on a reused connection that closes, but not a Blob; a request without a body needs a connection of
 * its own.
 */
function deno(runtime: NonNullable<Globals['Deno']>): Platform {
  let freshConnections: object | undefined
  return {
    once({ body }) {
      if (body !== undefined) return { body: new Blob([body]) }
      freshConnections ??= runtime.createHttpClient({ poolMaxIdlePerHost: 0 })
      return { client: freshConnections }
    },
  }
}

/** Bun repeats on a reused connection that closes, but never a POST or a PATCH. */
const bun: Platform = {
  once: ({ method }) => (method === 'POST' || method === 'PATCH' ? {} : { keepalive: false }),
}

/** Cloudflare's workerd repeats only a DELETE (and a PUT) without a body, and nothing prevents that. */
const workerd: Platform = {
  once: () => ({}),
  repeats: /DELETE/,
}

/**
 * Browsers repeat when a reused connection closes; Chromium also after a 408 or a 421, Firefox up to ten times over
 * HTTP/2. Over HTTP/1.1 nothing prevents it; over HTTP/2 a stream does in Chromium. Where streams are not supported
 * they would be sent as the text "[object ReadableStream]", and over HTTP/1.1 they are refused.
 */
const browser: Platform = {
  once: ({ url, body }) =>
    supportsRequestStreams() && speaksHttp2(url) ? { body: streamOf(body), duplex: 'half' } : {},
  repeats: /./,
  inventsResponses: true,
}

/** A browser that supports streams reads `duplex`, and does not take the stream for a text. */
function supportsRequestStreams(): boolean {
  let isRead = false
  const init = {
    method: 'POST',
    body: streamOf(undefined),
    get duplex() {
      isRead = true
      return 'half'
    },
  }
  return !new Request('https://feature.test', init).headers.has('content-type') && isRead
}

/** Whether an earlier request to this origin went over HTTP/2 or newer, as far as the browser tells. */
function speaksHttp2(url: string): boolean {
  const { performance } = globalThis as Globals
  const { origin } = new URL(url)
  const earlier = performance
    ?.getEntriesByType?.('resource')
    // That of a request that failed is empty.
    .filter(({ name, nextHopProtocol }) => name.startsWith(`${origin}/`) && nextHopProtocol)
  return /^h[23]/.test(earlier?.at(-1)?.nextHopProtocol ?? '')
}

/** The platform this module runs on; one that is not known is treated as a browser, where nothing is certain. */
export function detectPlatform(): Platform {
  const { Deno, Bun, navigator, process } = globalThis as Globals
  if (Deno !== undefined) return deno(Deno)
  if (Bun !== undefined) return bun
  if (navigator?.userAgent === 'Cloudflare-Workers') return workerd
  // In a window of Electron, `process` is that of Node.js and `fetch` that of the browser.
  return process?.versions?.['undici'] !== undefined && process.type !== 'renderer' ? node : browser
}
