import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { createWebhookHandler, type WebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { inboundSms } from '@flowroute/webhooks/testing'
import { expect, test } from 'vitest'

const json = { 'content-type': 'application/json' }
const payload = inboundSms({ id: 'mdr2-node' })
const body = JSON.stringify(payload)

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('passes the address of the connection, the headers and the whole URL on', async () => {
  const seen: unknown[] = []
  const handler: WebhookHandler = async (request, info) => {
    seen.push(info?.address, new URL(request.url).pathname, request.headers.get('x-a'), await request.text())
    return new Response('fine', { status: 202, headers: { 'x-b': 'c' } })
  }
  await using server = await serve(toNodeHandler(handler))
  const answer = await fetch(`${server.url}//a/b?c=d`, { method: 'POST', headers: { 'x-a': '1' }, body })
  expect([answer.status, answer.headers.get('x-b'), await answer.text()]).toEqual([202, 'c', 'fine'])
  expect(seen).toEqual(['127.0.0.1', '//a/b', '1', body])
})

test.each<[string, (text: string) => unknown]>([
  ['parsed', (text) => JSON.parse(text)],
  ['as text', (text) => text],
  ['as bytes', (text) => Buffer.from(text)],
])('takes what a body parser left: %s', async (_, left) => {
  const ids: string[] = []
  const handle = toNodeHandler(createWebhookHandler({ secret: 'deep', onMessage: ({ id }) => ids.push(id) }))
  await using server = await serve(async (request, response) => {
    const parsed = left(await text(request))
    // As a router mounted at /flowroute/deep would.
    const originalUrl = request.url
    request.url = '/'
    await handle(Object.assign(request, { body: parsed, originalUrl }), response)
  })
  const answer = await fetch(`${server.url}/flowroute/deep`, { method: 'POST', headers: json, body })
  expect([answer.status, ids]).toEqual([200, ['mdr2-node']])
})

test('a consumed body that nobody kept is a 400', async () => {
  const handle = toNodeHandler(createWebhookHandler({}))
  await using server = await serve(async (request, response) => {
    await text(request)
    await handle(request, response)
  })
  expect((await fetch(server.url, { method: 'POST', headers: json, body })).status).toBe(400)
})

test('a refusal leaves the connection fit for the next request', async () => {
  const ports = new Set<number | undefined>()
  const handle = toNodeHandler(createWebhookHandler({ secret: 'right', onMessage: () => {} }))
  await using server = await serve((request, response) => {
    ports.add(request.socket.remotePort)
    void handle(request, response)
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = async (path: string, content: string): Promise<number | undefined> => {
    const outgoing = httpRequest({
      port: server.port,
      host: '127.0.0.1',
      path,
      method: 'POST',
      headers: json,
      agent,
    })
    outgoing.end(content)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    await text(answer)
    return answer.statusCode
  }
  expect(await send('/wrong', body.padEnd(500_000))).toBe(404)
  expect(await send('/right', body)).toBe(200)
  expect(ports.size).toBe(1)
  agent.destroy()
})

test('a request that breaks off is reported, and the server lives on', async () => {
  let onError: (error: unknown) => void = () => {}
  const reported = new Promise<unknown>((resolve) => {
    onError = resolve
  })
  const handler = createWebhookHandler({ onMessage: () => {}, onError })
  await using server = await serve(toNodeHandler(handler))
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"id"`,
  )
  setImmediate(() => socket.destroy())
  expect(await reported).toBeInstanceOf(TypeError)
  expect((await fetch(server.url, { method: 'POST', headers: json, body })).status).toBe(200)
})

test.each(['TRACE / HTTP/1.1', 'POST * HTTP/1.1'])('%s is a 400', async (line) => {
  await using server = await serve(toNodeHandler(createWebhookHandler({})))
  const socket = connect(server.port, '127.0.0.1')
  socket.write(`${line}\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
})
