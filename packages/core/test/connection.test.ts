import { inspect } from 'node:util'
import { ApiError, ConnectionError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, test, vi } from 'vitest'
import { clientOf, failure, nobody, startRawServer } from './set-up.ts'

/** The codes along the causes of an error. */
function codes(error: unknown): unknown[] {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return [...(code === undefined ? [] : [code]), ...(cause === undefined ? [] : codes(cause))]
}

describe('a connection that fails', () => {
  test('because nobody listens says so, with its cause', async () => {
    const error = await failure(ConnectionError, clientOf(await nobody()).request({ path: '/a' }))
    expect(error).toMatchObject({
      name: 'ConnectionError',
      message: 'GET /a could not connect: ECONNREFUSED.',
      outcome: 'not-sent',
      attempts: 3,
    })
    expect(codes(error)).toContain('ECONNREFUSED')
    expect(inspect(error)).toContain('ECONNREFUSED')
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('because nobody listens at any address of the name is not sent, either', async () => {
    const { url } = await nobody()
    const client = clientOf({ url: url.replace('127.0.0.1', 'localhost') })
    const error = await failure(ConnectionError, client.request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
  })

  test('because there is no such name is not sent', async () => {
    const client = clientOf({ url: 'http://nonexistent.invalid' }, { allowInsecureHttp: true })
    const error = await failure(ConnectionError, client.request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
    expect(error.message).toMatch(/^POST \/a could not connect: (ENOTFOUND|EAI_AGAIN)\.$/)
    expect(codes(error).join()).toMatch(/ENOTFOUND|EAI_AGAIN/)
  })

  test('because it was reset, or closed without an answer, may have been heard', async () => {
    for (const [end, code] of [
      ['resetAndDestroy', 'ECONNRESET'],
      ['destroy', 'UND_ERR_SOCKET'],
    ] as const) {
      await using server = await startRawServer((socket) => socket.once('data', () => socket[end]()))
      const error = await failure(ConnectionError, clientOf(server).request({ path: '/a' }))
      expect(error.message).toBe(`GET /a lost the connection: ${code}.`)
      expect(error.outcome).toBe('unknown')
      expect(codes(error)).toContain(code)
    }
  })

  test('because the other side does not speak HTTP may have been heard', async () => {
    await using server = await startRawServer((socket) =>
      socket.once('data', () => socket.end('SSH-2.0\r\n')),
    )
    const error = await failure(ConnectionError, clientOf(server).request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })

  test('because the other side does not speak TLS is an error like any other', async () => {
    await using server = await startServer([{ body: {} }])
    const client = clientOf({ url: server.url.replace('http:', 'https:') })
    await failure(ConnectionError, client.request({ path: '/a' }))
    expect(server.requests).toHaveLength(0)
  })

  const nested = (code: string): Error =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('why'), { code }) })
  test.each([
    ['a refused connection', nested('ECONNREFUSED'), 'not-sent'],
    ['an unknown name', nested('ENOTFOUND'), 'not-sent'],
    ['no route', Object.assign(new Error('why'), { code: 'EHOSTUNREACH', syscall: 'connect' }), 'not-sent'],
    [
      'no route any more',
      Object.assign(new Error('why'), { code: 'EHOSTUNREACH', syscall: 'read' }),
      'unknown',
    ],
    ['a connection that took too long', nested('UND_ERR_CONNECT_TIMEOUT'), 'not-sent'],
    ['a certificate for another name', nested('ERR_TLS_CERT_ALTNAME_INVALID'), 'not-sent'],
    ['a certificate signed by itself', nested('DEPTH_ZERO_SELF_SIGNED_CERT'), 'not-sent'],
    ['a certificate that has expired', nested('CERT_HAS_EXPIRED'), 'not-sent'],
    [
      'a step of the system',
      Object.assign(new Error('why'), { code: 'ETIMEDOUT', syscall: 'connect' }),
      'not-sent',
    ],
    [
      'several addresses, none of which answered',
      Object.assign(new Error('why'), { errors: [nested('ECONNREFUSED'), nested('ENOTFOUND')] }),
      'not-sent',
    ],
    [
      'several errors, one of which is not of the connection',
      Object.assign(new Error('why'), { errors: [nested('ECONNREFUSED'), nested('EPIPE')] }),
      'unknown',
    ],
    ['Bun', Object.assign(new Error('why'), { code: 'ConnectionRefused' }), 'not-sent'],
    ['Deno', new TypeError('error sending request: client error (Connect): tcp connect error'), 'not-sent'],
    ['Deno, later', new TypeError('error sending request: client error (SendRequest)'), 'unknown'],
    ['a browser', new TypeError('Failed to fetch'), 'unknown'],
    ['a broken pipe', nested('EPIPE'), 'unknown'],
    [
      'a read that took too long',
      Object.assign(new Error('why'), { code: 'ETIMEDOUT', syscall: 'read' }),
      'unknown',
    ],
    ['no error at all', undefined, 'unknown'],
    ['a text', 'broken', 'unknown'],
  ] as const)('in the words of %s leaves a write as certain as it is', async (_, thrown, outcome) => {
    const fetch = vi.fn(() => Promise.reject(thrown))
    const client = clientOf({ url: 'https://api.example' }, { fetch })
    const error = await failure(ConnectionError, client.request({ method: 'POST', path: '/a' }))
    expect(error.outcome).toBe(outcome)
    expect(fetch).toHaveBeenCalledTimes(outcome === 'not-sent' ? 3 : 1)
  })
})

test('a fetch that throws at once is a rejection, too', async () => {
  const client = clientOf(
    { url: 'https://api.example' },
    {
      fetch: () => {
        throw new Error('broken')
      },
    },
  )
  const error = await failure(ConnectionError, client.request({ path: '/a' }))
  expect(error.message).toBe('GET /a lost the connection: broken.')
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i is not followed, neither elsewhere nor at home',
    async (status) => {
      await using elsewhere = await startServer([{ body: { from: 'elsewhere' } }])
      await using server = await startServer(({ path }) => ({
        status,
        headers: { location: path === '/away' ? `${elsewhere.url}/v2/secret-path` : '/home' },
      }))
      // Not even when a middleware asks for it.
      const following = clientOf(server, {
        middleware: [(request, next) => next(new Request(request, { redirect: 'follow' }))],
      })
      for (const client of [clientOf(server), following]) {
        for (const method of ['GET', 'POST'] as const) {
          const away = await failure(ApiError, client.request({ method, path: '/away' }))
          expect(away).toMatchObject({ status, attempts: 1, outcome: 'unknown' })
          expect(away.message).toContain(`a redirect to ${elsewhere.url}, which is not followed`)
          const home = await failure(ApiError, client.request({ method, path: '/home' }))
          expect(home.message).toContain('a redirect, which is not followed')
        }
      }
      expect(server.requests).toHaveLength(8)
      expect(elsewhere.requests).toHaveLength(0)
      expect(elsewhere.sockets.size).toBe(0)
    },
  )
})
