import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import {
  AbortedError,
  type ClientOptions,
  ConnectionError,
  createClient,
  type Middleware,
  TimeoutError,
} from '@flowroute/core'
import { undiciTransport } from '@flowroute/core/undici'
import { startServer } from '@flowroute/testing'
import { Agent, Dispatcher, MockAgent, ProxyAgent } from 'undici'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  accessKey,
  eventually,
  failure,
  nobody,
  rejection,
  secretKey,
  startHoldingServer,
  startRawServer,
} from './set-up.ts'

const clientOf = ({ url }: { url: string }, options: ClientOptions = {}) =>
  createClient({
    accessKey,
    secretKey,
    baseUrl: url,
    backoff: { base: 0 },
    transport: undiciTransport(),
    ...options,
  })

/** Variables that name a proxy would change what these tests mean. */
const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('over undici', () => {
  for (const name of proxyVariables) vi.stubEnv(name, '')

  test('a request goes out as over fetch, and its response comes in', async () => {
    await using server = await startServer([{ status: 201, headers: { 'x-a': '1' }, body: { é: 'ü' } }])
    const client = clientOf(server)
    const { data, response } = await client
      .request({ method: 'POST', path: '/v2/things', query: { a: 'b c' }, body: { name: 'é' } })
      .withResponse()
    expect(data).toEqual({ é: 'ü' })
    expect(response.status).toBe(201)
    expect(response.headers.get('x-a')).toBe('1')
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      target: '/v2/things?a=b%20c',
      json: { name: 'é' },
      headers: { authorization: expect.stringMatching(/^Basic /), 'content-length': '13' },
    })
  })

  test('a write without a body says so', async () => {
    await using server = await startServer([{ status: 204 }])
    await clientOf(server).request({ method: 'POST', path: '/a' })
    expect(server.requests[0]?.headers).toMatchObject({ 'content-length': '0' })
  })

  test('middleware gets a response of the web platform, also without a body', async () => {
    await using server = await startServer([{ body: { a: 1 } }, { status: 204 }])
    const seen: unknown[] = []
    const watch: Middleware = async (request, next) => {
      const response = await next(request)
      seen.push([response instanceof Response, response.status, await response.clone().text()])
      return response
    }
    const client = clientOf(server, { middleware: [watch] })
    expect(await client.request({ path: '/a' })).toEqual({ a: 1 })
    expect(await client.request({ method: 'DELETE', path: '/a' })).toBeUndefined()
    expect(seen).toEqual([
      [true, 200, '{"a":1}'],
      [true, 204, ''],
    ])
  })

  test('a connection that was never made is not-sent, and made again; one that broke is unknown', async () => {
    const refused = await failure(
      ConnectionError,
      clientOf(await nobody()).request({ method: 'POST', path: '/a' }),
    )
    expect(refused).toMatchObject({ outcome: 'not-sent', attempts: 3 })
    await using server = await startRawServer((socket) => socket.once('data', () => socket.destroy()))
    const broken = await failure(ConnectionError, clientOf(server).request({ method: 'POST', path: '/a' }))
    expect(broken).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })

  test('a redirect is not followed, and a 421 is not repeated', async () => {
    await using server = await startServer([
      { status: 302, headers: { location: '/other' } },
      { status: 421 },
    ])
    const client = clientOf(server, { retries: 0 })
    expect(await rejection(client.request({ path: '/a' }))).toMatchObject({ status: 302 })
    expect(await rejection(client.request({ path: '/a' }))).toMatchObject({ status: 421 })
    expect(server.requests).toHaveLength(2)
  })

  test('a connection is used again', async () => {
    await using server = await startServer([{ body: {} }])
    const client = clientOf(server)
    for (let call = 1; call <= 5; call++) await client.request({ path: '/a' })
    // A second one at most: the first may not be free yet when the next call begins.
    expect(server.sockets.size).toBeLessThanOrEqual(2)
  })

  test('a call that is given up releases its connection', async () => {
    await using server = await startHoldingServer((_request, response) => {
      response.writeHead(200).flushHeaders()
      return undefined
    })
    await failure(TimeoutError, clientOf(server, { timeout: 30, retries: 0 }).request({ path: '/a' }))
    const controller = new AbortController()
    const ended = rejection(clientOf(server).request({ path: '/a' }, { signal: controller.signal }))
    await eventually(() => server.requests.length === 2)
    controller.abort()
    await ended
    await server.released()
  })

  test('one that is given up while it waits for a connection is not sent, and the connection goes on', async () => {
    let answer = (): void => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await using server = await startServer(async ({ target }) => {
      if (target === '/a') await held
      return { body: {} }
    })
    const dispatcher = new Agent({ connections: 1 })
    const client = clientOf(server, { transport: undiciTransport({ dispatcher }), retries: 0 })
    const first = client.request({ path: '/a' })
    await eventually(() => server.requests.length === 1)
    const controller = new AbortController()
    const second = failure(AbortedError, client.request({ path: '/b' }, { signal: controller.signal }))
    controller.abort()
    await second
    answer()
    await first
    await client.request({ path: '/c' })
    expect(server.requests.map(({ target }) => target)).toEqual(['/a', '/c'])
    await dispatcher.close()
  })

  test('hints before the response are not the response', async () => {
    await using server = await startServer((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' })
      return { status: 200, body: { a: 1 } }
    })
    expect(await clientOf(server).request({ path: '/a' })).toEqual({ a: 1 })
  })

  test('a header that comes several times keeps all its values', async () => {
    await using server = await startServer((_request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      return { body: {} }
    })
    const { response } = await clientOf(server).request({ path: '/a' }).withResponse()
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('a response compressed as %s is decompressed, within the limit', async (coding, compress) => {
    await using server = await startServer((_request, response) => {
      response
        .writeHead(200, { 'content-encoding': coding })
        .end(compress(JSON.stringify({ a: 'x'.repeat(500) })))
      return undefined
    })
    expect(await clientOf(server).request({ path: '/a' })).toEqual({ a: 'x'.repeat(500) })
    const limited = clientOf(server, { maxResponseBytes: 100 })
    expect(await rejection(limited.request({ path: '/a' }))).toMatchObject({ name: 'ResponseFormatError' })
  })

  test('a compression that nobody asked for is an error, and the outcome of a write unknown', async () => {
    await using server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('{}'))
      return undefined
    })
    const error = await failure(ConnectionError, clientOf(server).request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'unknown', message: expect.stringContaining('encoding br') })
  })
})

describe('the body', () => {
  const request = { method: 'GET', headers: {}, body: undefined, once: false }

  /** A dispatcher whose service is this test. */
  class Scripted extends Dispatcher {
    isPaused = false
    handler!: Dispatcher.DispatchHandler
    aborted: unknown
    readonly controller: Dispatcher.DispatchController

    constructor() {
      super()
      const self = this
      this.controller = {
        aborted: false,
        reason: null,
        rawHeaders: null,
        rawTrailers: null,
        get paused() {
          return self.isPaused
        },
        pause: () => {
          self.isPaused = true
        },
        resume: () => {
          self.isPaused = false
        },
        abort: (reason) => {
          self.aborted = reason
        },
      }
    }

    override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      this.handler = handler
      handler.onRequestStart?.(this.controller, {})
      handler.onResponseStart?.(this.controller, 200, {})
      return true
    }

    send(bytes: number): void {
      this.handler.onResponseData?.(this.controller, Buffer.alloc(bytes))
    }
  }

  async function open(signal = new AbortController().signal) {
    const dispatcher = new Scripted()
    const send = undiciTransport({ dispatcher })
    const { body } = await send({ ...request, url: 'https://api.example/a', signal })
    const reader = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
    return { dispatcher, reader }
  }

  test('is read at the pace of its reader', async () => {
    const { dispatcher, reader } = await open()
    dispatcher.send(60_000)
    expect(dispatcher.isPaused).toBe(false)
    dispatcher.send(60_000)
    expect(dispatcher.isPaused).toBe(true)
    expect((await reader.next()).value).toHaveLength(60_000)
    expect(dispatcher.isPaused).toBe(false)
    expect((await reader.next()).value).toHaveLength(60_000)
    const last = reader.next()
    dispatcher.handler.onResponseEnd?.(dispatcher.controller, {})
    expect(await last).toEqual({ done: true, value: undefined })
  })

  test('what arrived before the connection broke is read before the error', async () => {
    const { dispatcher, reader } = await open()
    dispatcher.send(10)
    const broken = new Error('the connection broke')
    dispatcher.handler.onResponseError?.(dispatcher.controller, broken)
    expect((await reader.next()).value).toHaveLength(10)
    expect(await rejection(reader.next())).toBe(broken)
  })

  test('a reader that stops, or a signal, closes the connection; after the end neither does anything', async () => {
    const stopped = await open()
    await stopped.reader.return?.()
    expect(stopped.dispatcher.aborted).toBeInstanceOf(Error)

    const controller = new AbortController()
    const given = await open(controller.signal)
    const reading = rejection(given.reader.next())
    controller.abort()
    expect(await reading).toBe(controller.signal.reason)
    expect(given.dispatcher.aborted).toBe(controller.signal.reason)

    const later = new AbortController()
    const ended = await open(later.signal)
    ended.dispatcher.handler.onResponseEnd?.(ended.dispatcher.controller, {})
    later.abort()
    await ended.reader.return?.()
    expect(ended.dispatcher.aborted).toBeUndefined()
  })

  test('nothing is sent when the signal is aborted already', async () => {
    const dispatcher = new Scripted()
    const send = undiciTransport({ dispatcher })
    const signal = AbortSignal.abort()
    expect(await rejection(send({ ...request, url: 'https://api.example/a', signal }))).toBe(signal.reason)
    expect(dispatcher.handler).toBeUndefined()
  })
})

describe('dispatchers', () => {
  test('any of undici 7 is taken', async () => {
    await using server = await startServer([{ body: { from: 'server' } }])
    const dispatcher = new Agent({ connections: 1 })
    const client = clientOf(server, { transport: undiciTransport({ dispatcher }) })
    expect(await client.request({ path: '/a' })).toEqual({ from: 'server' })
    await dispatcher.close()

    const mock = new MockAgent()
    mock.disableNetConnect()
    mock.get('https://api.example').intercept({ path: '/a' }).reply(200, { from: 'mock' })
    const mocked = clientOf(
      { url: 'https://api.example' },
      { transport: undiciTransport({ dispatcher: mock }) },
    )
    expect(await mocked.request({ path: '/a' })).toEqual({ from: 'mock' })
  })

  /** A proxy that tunnels, and counts what it was asked to. */
  async function startProxy() {
    const tunnels: string[] = []
    const proxy = createServer((_request, response) => response.writeHead(405).end())
    proxy.on('connect', (request: IncomingMessage, socket, head) => {
      tunnels.push(request.url ?? '')
      const target = new URL(`http://${request.url}`)
      const upstream = connectTo(Number(target.port), target.hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        upstream.write(head)
        upstream.pipe(socket).pipe(upstream)
      })
      for (const end of [socket, upstream]) end.on('error', () => {})
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const { port } = proxy.address() as AddressInfo
    return {
      url: `http://127.0.0.1:${port}`,
      tunnels,
      [Symbol.asyncDispose]: async () => {
        proxy.closeAllConnections()
        proxy.close()
      },
    }
  }

  test('a ProxyAgent sends everything through its proxy', async () => {
    await using proxy = await startProxy()
    await using server = await startServer([{ body: {} }])
    const dispatcher = new ProxyAgent({ uri: proxy.url, proxyTunnel: true })
    const client = clientOf(server, { transport: undiciTransport({ dispatcher }) })
    await client.request({ path: '/a' })
    expect(proxy.tunnels).toEqual([new URL(server.url).host])
    await dispatcher.destroy()
  })

  test('the default takes the proxy from the environment, except for hosts that are to be reached directly', async () => {
    await using proxy = await startProxy()
    await using server = await startServer([{ body: {} }])
    vi.stubEnv('http_proxy', proxy.url)
    vi.stubEnv('no_proxy', '')
    await clientOf(server).request({ path: '/a' })
    expect(proxy.tunnels).toEqual([new URL(server.url).host])
    vi.stubEnv('no_proxy', '127.0.0.1')
    await clientOf(server).request({ path: '/b' })
    expect(proxy.tunnels).toHaveLength(1)
    expect(server.requests).toHaveLength(2)
  })
})

describe('connect', () => {
  test('opens a connection, sends nothing, and the first call uses it', async () => {
    let connections = 0
    let received = 0
    const server = createServer((_request, response) => response.end('{}'))
    server.on('connection', (socket) => {
      connections++
      socket.on('data', () => received++)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = clientOf({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect(await client.connect()).toBeUndefined()
    expect([connections, received]).toEqual([1, 0])
    await client.request({ path: '/a' })
    expect([connections, received]).toEqual([1, 1])
    server.closeAllConnections()
    server.close()
  })

  test('fails when no connection can be made', async () => {
    const error = await failure(ConnectionError, clientOf(await nobody()).connect())
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1, method: 'CONNECT' })
  })

  test('is bounded by its timeout and its signal', async () => {
    const dispatcher = new Agent({ connect: () => {} })
    const client = clientOf({ url: 'https://api.example' }, { transport: undiciTransport({ dispatcher }) })
    expect(await failure(TimeoutError, client.connect({ timeout: 5 }))).toMatchObject({ outcome: 'not-sent' })
    const aborted = await rejection(client.connect({ signal: AbortSignal.abort('enough') }))
    expect(aborted).toMatchObject({ name: 'AbortedError', outcome: 'not-sent' })
  })

  test('does nothing where the transport cannot', async () => {
    const client = createClient({ accessKey, secretKey, baseUrl: (await nobody()).url })
    expect(await client.connect()).toBeUndefined()
  })
})

test('without undici a call says what to install, and nothing was sent', async () => {
  vi.doMock('undici', () => {
    throw Object.assign(new Error("Cannot find package 'undici'"), { code: 'ERR_MODULE_NOT_FOUND' })
  })
  const client = clientOf({ url: 'https://api.example' })
  const error = await rejection(client.request({ method: 'POST', path: '/a' }))
  vi.doUnmock('undici')
  expect(error).toMatchObject({ name: 'ConfigurationError', outcome: 'not-sent', attempts: 1 })
  expect((error as Error).message).toContain('npm install undici@7')
})
