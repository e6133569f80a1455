import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import type { Receiver, Run, World } from '../support.ts'

/** How a program is given its emulator: where it is, and the keys. */
export type Access = Pick<World, 'baseUrl' | 'accessKey' | 'secretKey'>

/** Runs a program in Node, Bun or Deno; its world is the first argument, as JSON. */
export async function start(run: Run): Promise<void> {
  try {
    await run(serverWorld(JSON.parse(process.argv[2] ?? '') as Access, true))
    console.log(JSON.stringify({ passed: version() }))
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  }
}

export function serverWorld(access: Access, hasEnvironment: boolean): World {
  return { ...access, hasEnvironment, receive }
}

async function receive({ node }: Receiver): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(node as unknown as RequestListener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}

/** What runs this, in its own words. */
function version(): string {
  const { bun, deno, node } = process.versions as Record<string, string>
  return bun ?? deno ?? node ?? 'unknown'
}
