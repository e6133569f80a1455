import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import type { Host, Program } from './host.ts'

/** Runs a program in a process of Node, Bun or Deno: its input is JSON on stdin, its result the last line on stdout. */
export async function start(run: Program): Promise<void> {
  try {
    const result = await run(JSON.parse(await text(process.stdin)) as never, processHost)
    console.log(JSON.stringify({ result }))
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  }
}

export const processHost: Host = {
  async receive({ node }) {
    const server = createServer(node as unknown as RequestListener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const close = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    return { url: `http://127.0.0.1:${port}`, close }
  },
}
