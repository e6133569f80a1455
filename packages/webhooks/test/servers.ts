import { createWebhookHandler, type WebhookOptions } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { Hono } from 'hono'
import { startServer } from './http-server.ts'

export interface WebhookServer extends AsyncDisposable {
  /** Sends one request to the handler; `path` is what follows the origin. */
  send(path: string, init: RequestInit): Promise<Response>
}

type Start = (options: WebhookOptions) => WebhookServer | Promise<WebhookServer>

const nothingToClose = async (): Promise<void> => {}

/** Calls the handler as a function. */
export function callDirectly(options: WebhookOptions): WebhookServer {
  const handler = createWebhookHandler(options)
  return {
    send: (path, init) => handler(new Request(`https://example.com${path}`, init), { address: '127.0.0.1' }),
    [Symbol.asyncDispose]: nothingToClose,
  }
}

function startHono(options: WebhookOptions): WebhookServer {
  const handler = createWebhookHandler(options)
  const app = new Hono().all('/*', (c) => handler(c.req.raw, { address: '127.0.0.1' }))
  return { send: async (path, init) => app.request(path, init), [Symbol.asyncDispose]: nothingToClose }
}

async function startNode(options: WebhookOptions): Promise<WebhookServer> {
  const server = await startServer(toNodeHandler(createWebhookHandler(options)))
  return {
    send: (path, init) => fetch(server.url + path, init),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** The servers that the same tests run on. */
export const servers: [name: string, start: Start][] = [
  ['a direct call', callDirectly],
  ['a Hono route', startHono],
  ['a node:http server', startNode],
]

export const json = { 'content-type': 'application/json' }

/** Posts a payload as Flowroute does. */
export const post = (server: WebhookServer, payload: unknown, path = '/flowroute'): Promise<Response> =>
  server.send(path, { method: 'POST', headers: json, body: JSON.stringify(payload) })
