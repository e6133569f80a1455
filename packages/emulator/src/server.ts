import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import {
  assembleInProcess,
  type Emulator,
  type EmulatorOptions,
  emulatorOptionNames,
  type Hooks,
} from './emulator.ts'
import { arriveOnSocket } from './faults/socket.ts'
import { problemResponse } from './http/answer.ts'
import { checkHost, isLoopback } from './http/host.ts'
import { isV1, v1ProblemResponse } from './http/v1.ts'
import { createPage } from './inbox/page.ts'
import { checkOptionNames } from './option-names.ts'
import { Problem } from './problem.ts'

/**
 * What an emulator that listens is made with.
 *
 * @example await startEmulator({ port: 4010 })
 */
export interface ServerOptions extends EmulatorOptions {
  /** The TCP port; 0 takes any that is free. @default 0 */
  port?: number
  /** The address to listen on. @default '127.0.0.1', so that only this machine reaches it */
  host?: string
  /**
   * Whether a server that listens on a loopback address answers requests for other host names too, such as those that a
   * proxy or a container network passes on. Without it they are refused with 403, so that no web page can read from the
   * emulator by DNS rebinding. A server that listens on another address answers requests for any host.
   *
   * @default false
   */
  allowRemote?: boolean
}

/**
 * A local Flowroute that listens for HTTP; `await using` closes it.
 *
 * @example await using emulator: EmulatorServer = await startEmulator()
 */
export interface EmulatorServer extends Emulator, AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:49152`, without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Stops listening and ends open connections, idle or not; webhooks end with it. */
  close(): Promise<void>
}

/**
 * Starts a local Flowroute as an HTTP server.
 *
 * Its clock follows the machine's, plus what it was advanced. With `startTime` it stands still, as in `createEmulator`,
 * unless `runs` is true.
 *
 * @example
 * await using emulator = await startEmulator()
 * const { url: baseUrl, accessKey, secretKey } = emulator
 * const client = createClient({ baseUrl, accessKey, secretKey })
 * @throws {TypeError} an option is unknown, and what else `createEmulator` throws
 * @throws {Error} code `EADDRINUSE`: the port is taken
 */
export async function startEmulator(options: ServerOptions = {}): Promise<EmulatorServer> {
  checkOptionNames('startEmulator', options, serverOptionNames)
  return startServer(options)
}

/** The compiler checks that all options are here. */
const serverOptionNames: Readonly<Record<keyof ServerOptions, true>> = {
  ...emulatorOptionNames,
  port: true,
  host: true,
  allowRemote: true,
}

/** The same with the hooks that the command needs. */
export async function startServer(options: ServerOptions, hooks?: Hooks): Promise<EmulatorServer> {
  const { port = 0, host = '127.0.0.1', allowRemote = false, startTime } = options
  const { emulator, handle, stop } = assembleInProcess(
    { ...options, runs: options.runs ?? startTime === undefined },
    hooks,
  )
  const isLocal = (): boolean => isLoopback((server.address() as AddressInfo).address)
  const page = createPage(emulator, isLocal)
  // Without the option the adapter would replace the whole process's Request and Response.
  const listener = getRequestListener(
    async (request, { outgoing }) =>
      (await page(request)) ?? arriveOnSocket(request, handle(request), outgoing as ServerResponse),
    { overrideGlobalObjects: false },
  )
  const server = createServer((incoming, outgoing) => {
    try {
      checkHost(incoming, isLocal() && !allowRemote)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      void refuse(error, incoming, outgoing)
      return
    }
    void listener(incoming, outgoing)
  })
  const address = await listen(server, port, host)
  const close = async (): Promise<void> => {
    await Promise.all([closeServer(server), stop()])
  }
  return {
    ...emulator,
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Answers a request that the adapter must not see. */
async function refuse(problem: Problem, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = isV1(incoming.url ?? '')
    ? v1ProblemResponse(problem)
    : problemResponse(problem, randomUUID())
  const text = await response.text()
  response.headers.set('content-length', String(Buffer.byteLength(text)))
  // The rest of the body is discarded: a client that still sends must get to read the answer.
  incoming.resume()
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(text)
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server.address() as AddressInfo)
    })
  })
}

/** Without `closeAllConnections` a client's keep-alive would hold the server open. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
