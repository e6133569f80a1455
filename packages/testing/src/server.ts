import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** One request as it reached the server. */
export interface SeenRequest {
  method: string
  /** Path as sent, percent-encoding kept, without the query. */
  path: string
  query: Record<string, string>
  /** Path and query exactly as sent. */
  target: string
  headers: Record<string, string | undefined>
  /** Body text as sent; `''` when there was none. */
  text: string
  /** Body parsed as JSON; undefined when it is not JSON. */
  json: unknown
}

/** What to answer: `body` is sent as JSON unless it is a string, which is sent as it is. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}

type Respond = (
  request: SeenRequest,
  response: ServerResponse,
  socket: Socket,
) => Answer | undefined | Promise<Answer | undefined>

/** A real HTTP server on loopback that answers as the test says and remembers what it was asked. */
export interface TestServer extends AsyncDisposable {
  url: string
  requests: SeenRequest[]
  /** Sockets that are open now. */
  sockets: Set<Socket>
  close(): Promise<void>
}

/**
 * Starts a server on a free loopback port.
 *
 * `respond` returns the answer, or undefined when it has written to (or destroyed) the response itself.
 * An array is used up one answer a request; the last one repeats.
 */
export async function startServer(respond: Respond | Answer[]): Promise<TestServer> {
  const requests: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const answer: Respond =
    typeof respond === 'function'
      ? respond
      : () => respond[Math.min(requests.length, respond.length) - 1] ?? { status: 500 }

  const server: Server = createServer((incoming, response) => {
    void serve(incoming, response).catch((error: unknown) => response.destroy(error as Error))
  })
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming)
    requests.push(request)
    const reply = await answer(request, response, incoming.socket)
    if (reply === undefined) return
    const isText = typeof reply.body === 'string'
    const contentType = isText ? 'text/html' : 'application/vnd.api+json'
    response.writeHead(reply.status ?? 200, {
      ...(reply.body === undefined ? {} : { 'content-type': contentType }),
      ...reply.headers,
    })
    response.end(isText ? reply.body : reply.body === undefined ? undefined : JSON.stringify(reply.body))
  }
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, sockets, close, [Symbol.asyncDispose]: close }
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const target = incoming.url ?? '/'
  const url = new URL(target, 'http://localhost')
  return {
    method: incoming.method ?? '',
    path: target.split('?', 1)[0] ?? '',
    query: Object.fromEntries(url.searchParams),
    target,
    headers: incoming.headers as Record<string, string | undefined>,
    text,
    json: parse(text),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
