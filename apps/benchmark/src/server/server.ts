import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { documentAt } from './services.ts'

/** What the server is like. */
export interface ServerOptions {
  /** How many records its lists have. */
  total: number
  /** Milliseconds before each answer. */
  latency: number
}

/** A server on loopback that answers as each of the services would. */
export interface RunningServer extends AsyncDisposable {
  /** Without a slash at its end. */
  url: string
}

/** Few documents of one record are asked for, and again and again: their text is made once. */
const cachedAtMost = 1_000

/** Starts the server all subjects are measured against. */
export async function startServer({ total, latency }: ServerOptions): Promise<RunningServer> {
  const known = new Map<string, string>()

  function textAt(path: string): string | undefined {
    const cached = known.get(path)
    if (cached !== undefined) return cached
    const document = documentAt(new URL(path, 'http://127.0.0.1'), total)
    const text = document === undefined ? undefined : JSON.stringify(document)
    if (text !== undefined && text.length < 4_096 && known.size < cachedAtMost) known.set(path, text)
    return text
  }

  const server = createServer(async (request, response) => {
    request.resume()
    const text = textAt(request.url ?? '/')
    if (latency > 0) await wait(latency)
    const body = text ?? '{"errors":[{"title":"Not Found"}]}'
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
  // A subject whose turn comes late finds its connection as it left it.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
