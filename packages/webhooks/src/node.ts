import type { WebhookHandler } from './options.ts'

/**
 * What is used of a request of `node:http`, or of Express.
 *
 * @example const listener = (request: NodeRequest, response: NodeResponse) => serve(request, response)
 */
export interface NodeRequest {
  method?: string | undefined
  url?: string | undefined
  headers: Record<string, string | string[] | undefined>
  socket: { remoteAddress?: string | undefined }
  readableEnded?: boolean | undefined
  destroyed?: boolean | undefined
  on(event: string, listener: (...values: never[]) => void): unknown
  pause(): unknown
  resume(): unknown
}

/** What Express and body parsers add. */
interface ParsedRequest extends NodeRequest {
  originalUrl?: unknown
  body?: unknown
}

/**
 * What is used of a response of `node:http`.
 *
 * @example const listener = (request: NodeRequest, response: NodeResponse) => serve(request, response)
 */
export interface NodeResponse {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

/**
 * Makes a listener for `node:http`, or a route of Express, of a webhook handler. The address of the connection is
 * passed on to it. Behind a body parser (`express.json()`) it takes what was parsed.
 *
 * @example
 * createServer(toNodeHandler(createWebhookHandler({ secret, onMessage }))).listen(8080)
 * app.post('/flowroute/:secret', toNodeHandler(handler)) // Express
 */
export function toNodeHandler(
  handler: WebhookHandler,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const answer = await respond(handler, request)
    response.statusCode = answer.status
    answer.headers.forEach((value, name) => {
      response.setHeader(name, value)
    })
    response.end(await answer.text())
  }
}

async function respond(handler: WebhookHandler, incoming: NodeRequest): Promise<Response> {
  let request: Request
  try {
    request = toRequest(incoming)
  } catch {
    return new Response('Bad request.\n', { status: 400 })
  }
  const answer = await handler(request, { address: incoming.socket.remoteAddress })
  // What was refused unread would stand in the way of the next request on the same connection.
  if (!request.bodyUsed) await request.body?.cancel()
  return answer
}

function toRequest(incoming: ParsedRequest): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headers)) {
    // Names with a colon belong to HTTP/2 itself.
    if (values === undefined || name.startsWith(':')) continue
    for (const value of [values].flat()) headers.append(name, value)
  }
  // A router of Express cuts its own path off `url`.
  const target = typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/')
  const url = target.startsWith('/') ? `http://localhost${target}` : target
  const method = incoming.method ?? 'GET'
  if (method !== 'POST') return new Request(url, { method, headers })
  // A stream that is over says nothing more: waiting for it would never end.
  const isOver = incoming.readableEnded === true || incoming.destroyed === true
  const body = isOver ? written(incoming.body) : stream(incoming)
  // `duplex` is required of a stream, and unknown to the types of browsers.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' }
  return new Request(url, init)
}

function written(parsed: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof parsed === 'string') return parsed
  return parsed instanceof Uint8Array ? new Uint8Array(parsed) : JSON.stringify(parsed ?? '')
}

/** The body as a stream that is read no faster than it is asked for. */
function stream(incoming: NodeRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let over = false
  const finish = (end: () => void) => () => {
    if (!over) end()
    over = true
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array | string) => {
        if (over) return
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
        incoming.pause()
      })
      incoming.on(
        'end',
        finish(() => controller.close()),
      )
      const broken = finish(() => controller.error(new TypeError('The request broke off.')))
      incoming.on('error', broken)
      incoming.on('close', broken)
      incoming.pause()
    },
    pull() {
      incoming.resume()
    },
    cancel() {
      over = true
      // The rest is let run out: closing the socket now would lose the answer on its way.
      incoming.resume()
    },
  })
}
