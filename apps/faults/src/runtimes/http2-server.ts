import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { asidePath } from '../aside.ts'
import { preflight } from '../server.ts'
import { testCertificate } from './test-certificate.ts'

/** A request that was read to its end. */
export interface Http2Request {
  method: string
  headers: Readonly<Record<string, string>>
  stream: ServerHttp2Stream
  /** The connection below TLS. */
  socket: Socket
}

/** Pages of any origin may read the responses, and see which protocol they came over. */
const forEveryOrigin = { 'access-control-allow-origin': '*', 'timing-allow-origin': '*' }

/** A server on loopback for HTTP/2 over TLS, which misbehaves as it is told. */
export class Http2Server implements AsyncDisposable {
  readonly #server: Http2SecureServer
  readonly #sockets = new Map<number | undefined, Socket>()

  private constructor(respond: (request: Http2Request) => void) {
    this.#server = createSecureServer(testCertificate)
    this.#server.on('connection', (socket: Socket) => {
      const { remotePort } = socket
      this.#sockets.set(remotePort, socket)
      socket.on('error', () => {})
      socket.on('close', () => this.#sockets.delete(remotePort))
    })
    this.#server.on('sessionError', () => {})
    this.#server.on('stream', (stream, given) => {
      stream.on('error', () => {})
      const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
      const { ':method': method = '', ':path': path = '' } = headers
      const socket = this.#sockets.get(stream.session?.socket.remotePort)
      stream.resume().on('end', () => {
        if (method === 'OPTIONS') respondWith(stream, 204, preflight(headers))
        else if (path.startsWith(asidePath)) respondWith(stream, Number(path.slice(asidePath.length)))
        else if (socket !== undefined) respond({ method, headers, stream, socket })
      })
    })
  }

  static async start(respond: (request: Http2Request) => void): Promise<Http2Server> {
    const self = new Http2Server(respond)
    await new Promise<void>((resolve) => self.#server.listen(0, '127.0.0.1', resolve))
    return self
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.values()) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

/** Responds with a status and no body. */
export function respondWith(
  stream: ServerHttp2Stream,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  stream.respond(
    { [constants.HTTP2_HEADER_STATUS]: status, ...forEveryOrigin, ...headers },
    { endStream: true },
  )
}
