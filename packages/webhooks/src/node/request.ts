import type { Emitter, NodeRequest } from './types.ts'

/** A web `Request` made from a request of `node:http`. */
export interface IncomingRequest {
  request: Request
  /**
   * Reads the rest of the body into nothing. Without that, the next request on the same connection would never be
   * read; closing the connection instead would lose the answer on its way.
   */
  discardBody(): void
}

/** What Express and body parsers add. */
interface ParsedRequest extends NodeRequest {
  originalUrl?: unknown
  body?: unknown
}

/**
 * Makes a web `Request` from a request of `node:http`.
 *
 * @throws {TypeError} `fetch` allows no such request: its method is TRACE or CONNECT, its target is `*`
 */
export function toRequest(incoming: ParsedRequest): IncomingRequest {
  const headers = headersOf(incoming)
  // A router of Express cuts its own path off `url`.
  const target = typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/')
  const url = target.startsWith('/') ? `http://localhost${target}` : target
  const method = incoming.method ?? 'GET'
  if (method !== 'POST') {
    return { request: new Request(url, { method, headers }), discardBody: () => incoming.resume() }
  }
  if (incoming.readableEnded === true) {
    const request = new Request(url, { method, headers, body: parsedBody(incoming.body) })
    return { request, discardBody: () => {} }
  }
  const { stream, discard } = bodyStream(incoming)
  // `duplex` is required of a stream, and unknown to the types of browsers.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: stream, duplex: 'half' }
  try {
    return { request: new Request(url, init), discardBody: discard }
  } catch (error) {
    discard()
    throw error
  }
}

function headersOf(incoming: NodeRequest): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headers)) {
    // Names with a colon belong to HTTP/2 itself.
    if (values === undefined || name.startsWith(':')) continue
    for (const value of [values].flat()) headers.append(name, value)
  }
  return headers
}

/** What a body parser left, as a body: text, bytes, or the value that it parsed. */
function parsedBody(parsed: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof parsed === 'string') return parsed
  return parsed instanceof Uint8Array ? new Uint8Array(parsed) : JSON.stringify(parsed ?? '')
}

/** The body as a stream that is read no faster than it is asked for. */
function bodyStream(incoming: NodeRequest): { stream: ReadableStream<Uint8Array>; discard(): void } {
  const emitter = incoming as Emitter
  const encoder = new TextEncoder()
  let over = false
  let end: (finish: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => void = () => {}
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        end = (finish) => {
          if (!over) finish(controller)
          over = true
        }
        const breakOff = (): void =>
          end(() =>
            controller.error(new TypeError('The connection was closed before the whole body arrived.')),
          )
        // It emitted its last event before anybody listened.
        if (incoming.destroyed === true) return breakOff()
        // First, so that listening for data does not start its flow.
        incoming.pause()
        emitter.on('data', (chunk) => {
          if (over) return
          controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
          incoming.pause()
        })
        emitter.on('end', () => end(() => controller.close()))
        // Emitted in every case; before `end` only if the connection broke.
        emitter.on('close', breakOff)
      },
      pull() {
        incoming.resume()
      },
      cancel() {
        over = true
        incoming.resume()
      },
    },
    // Reads nothing before it is asked for: a refused request is never read.
    { highWaterMark: 0 },
  )
  return {
    stream,
    discard() {
      end((controller) =>
        controller.error(new TypeError('The request was answered before its body was read.')),
      )
      incoming.resume()
    },
  }
}
