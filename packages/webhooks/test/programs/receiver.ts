import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { backfill, createWebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { Messages } from '../neighbours.ts'

/**
 * A receiver as a user would write it: what it handles and that it handled it are one write. It listens, handles what
 * arrived while it was down, and tells the parent process its port. It may be killed at any moment.
 */
const { API_URL = '', FILE = '', PORT = '0', SINCE = '' } = process.env
const handled = new Set(existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : [])
const handler = createWebhookHandler({
  onMessage: () => {},
  onReceipt: () => {},
  seen: {
    has: (key) => handled.has(key),
    add(key) {
      appendFileSync(FILE, `${key}\n`)
      handled.add(key)
    },
  },
})
const server = createServer(toNodeHandler(handler))
server.listen(Number(PORT), '127.0.0.1', async () => {
  const messages = new Messages({ accessKey: 'a', secretKey: 'b', baseUrl: API_URL })
  const { failed } = await backfill({ messages, since: new Date(SINCE), handler })
  if (failed.length > 0) throw new Error(`${failed.length} events failed`)
  process.send?.((server.address() as AddressInfo).port)
})
process.once('disconnect', () => process.exit())
