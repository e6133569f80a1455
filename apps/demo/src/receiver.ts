import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebhookHandler, type MessageReceipt, type MessageReceived } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'

/** The receiving half of an application: a server that Flowroute posts to. */
export interface Receiver {
  /** The callback URL, with its secret. */
  url: string
  received: MessageReceived[]
  receipts: MessageReceipt[]
  close(): Promise<void>
}

/**
 * Starts a receiver on a free port of this machine.
 *
 * @param onMessage what to do with a message; Flowroute posts it again if this fails
 */
export async function startReceiver(
  onMessage: (message: MessageReceived) => Promise<void>,
): Promise<Receiver> {
  const received: MessageReceived[] = []
  const receipts: MessageReceipt[] = []
  const secret = crypto.randomUUID()
  const handler = createWebhookHandler({
    secret,
    async onMessage(message) {
      await onMessage(message)
      received.push(message)
    },
    onReceipt: (receipt) => receipts.push(receipt),
  })
  const listener = toNodeHandler(handler)
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/flowroute/${secret}`,
    received,
    receipts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
