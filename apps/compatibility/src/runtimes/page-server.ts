import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { PageWorld } from '../../programs/glue/page.ts'
import type { Access } from '../../programs/glue/server.ts'

/** A webhook that waits for the page to take it. */
interface Posted {
  url: string
  headers: Record<string, string>
  body: string
  answer(status: number): void
}

/**
 * Serves a page with one script, as a user's own back end would: it takes webhooks under `/flowroute`, since a page
 * cannot receive them itself, and passes what is not its own on to the emulator.
 */
export async function servePage(
  script: string,
  access: Access,
): Promise<{ url: string; close(): Promise<void> }> {
  const waiting: Posted[] = []
  let taken: Posted | undefined
  let url = ''

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url)
    if (pathname.startsWith('/flowroute')) {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const body = await text(request)
      const answer = (status: number): void => void response.writeHead(status).end()
      waiting.push({ url: `${url}${request.url}`, headers, body, answer })
      return
    }
    switch (pathname) {
      case '/':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        response.end('<!doctype html><title>Program</title><script type="module" src="/script.js"></script>')
        return
      case '/script.js':
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script)
        return
      case '/world': {
        const { accessKey, secretKey } = access
        const world: PageWorld = { accessKey, secretKey, postBox: `${url}/flowroute` }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(world))
        return
      }
      case '/posted': {
        taken = waiting.shift()
        if (taken === undefined) setTimeout(() => response.writeHead(204).end(), 50)
        else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(taken))
        return
      }
      case '/answered':
        taken?.answer(Number(await text(request)))
        response.writeHead(200).end()
        return
      default:
        passOn(request, response, access)
    }
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, close }
}

/** Everything stays as it is, `Host` too, which signed requests are signed with. */
function passOn(request: IncomingMessage, response: ServerResponse, { baseUrl }: Access): void {
  const { method, headers, url = '/' } = request
  const onwards = ask(`${baseUrl}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onwards.on('error', (error) => response.destroy(error))
  request.pipe(onwards)
}
