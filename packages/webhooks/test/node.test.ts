import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http'
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import { type AddressInfo, connect } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { ConfigurationError } from '@flowroute/core'
import { createWebhookHandler, type WebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { inboundSms } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'
import { startServer } from './http-server.ts'
import { signal } from './signal.ts'

const json = { 'content-type': 'application/json' }
const payload = inboundSms({ id: 'mdr2-node' })
const body = JSON.stringify(payload)
const secret = 'a-secret-of-32-random-characters'

const post = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: json, body, ...init })

/** Sends requests one after another on one connection, and tells how many connections it took. */
function keepAliveClient(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const localPorts = new Set<number | undefined>()
  return {
    async post(path: string, content: string): Promise<number | undefined> {
      const outgoing = httpRequest({ port, host: '127.0.0.1', path, method: 'POST', headers: json, agent })
      outgoing.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => localPorts.add(socket.localPort))
      })
      outgoing.end(content)
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
      await text(answer)
      return answer.statusCode
    },
    connections: () => localPorts.size,
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** A server of HTTP/2 without TLS, and a client's session with it. */
async function startHttp2Server(listener: (...values: [Http2ServerRequest, Http2ServerResponse]) => unknown) {
  const server = createHttp2Server(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    session,
    async [Symbol.asyncDispose]() {
      session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('the request', () => {
  test('has the address of the connection, the headers and the whole URL', async () => {
    const seen: unknown[] = []
    const handler: WebhookHandler = async (request, info) => {
      seen.push(info?.address, new URL(request.url).pathname, request.headers.get('x-a'))
      seen.push(await request.text())
      return new Response('fine', { status: 202, headers: { 'x-b': 'c' } })
    }
    await using server = await startServer(toNodeHandler(handler))
    const answer = await post(`${server.url}//a/b?c=d`, { headers: { 'x-a': '1' } })
    expect([answer.status, answer.headers.get('x-b'), await answer.text()]).toEqual([202, 'c', 'fine'])
    expect(seen).toEqual(['127.0.0.1', '//a/b', '1', body])
  })

  test('may have a body of many chunks', async () => {
    const received: string[] = []
    const handler = createWebhookHandler({ onMessage: (message) => received.push(message.body ?? '') })
    await using server = await startServer(toNodeHandler(handler))
    const long = 'ä'.repeat(100_000)
    const content = JSON.stringify(inboundSms({ body: long }))
    expect((await post(server.url, { body: content })).status).toBe(200)
    expect(received).toEqual([long])
  })

  test.each<[string, (text: string) => unknown]>([
    ['a value', (text) => JSON.parse(text)],
    ['text', (text) => text],
    ['bytes', (text) => Buffer.from(text)],
  ])('has the body that a body parser left as %s', async (_, parse) => {
    const ids: unknown[] = []
    const handle = toNodeHandler(createWebhookHandler({ secret, onMessage: ({ id }) => ids.push(id) }))
    await using server = await startServer(async (request, response) => {
      const parsed = parse(await text(request))
      // As a router that is mounted at /flowroute does.
      const originalUrl = request.url
      request.url = '/'
      await handle(Object.assign(request, { body: parsed, originalUrl }), response)
    })
    expect((await post(`${server.url}/flowroute/${secret}`)).status).toBe(200)
    expect(ids).toEqual(['mdr2-node'])
  })

  test('has no body that a body parser left alone', async () => {
    const handle = toNodeHandler(createWebhookHandler({ onMessage: () => {} }))
    // Express 4 leaves an empty object where it did not parse.
    await using server = await startServer((request, response) =>
      handle(Object.assign(request, { body: {} }), response),
    )
    expect((await post(server.url)).status).toBe(200)
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['what JSON cannot express', { amount: 1n }],
  ])('is answered 400 if its body was read and %s is left', async (_, left) => {
    const handle = toNodeHandler(createWebhookHandler({}))
    await using server = await startServer(async (request, response) => {
      await text(request)
      await handle(Object.assign(request, { body: left }), response)
    })
    expect((await post(server.url)).status).toBe(400)
  })

  test.each(['TRACE / HTTP/1.1', 'POST * HTTP/1.1'])('%s is answered 400', async (line) => {
    await using server = await startServer(toNodeHandler(createWebhookHandler({})))
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`${line}\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('is read no faster than the handler asks', async () => {
    let incoming: IncomingMessage | undefined
    let chunks = 0
    const counts: number[] = []
    const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve))
    const handle = toNodeHandler(async (request) => {
      while (incoming?.complete === false) await turn()
      const reader = request.body?.getReader()
      for (let step = 0; step < 3; step++) {
        await turn()
        counts.push(chunks)
        await reader?.read()
      }
      await turn()
      counts.push(chunks)
      return new Response('read')
    })
    await using server = await startServer((request, response) => {
      incoming = request
      const answered = handle(request, response)
      request.on('data', () => {
        chunks += 1
      })
      return answered
    })
    const socket = connect(server.port, '127.0.0.1')
    const content = ['aa', 'bb', 'cc', 'dd', 'ee'].map((chunk) => `2\r\n${chunk}\r\n`).join('')
    const headers = 'host: a\r\nconnection: close\r\ntransfer-encoding: chunked'
    socket.write(`POST / HTTP/1.1\r\n${headers}\r\n\r\n${content}0\r\n\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
    expect(counts).toEqual([0, 1, 2, 3])
  })

  test('that breaks off is reported, and the server goes on', async () => {
    const reported = signal<unknown>()
    const arrived = signal()
    const handle = toNodeHandler(createWebhookHandler({ onMessage: () => {}, onError: reported.reach }))
    await using server = await startServer((request, response) => {
      arrived.reach()
      return handle(request, response)
    })
    const socket = connect(server.port, '127.0.0.1')
    socket.write(
      `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"id"`,
    )
    await arrived.reached
    socket.destroy()
    expect(await reported.reached).toEqual(
      new TypeError('The connection was closed before the whole body arrived.'),
    )
    expect((await post(server.url)).status).toBe(200)
  })

  test('that broke off before the handler got it is not waited for', async () => {
    const errors: unknown[] = []
    const handle = toNodeHandler(createWebhookHandler({ onError: (error) => errors.push(error) }))
    const arrived = signal()
    const settled = signal()
    await using server = await startServer(async (request, response) => {
      const closed = signal()
      request.once('close', closed.reach)
      arrived.reach()
      await closed.reached
      await handle(request, response)
      settled.reach()
    })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n')
    await arrived.reached
    socket.destroy()
    await settled.reached
    expect(errors).toEqual([new TypeError('The connection was closed before the whole body arrived.')])
  })
})

describe('the connection', () => {
  const handler = createWebhookHandler({ secret, maxBytes: 1_000, onMessage: () => {} })
  const failing: WebhookHandler = (request, info) => {
    if (request.url.endsWith('/failing')) throw new Error('failed')
    if (request.url.endsWith('/failing-late'))
      return readSome(request).then(() => Promise.reject(new Error('failed')))
    if (request.url.endsWith('/some')) return readSome(request).then(() => new Response('some'))
    return handler(request, info)
  }

  /** Has no `Request`, and a body that has to be read all the same. */
  async function postToAsterisk(port: number): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    const content = 'x'.repeat(300_000)
    socket.write(`POST * HTTP/1.1\r\nhost: a\r\ncontent-length: ${content.length}\r\n\r\n${content}`)
    socket.write('POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    return text(socket)
  }

  test('is used again after a request that Request cannot express', async () => {
    await using server = await startServer(toNodeHandler(handler))
    const answers = await postToAsterisk(server.port)
    expect(answers.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 404'])
  })

  const readSome = async (request: Request): Promise<unknown> => request.body?.getReader().read()

  test.each([
    ['a refusal of a large body', '/wrong', body.padEnd(500_000), 404],
    ['a body that is too large', `/${secret}`, body.padEnd(500_000), 413],
    ['a handler that throws', '/failing', body.padEnd(500_000), 500],
    ['a handler that throws with half of the body read', '/failing-late', body.padEnd(500_000), 500],
    ['a handler that answers with half of the body read', '/some', body.padEnd(500_000), 200],
    ['rubbish', `/${secret}`, 'rubbish', 400],
  ])('is used again after %s', async (_, path, content, status) => {
    await using server = await startServer(toNodeHandler(failing))
    using client = keepAliveClient(server.port)
    expect(await client.post(path, content)).toBe(status)
    expect(await client.post(`/${secret}`, body)).toBe(200)
    expect(await client.post(path, content)).toBe(status)
    expect(client.connections()).toBe(1)
  })

  test('is used again behind a body parser', async () => {
    const handle = toNodeHandler(failing)
    await using server = await startServer(async (request, response) => {
      await handle(Object.assign(request, { body: JSON.parse(await text(request)) }), response)
    })
    using client = keepAliveClient(server.port)
    for (const [path, status] of [
      ['/wrong', 404],
      ['/failing', 500],
      [`/${secret}`, 200],
    ] as const) {
      expect(await client.post(path, body)).toBe(status)
    }
    expect(client.connections()).toBe(1)
  })

  test('may be one of HTTP/2', async () => {
    await using server = await startHttp2Server(toNodeHandler(failing))
    for (const [path, status] of [
      ['/wrong', 404],
      ['/failing', 500],
      [`/${secret}`, 200],
    ] as const) {
      const stream = server.session.request({ ':method': 'POST', ':path': path, ...json })
      stream.end(body)
      const [headers] = await once(stream, 'response')
      expect(headers[':status']).toBe(status)
      stream.resume()
    }
  })

  test('may be one of HTTP/2 that breaks off', async () => {
    const reported = signal<unknown>()
    const arrived = signal()
    const handle = toNodeHandler(createWebhookHandler({ onError: reported.reach }))
    await using server = await startHttp2Server((request, response) => {
      arrived.reach()
      return handle(request, response)
    })
    const stream = server.session.request({ ':method': 'POST', ':path': '/', ...json })
    stream.on('error', () => {})
    stream.write('{')
    await arrived.reached
    server.session.destroy()
    expect(await reported.reached).toEqual(
      new TypeError('The connection was closed before the whole body arrived.'),
    )
  })
})

describe('the answer', () => {
  test('keeps cookies apart and bytes as they are', async () => {
    const bytes = new Uint8Array([0, 255, 10, 128])
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['content-length', '99'],
    ])
    await using server = await startServer(toNodeHandler(async () => new Response(bytes, { headers })))
    const answer = await post(server.url)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  })

  test('may be made of the body of the request', async () => {
    await using server = await startServer(toNodeHandler(async (request) => new Response(request.body)))
    const content = body.padEnd(500_000)
    expect(await (await post(server.url, { body: content })).text()).toBe(content)
  })

  test('without a body is sent without one', async () => {
    await using server = await startServer(toNodeHandler(async () => new Response(null, { status: 204 })))
    const answer = await post(server.url)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  test('of another implementation of Response is sent too', async () => {
    const { status, headers, body } = new Response('from elsewhere', { status: 203 })
    await using server = await startServer(
      toNodeHandler((async () => ({ status, headers, body })) as unknown as WebhookHandler),
    )
    const answer = await post(server.url)
    expect([answer.status, await answer.text()]).toEqual([203, 'from elsewhere'])
  })

  test('leaves alone what a middleware answered first', async () => {
    const errors: unknown[] = []
    const handle = toNodeHandler(createWebhookHandler({}), { onError: (error) => errors.push(error) })
    await using server = await startServer(async (request, response) => {
      response.writeHead(503).end('Too late.')
      await handle(request, response)
    })
    const answer = await post(server.url)
    expect([answer.status, await answer.text(), errors]).toEqual([503, 'Too late.', []])
  })

  test('without an end is not collected for a client that is gone', async () => {
    const read = signal()
    const cancelled = signal()
    const endless = new ReadableStream(
      { pull: () => read.reach(), cancel: () => cancelled.reach() },
      { highWaterMark: 0 },
    )
    await using server = await startServer(toNodeHandler(async () => new Response(endless)))
    const socket = connect(server.port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n')
    await read.reached
    socket.destroy()
    await cancelled.reached
  })
})

describe('a handler that fails', () => {
  const failure = new Error('failed')
  const failingBody = (): ReadableStream =>
    new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(9)),
      pull: (controller) => controller.error(failure),
    })
  const notResponse = new TypeError('The webhook handler must return a Response, or a promise of one.')
  const handlers: [string, (request: Request) => unknown, unknown][] = [
    [
      'throws',
      () => {
        throw failure
      },
      failure,
    ],
    ['rejects', () => Promise.reject(failure), failure],
    [
      'throws undefined',
      () => {
        throw undefined
      },
      undefined,
    ],
    ['returns nothing', () => undefined, notResponse],
    ['returns text', () => 'OK', notResponse],
    ['returns an object', () => ({ status: 200, headers: {}, body: 'OK' }), notResponse],
    ['returns a Response with a body that fails', () => new Response(failingBody()), failure],
    [
      'returns a Response with a body of text',
      () => new Response(new ReadableStream({ start: (controller) => controller.enqueue('text') })),
      new TypeError('A body must be a stream of bytes (Uint8Array).'),
    ],
    [
      'returns a Response that was read',
      async () => {
        const response = new Response('read')
        await response.text()
        return response
      },
      expect.any(TypeError),
    ],
    ['returns Response.error()', () => Response.error(), expect.any(RangeError)],
    [
      'returns a header that Node refuses',
      () => new Response('no', { headers: { 'x-a': 'a', 'x-b': '\u0001' } }),
      expect.any(TypeError),
    ],
    ['reads and throws', (request) => request.text().then(() => Promise.reject(failure)), failure],
  ]

  test.each(handlers)('%s: it is answered 500 and reported', async (_, handler, error) => {
    const errors: unknown[] = []
    const outcomes: unknown[] = []
    const handle = toNodeHandler(handler as WebhookHandler, { onError: (error) => errors.push(error) })
    const listener: RequestListener = (request, response) => {
      response.setHeader('x-of-a-middleware', 'kept')
      void handle(request, response).then(
        () => outcomes.push('resolved'),
        () => outcomes.push('rejected'),
      )
    }
    await using server = await startServer(listener)
    for (const count of [1, 2]) {
      const answer = await post(server.url, { body: body.padEnd(200_000) })
      expect([answer.status, await answer.text()]).toEqual([500, 'Internal server error.\n'])
      expect(answer.headers.get('x-of-a-middleware')).toBe('kept')
      expect(answer.headers.get('x-a')).toBeNull()
      expect(errors).toEqual(Array.from({ length: count }, () => error))
    }
    expect(outcomes).toEqual(['resolved', 'resolved'])
  })

  test('after the answer has begun: the connection is closed', async () => {
    const handle = toNodeHandler(() => Promise.reject(failure))
    await using server = await startServer(async (request, response) => {
      response.write('begun')
      await handle(request, response)
    })
    const answer = await post(server.url)
    await expect(answer.text()).rejects.toThrow()
  })

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw failure
      },
    ],
    ['rejects', () => Promise.reject(failure)],
    ['never settles', () => new Promise(() => {})],
  ])('and an onError that %s: it is answered 500', async (_, onError) => {
    await using server = await startServer(toNodeHandler(() => Promise.reject(failure), { onError }))
    expect((await post(server.url)).status).toBe(500)
  })
})

test('what is not a handler is refused at once', () => {
  expect(() => toNodeHandler(undefined as unknown as WebhookHandler)).toThrow(ConfigurationError)
})

test('the bytes of a body are those that came', async () => {
  const handler: WebhookHandler = async (request) => new Response(await request.arrayBuffer())
  await using server = await startServer(toNodeHandler(handler))
  const content = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)
  const outgoing = httpRequest({ port: server.port, host: '127.0.0.1', method: 'POST' })
  outgoing.end(content)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  expect((await buffer(answer)).equals(content)).toBe(true)
})
