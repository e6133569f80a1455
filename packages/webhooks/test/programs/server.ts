import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createWebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'

/**
 * A server as a user would write it, to run in a process of its own: an unhandled rejection or an uncaught exception
 * ends it. It sends its port to the parent process, and closes when the parent disconnects.
 */
const wait = 'mdr2-wait-'
const waiting = new Map<string, ServerResponse>()
const failing = new Error('The callback failed.')

const handler = createWebhookHandler({
  secret: 'a-secret-of-32-random-characters',
  async onMessage({ id }) {
    if (id?.startsWith('mdr2-fail-')) throw failing
    const response = waiting.get(id ?? '')
    if (response === undefined) return
    // Tells the client that the callback runs, and then outlives the connection.
    response.writeProcessing()
    if (!response.destroyed) await new Promise((resolve) => response.once('close', resolve))
  },
})
const listener = toNodeHandler(handler)

/** Reads the body first, as `express.json()` does; a request that breaks off never gets to the handler. */
async function afterBodyParser(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body: string
  try {
    body = await text(request)
  } catch {
    response.destroy()
    return
  }
  try {
    await listener(Object.assign(request, { body: JSON.parse(body) }), response)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    response.writeHead(400).end()
  }
}

const server = createServer((request, response) => {
  const id = request.headers['x-message-id']
  if (typeof id === 'string' && id.startsWith(wait)) {
    waiting.set(id, response)
    response.once('close', () => waiting.delete(id))
  }
  return request.url?.startsWith('/parsed/')
    ? afterBodyParser(request, response)
    : listener(request, response)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => server.close())
