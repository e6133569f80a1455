import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { asidePath } from './aside.ts'

/** One request, read to its last byte. */
export interface SeenRequest {
  /** 1 for the first one of its server. */
  number: number
  method: string
  target: string
  headers: Readonly<Record<string, string>>
  body: string
  /** Milliseconds on a clock that only goes forward. */
  at: number
}

/** A response. */
export interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A server on loopback that works on sockets, not HTTP, so that it can misbehave in every way; it counts requests. */
export class MisbehavingServer implements AsyncDisposable {
  readonly requests: SeenRequest[] = []
  readonly sockets = new Set<Socket>()
  /** Connections so far. */
  connections = 0
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /**
   * @param respond called with each request
   * @param onConnection called with each new connection; true when the server must not read from it
   */
  static async start(
    respond: (request: SeenRequest, socket: Socket) => void,
    onConnection: (socket: Socket) => boolean = () => false,
  ): Promise<MisbehavingServer> {
    const server = createServer({ noDelay: true })
    const self = new MisbehavingServer(server)
    server.on('connection', (socket) => {
      self.connections++
      self.sockets.add(socket)
      socket.on('close', () => self.sockets.delete(socket))
      socket.on('error', () => {})
      if (!onConnection(socket)) self.#read(socket, respond)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return self
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #read(socket: Socket, respond: (request: SeenRequest, socket: Socket) => void): void {
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      for (;;) {
        const end = received.indexOf('\r\n\r\n')
        if (end < 0) return
        const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n')
        const headers = Object.fromEntries(
          lines.map((line) => {
            const colon = line.indexOf(':')
            return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
          }),
        )
        const bodyEnd = end + 4 + Number(headers['content-length'] ?? 0)
        if (received.length < bodyEnd) return
        const body = received.subarray(end + 4, bodyEnd).toString('utf8')
        received = received.subarray(bodyEnd)
        const [method = '', target = ''] = first.split(' ')
        if (method === 'OPTIONS') {
          send(socket, { status: 204, headers: preflight(headers) })
          continue
        }
        if (target.startsWith(asidePath)) {
          const status = Number(target.slice(asidePath.length))
          send(socket, status === 204 ? { status } : { status, body: '' })
          continue
        }
        const number = this.requests.length + 1
        const request = { number, method, target, headers, body, at: performance.now() }
        this.requests.push(request)
        respond(request, socket)
      }
    })
  }
}

const reasons: Record<number, string> = { 200: 'OK', 204: 'No Content', 503: 'Service Unavailable' }

/** Permits what a browser asks for before it sends credentials to another origin. */
export const preflight = (headers: Readonly<Record<string, string>>): Record<string, string> => ({
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
  'access-control-allow-methods': headers['access-control-request-method'] ?? '',
})

/** The head of a response; pages of any origin may read it. */
export function head(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ 'access-control-allow-origin': '*', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return `HTTP/1.1 ${status} ${reasons[status] ?? 'Status'}\r\n${lines.join('')}\r\n`
}

/** Answers as a proper server would. */
export function send(socket: Socket, { status, headers = {}, body }: Reply): void {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const type = body === undefined ? {} : { 'content-type': 'application/vnd.api+json' }
  const none = body === undefined && status !== 204 ? { 'content-length': '0' } : {}
  const date = { date: new Date().toUTCString() }
  socket.write(head(status, { ...date, ...type, ...length, ...none, ...headers }))
  if (body !== undefined) socket.write(body)
}
