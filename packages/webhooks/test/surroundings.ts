import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebhookHandler, type WebhookOptions } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { Hono } from 'hono'

export interface Surrounding extends AsyncDisposable {
  /** Sends one request to the handler; `path` comes after the origin. */
  send(path: string, init: RequestInit): Promise<Response>
}

const nothingToClose = async (): Promise<void> => {}

function bare(options: WebhookOptions): Surrounding {
  const handler = createWebhookHandler(options)
  return {
    send: (path, init) => handler(new Request(`https://example.com${path}`, init), { address: '127.0.0.1' }),
    [Symbol.asyncDispose]: nothingToClose,
  }
}

function hono(options: WebhookOptions): Surrounding {
  const handler = createWebhookHandler(options)
  const app = new Hono().all('/*', (c) => handler(c.req.raw, { address: '127.0.0.1' }))
  return { send: async (path, init) => app.request(path, init), [Symbol.asyncDispose]: nothingToClose }
}

async function node(options: WebhookOptions): Promise<Surrounding> {
  const server = createServer(toNodeHandler(createWebhookHandler(options)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    send: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Where the same tests run. */
export const surroundings: [
  name: string,
  start: (options: WebhookOptions) => Surrounding | Promise<Surrounding>,
][] = [
  ['a bare function', bare],
  ['a route of Hono', hono],
  ['a server of node:http', node],
]

export const json = { 'content-type': 'application/json' }

/** Posts a payload as Flowroute does. */
export const post = (to: Surrounding, payload: unknown, path = '/flowroute'): Promise<Response> =>
  to.send(path, { method: 'POST', headers: json, body: JSON.stringify(payload) })
