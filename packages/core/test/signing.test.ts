import { createHmac } from 'node:crypto'
import {
  AbortedError,
  type Middleware,
  type RequestSpec,
  type ResponseFormatError,
  ServerError,
} from '@flowroute/core'
import { createSigner, type Signer } from '@flowroute/core/resource'
import { type SeenRequest, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { expectHidden } from './secrets-set-up.ts'
import { accessKey, clientOf, failure, recordingLogger, rejection, secretKey } from './set-up.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Signs all there is, and a count of its own. */
function countingSigner(): Signer {
  let count = 0
  return createSigner(async ({ method, url, body }, hmacSha1) => {
    const number = String(++count)
    const message = [number, method, url, Buffer.from(body).toString()].join('\n')
    return { password: hex(await hmacSha1(message)), headers: { 'x-count': number } }
  })
}

/** The password that the server expects for what has reached it. */
function expectedPassword(url: string, { method, target, text, headers }: SeenRequest): string {
  const message = [headers['x-count'], method, url + target, text].join('\n')
  return createHmac('sha1', secretKey).update(message).digest('hex')
}

function passwordOf({ headers }: SeenRequest): string {
  const [user, password] = Buffer.from(headers['authorization']?.slice('Basic '.length) ?? '', 'base64')
    .toString()
    .split(':')
  expect(user).toBe(accessKey)
  return password as string
}

const put = (sign: Signer): RequestSpec<unknown> => ({
  method: 'PUT',
  path: '/v1/tns/12065550100',
  query: 'a=1+2&b=%C3%BC',
  body: { name: 'ü "x"' },
  sign,
})

describe('signing', () => {
  test('covers exactly what is sent, in place of the secret key', async () => {
    await using server = await startServer([{ body: {} }])
    const client = clientOf(server)
    await client.request(put(countingSigner()))
    await client.request({ path: '/v1/tns/', sign: countingSigner() })
    for (const request of server.requests) {
      expect(passwordOf(request)).toBe(expectedPassword(server.url, request))
    }
    expect(server.requests[0]).toMatchObject({
      target: '/v1/tns/12065550100?a=1+2&b=%C3%BC',
      json: { name: 'ü "x"' },
      headers: { 'content-length': '19' },
    })
  })

  test('comes after all middleware, which does not see it', async () => {
    await using server = await startServer([{ body: {} }])
    const seen: Headers[] = []
    const rewrite: Middleware = async (request, next) => {
      const other = new Request(`${request.url}&c=3`, {
        method: 'PATCH',
        headers: request.headers,
        body: '{}',
      })
      const response = await next(other)
      seen.push(request.headers, other.headers)
      return response
    }
    await clientOf(server, { middleware: [rewrite] }).request(put(countingSigner()))
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'PATCH', text: '{}', headers: { 'content-length': '2' } })
    expect(passwordOf(request as SeenRequest)).toBe(expectedPassword(server.url, request as SeenRequest))
    for (const headers of seen) {
      expect(headers.has('authorization')).toBe(false)
      expect(headers.has('x-count')).toBe(false)
    }
  })

  test('is done anew for each attempt', async () => {
    await using server = await startServer([{ status: 503 }, { status: 503 }, { body: {} }])
    await clientOf(server).request(put(countingSigner()))
    expect(server.requests.map(({ headers }) => headers['x-count'])).toEqual(['1', '2', '3'])
    for (const request of server.requests) {
      expect(passwordOf(request)).toBe(expectedPassword(server.url, request))
    }
  })

  test('leaves no signature of any attempt in what can be seen', async () => {
    const shown: string[] = []
    await using server = await startServer((request) => {
      shown.push(request.headers['authorization'] as string, passwordOf(request))
      return { status: 500, body: `<pre>${shown.join('\n')}</pre>` }
    })
    const { lines, data, logger } = recordingLogger()
    const error = await failure(ServerError, clientOf(server, { logger }).request(put(countingSigner())))
    expect(error.message).toContain('[redacted]')
    expect(shown).toHaveLength(6)
    for (const secret of [secretKey, ...shown.map((text) => text.replace('Basic ', ''))]) {
      expectHidden([error, lines, data], { accessKey, secretKey: secret })
    }
  })

  test('leaves none in an answer that cannot be read, or a connection that fails', async () => {
    const shown: string[] = []
    const fetch = async ({ headers }: Request): Promise<Response> => {
      shown.push(headers.get('authorization')?.slice('Basic '.length) as string)
      if (shown.length === 1) return new Response(`<p>${shown[0]}`)
      throw new TypeError(`could not send ${shown.at(-1)}`)
    }
    const client = clientOf({ url: 'http://127.0.0.1' }, { fetch, retries: 0 })
    const errors = [await rejection(client.request(put(countingSigner())))]
    expect((errors[0] as ResponseFormatError).snippet).toBe('<p>[redacted]')
    errors.push(await rejection(client.request(put(countingSigner()))))
    expect((errors[1] as Error).message).toContain('[redacted]')
    for (const secret of shown) expectHidden(errors, { accessKey, secretKey: secret })
  })

  test('that fails fails the call, and nothing is sent', async () => {
    await using server = await startServer([{ body: {} }])
    const refusal = new Error('no key today')
    const sign = createSigner(async () => {
      throw refusal
    })
    expect(await rejection(clientOf(server).request(put(sign)))).toBe(refusal)
    expect(server.requests).toEqual([])
  })

  test('that hangs ends with the signal', async () => {
    await using server = await startServer([{ body: {} }])
    const controller = new AbortController()
    const sign = createSigner(() => {
      controller.abort()
      return new Promise(() => {})
    })
    const call = clientOf(server).request(put(sign), { signal: controller.signal })
    await failure(AbortedError, call)
    expect(server.requests).toEqual([])
  })
})

describe('a query given as text', () => {
  test('is sent as it is', async () => {
    await using server = await startServer([{ body: {} }])
    await clientOf(server).request({ path: '/a', query: 'b=%2B+%20&a=(1)' })
    expect(server.requests[0]?.target).toBe('/a?b=%2B+%20&a=(1)')
  })

  test.each(['a=b#c', 'a=b c', 'a=\n'])('is refused when it is not encoded: %j', async (query) => {
    await using server = await startServer([{ body: {} }])
    const error = await rejection(clientOf(server).request({ path: '/a', query }))
    expect(String(error)).toContain('query')
    expect(server.requests).toEqual([])
  })
})
