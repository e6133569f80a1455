import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createWebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import pLimit from 'p-limit'
import { SeededRandom } from './random.ts'
import { newTotals, type Totals } from './totals.ts'

const secret = 'a-secret-that-nobody-may-see'
const concurrency = 50

const bodyOf = (number: number): string =>
  JSON.stringify({ to: '12065550100', from: '12065550199', body: 'hello', id: `mdr2-${number}` })

function requestOf(number: number, path: string): string {
  const body = bodyOf(number)
  return `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/**
 * Cuts connections to a webhook handler at random places of the request, with and without the secret in the path, while
 * its own callback fails now and then. Nothing may escape, and the server has to answer afterwards.
 */
export async function runWebhooks(cuts: number, seed: number): Promise<Totals> {
  const problems: string[] = []
  const handled = new Set<string>()
  const handler = createWebhookHandler({
    secret,
    onMessage({ id }) {
      handled.add(String(id))
      if (handled.size % 7 === 0) throw new Error('The callback failed.')
    },
  })
  const server = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const limit = pLimit(concurrency)
  const cut = async (number: number): Promise<void> => {
    const random = new SeededRandom(`${seed} ${number}`)
    const text = requestOf(
      number,
      random.chance(50) ? `/hooks/${secret}` : '/hooks/a-wrong-secret-of-some-length',
    )
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    const isWhole = random.chance(20)
    await write(socket, isWhole ? text : text.slice(0, random.below(text.length)))
    // Node.js takes a request that is followed by a FIN at once for one that was broken off.
    if (isWhole && random.chance(50)) await once(socket, 'data')
    if (random.chance(50)) socket.resetAndDestroy()
    else socket.end()
    socket.resume()
    if (!socket.destroyed) await once(socket, 'close')
  }
  await Promise.all(Array.from({ length: cuts }, (_, number) => limit(() => cut(number))))
  if (handled.size === 0) problems.push('no message came through')
  // A number of its own: no callback has failed for it.
  handled.clear()
  const response = await fetch(`http://127.0.0.1:${port}/hooks/${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: bodyOf(cuts),
  })
  await response.text()
  if (response.status !== 200) problems.push(`the server answers ${response.status} afterwards`)
  if (!handled.has(`mdr2-${cuts}`)) problems.push('the message afterwards was not handled')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return newTotals('cut connections at the webhook handler', { tried: cuts, problems })
}

const write = (socket: Socket, text: string): Promise<void> =>
  new Promise((resolve) => socket.write(text, () => resolve()))
