import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { ApiError, ConnectionError, createClient, type Transport } from '@flowroute/core'
import { kyTransport } from '@flowroute/core/ky'
import { noContent } from '@flowroute/core/resource'
import ky from 'ky'
import { describe, expect, test } from 'vitest'
import { accessKey, rejection, secretKey, startRawServer } from './set-up.ts'

/** A request as bytes, and its place on its connection. */
interface Received {
  head: string
  body: string
  /** How many requests came before it on the same connection. */
  earlier: number
}

/** A server that answers every GET, and treats every other request as told. */
async function startServer(answer: (socket: Socket) => void) {
  const writes: Received[] = []
  const server = await startRawServer((socket) => {
    let [pending, earlier] = ['', 0]
    socket.setEncoding('latin1').on('data', (data) => {
      pending += data
      for (;;) {
        const end = pending.indexOf('\r\n\r\n')
        if (end < 0) return
        const head = pending.slice(0, end)
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
        if (pending.length < end + 4 + length) return
        const body = pending.slice(end + 4, end + 4 + length)
        pending = pending.slice(end + 4 + length)
        if (head.startsWith('GET ')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
        else {
          writes.push({ head, body, earlier })
          answer(socket)
        }
        earlier++
      }
    })
  })
  return Object.assign(server, { writes })
}

const misdirected = (socket: Socket): void => {
  socket.write('HTTP/1.1 421 Misdirected Request\r\ncontent-length: 2\r\n\r\n{}')
}

describe.each([
  ['fetch', {}],
  ['ky', { transport: kyTransport(ky) }],
])('a request that must not be repeated is sent once over %s', (_, options) => {
  const clientOf = ({ url }: { url: string }) =>
    createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options })

  test.each([
    ['POST', { name: 'é' }],
    ['POST', undefined],
    ['DELETE', undefined],
    ['DELETE', { name: 'é' }],
  ] as const)('%s with body %j, answered with 421', async (method, body) => {
    await using server = await startServer(misdirected)
    const client = clientOf(server)
    // The platform repeats on new connections as on reused ones.
    for (let call = 1; call <= 2; call++) {
      const error = await rejection(client.request({ method, path: '/a', body }))
      expect(error).toBeInstanceOf(ApiError)
      expect(error).toMatchObject({ status: 421, outcome: 'rejected', attempts: 1 })
      expect(server.writes).toHaveLength(call)
    }
  })

  test('a reused connection that closes without an answer: once, and the outcome is unknown', async () => {
    await using server = await startServer((socket) => socket.end())
    const client = clientOf(server)
    for (let call = 1; call <= 3; call++) {
      await client.request({ path: '/warm' })
      // The platform gives the connection back in a turn of its own.
      await setImmediate()
      const error = await rejection(client.request({ method: 'POST', path: '/a', body: {} }))
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    }
    expect(server.writes.map(({ earlier }) => earlier)).toEqual([1, 1, 1])
  })

  test('its body goes out whole, with its length, not in chunks', async () => {
    await using server = await startServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    })
    const client = clientOf(server)
    await client.request({ method: 'POST', path: '/a', body: { name: 'é'.repeat(50_000) } })
    await client.request({ method: 'POST', path: '/b' })
    const [whole, empty] = server.writes
    expect(Buffer.from(whole?.body ?? '', 'latin1').toString()).toBe(`{"name":"${'é'.repeat(50_000)}"}`)
    expect(whole?.head).toMatch(/content-length: 100011/i)
    expect(empty?.head).toMatch(/content-length: 0/i)
    expect(`${whole?.head}${empty?.head}`).not.toMatch(/transfer-encoding/i)
  })
})

test('what may be repeated goes out as before, with its length', async () => {
  await using server = await startServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
  })
  const client = createClient({ accessKey, secretKey, baseUrl: server.url })
  await client.request({ method: 'PUT', path: '/a', body: { a: 1 } })
  expect(server.writes[0]).toMatchObject({
    head: expect.stringMatching(/content-length: 7/i),
    body: '{"a":1}',
  })
})

test('middleware changes nothing about it', async () => {
  await using server = await startServer(misdirected)
  const client = createClient({
    accessKey,
    secretKey,
    baseUrl: server.url,
    middleware: [(request, next) => next(request.clone())],
  })
  await rejection(client.request({ method: 'POST', path: '/a', body: {} }))
  expect(server.writes).toHaveLength(1)
  expect(server.writes[0]?.head).toMatch(/content-length: 2/i)
})

/** A transport whose platform may have sent the request twice, and that got this status for the last one. */
const repeating =
  (status: number): Transport =>
  async () => ({ status, headers: new Headers(), body: null, mayBeRepeated: true })

test.each([404, 409, 422, 429])(
  'a %i for a request that the platform may have repeated is no certain refusal, and is not tried again',
  async (status) => {
    const calls: string[] = []
    const transport: Transport = (request) => {
      calls.push(request.method)
      return repeating(status)(request)
    }
    const client = createClient({ accessKey, secretKey, backoff: { base: 0 }, transport })
    const error = await rejection(client.request({ method: 'POST', path: '/a', body: {} }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status, outcome: 'unknown', attempts: 1 })
    expect(calls).toEqual(['POST'])
  },
)

test('a 404 for a DELETE that the platform may have repeated is a success, with a warning', async () => {
  const client = createClient({ accessKey, secretKey, transport: repeating(404) })
  const spec = { method: 'DELETE', path: '/a', decode: noContent } as const
  const { data, warnings } = await client.request(spec).withResponse()
  expect(data).toBeUndefined()
  expect(warnings).toEqual([{ status: 404, detail: expect.stringContaining('may have deleted it') }])
})
