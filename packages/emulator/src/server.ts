import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { assemble, type Emulator, type EmulatorOptions, type Hooks } from './emulator.ts'
import { arriveOnSocket } from './faults/socket.ts'
import { createPage, isLoopback } from './inbox/page.ts'
import { createRunningClock, createStillClock } from './world/clock.ts'

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
 * Its clock follows the machine's, plus what it was advanced, unless `startTime` is given: then it stands
 * still, as in `createEmulator`.
 *
 * @example
 * await using emulator = await startEmulator()
 * const { url: baseUrl, accessKey, secretKey } = emulator
 * const client = createClient({ baseUrl, accessKey, secretKey })
 * @throws {Error} code `EADDRINUSE`: the port is taken
 */
export function startEmulator(options: ServerOptions = {}): Promise<EmulatorServer> {
  return startServer(options)
}

/** The same with the hooks that the command needs. */
export async function startServer(options: ServerOptions, hooks?: Hooks): Promise<EmulatorServer> {
  const { port = 0, host = '127.0.0.1', startTime } = options
  const clock = startTime === undefined ? createRunningClock() : createStillClock(startTime)
  const { emulator, handle, stop } = assemble(clock, options, hooks)
  // Without the option the adapter would replace the whole process's Request and Response.
  const page = createPage(emulator, () => isLoopback((server.address() as AddressInfo).address))
  const listener = getRequestListener(
    async (request, { outgoing }) =>
      (await page(request)) ?? arriveOnSocket(request, handle(request), outgoing as ServerResponse),
    { overrideGlobalObjects: false },
  )
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
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
