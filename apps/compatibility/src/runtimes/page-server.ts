import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { MailboxRequest, PageTask } from './hosts/page.ts'

interface PageOptions {
  script: string
  /** JSON value for the program. */
  input: unknown
  /** Origin to which all other paths are forwarded. */
  forwardTo: string | undefined
}

/**
 * Serves a page with one script, as a user's own back end would. Under `/mailbox` it takes webhooks for the page, which
 * cannot receive them itself; what is not its own it forwards.
 */
export async function servePage(options: PageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { script, input, forwardTo } = options
  const mailbox = createMailbox()
  let url = ''

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url)
    switch (pathname) {
      case '/':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        response.end('<!doctype html><title>Program</title><script type="module" src="/script.js"></script>')
        return
      case '/script.js':
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script)
        return
      case '/task': {
        const task: PageTask = { input, mailbox: `${url}/mailbox` }
        sendJson(response, task)
        return
      }
      case '/mailbox/next':
        mailbox.next((posted) => sendJson(response, posted))
        return
      case '/mailbox/answer':
        mailbox.answer(Number(await text(request)))
        response.end()
        return
    }
    if (pathname.startsWith('/mailbox')) {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const posted = { url: `${url}${request.url}`, headers, body: await text(request) }
      mailbox.put(posted, (status) => response.writeHead(status).end())
    } else if (forwardTo === undefined) response.writeHead(404).end()
    else forward(request, response, forwardTo)
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

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Requests in the order they came, handed out one at a time. */
function createMailbox() {
  const waiting: { posted: MailboxRequest; answer(status: number): void }[] = []
  let taken: ((status: number) => void) | undefined
  let reader: ((posted: MailboxRequest) => void) | undefined
  const deliver = (): void => {
    const first = reader && waiting.shift()
    if (!first) return
    taken = first.answer
    reader?.(first.posted)
    reader = undefined
  }
  return {
    put(posted: MailboxRequest, answer: (status: number) => void) {
      waiting.push({ posted, answer })
      deliver()
    },
    /** Calls back with the next request, as soon as there is one. */
    next(read: (posted: MailboxRequest) => void) {
      reader = read
      deliver()
    },
    /** Answers the request that was read last. */
    answer(status: number) {
      taken?.(status)
      taken = undefined
    },
  }
}

/** Forwards a request unchanged, including `Host`, which signed requests are signed with. */
function forward(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const { method, headers, url = '/' } = request
  const onward = httpRequest(`${origin}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    // A response that breaks off must break off for the page too.
    pipeline(answer, response, () => {})
  })
  onward.on('error', (error) => response.destroy(error))
  request.pipe(onward)
}
