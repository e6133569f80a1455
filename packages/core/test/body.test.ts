import { gzipSync } from 'node:zlib'
import { ApiError, ConnectionError, NotFoundError, ResponseFormatError, ServerError } from '@flowroute/core'
import { entity, noContent, textOrNumber } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { clientOf, failure, type Respond, rejection, startHoldingServer, startRawServer } from './set-up.ts'

const decode = entity(v.looseObject({ id: textOrNumber() }))
const get = { path: '/a', decode } as const
const mebibyte = 1024 * 1024

describe('a success whose body is not the document it should be', () => {
  test.each<[string, string | undefined, string, string]>([
    ['a page', '<!doctype html>\n\n<h1>Welcome</h1>', 'it is not JSON', '<!doctype html> <h1>Welcome</h1>'],
    ['a document that ends early', '{"data":{"id":"1","at', 'it is not JSON', '{"data":{"id":"1","at'],
    ['two documents', '{}{}', 'it is not JSON', '{}{}'],
    ['nothing', undefined, 'it is empty', ''],
    ['blanks', ' \r\n', 'it is empty', ''],
    ['null', 'null', 'it is not a document', 'null'],
    ['a text', '"ok"', 'it is not a document', '"ok"'],
    ['a list', '[]', 'it is not a document', '[]'],
    ['no data', '{}', 'it has no data', '{}'],
    ['data that is null', '{"data":null}', 'it has no data', '{"data":null}'],
    ['data without an id', '{"data":{"type":"a"}}', 'a resource in it has no id', '{"data":{"type":"a"}}'],
    [
      'an error document',
      '{"errors":[{"detail":"Not today."}]}',
      'it has no data. Not today.',
      '{"errors":[{"detail":"Not today."}]}',
    ],
  ])('is refused: %s', async (_, body, problem, snippet) => {
    await using server = await startServer([{ body }])
    const error = await failure(ResponseFormatError, clientOf(server).request(get))
    expect(error).toMatchObject({
      status: 200,
      snippet,
      outcome: 'unknown',
      attempts: 1,
      method: 'GET',
      path: '/a',
    })
    expect(error.message.replace(/\.$/, '')).toBe(
      `The response to GET /a (200) is not usable: ${problem.replace(/\.$/, '')}`,
    )
    // It would be the same the next time.
    expect(server.requests).toHaveLength(1)
  })

  test.each([200, 201, 202, 204, 205])('is refused when it is a %i without a body', async (status) => {
    await using server = await startServer([{ status }])
    expect((await failure(ResponseFormatError, clientOf(server).request(get))).status).toBe(status)
  })

  test('is told by its beginning, on one line', async () => {
    await using server = await startServer([{ body: `<p>\n\t${'x'.repeat(9_000)}` }])
    const { snippet } = await failure(ResponseFormatError, clientOf(server).request(get))
    expect(snippet).toBe(`<p> ${'x'.repeat(196)}`)
  })

  test('without a decoder any JSON will do, and noContent at all', async () => {
    await using server = await startServer([{ body: '[1]' }, { body: 'null' }, { status: 204 }, { body: '' }])
    const client = clientOf(server)
    const results = []
    for (let call = 1; call <= 4; call++) results.push(await client.request({ path: '/a' }))
    expect(results).toEqual([[1], null, undefined, undefined])
  })
})

describe('where noContent is due', () => {
  const remove = { method: 'DELETE', path: '/a', decode: noContent } as const

  test.each([
    { status: 204 },
    { status: 200 },
    { status: 202, body: { data: { id: '1' } } },
    { status: 200, body: 'null' },
    { status: 200, body: { data: {}, errors: [] } },
  ])('%j passes', async (answer) => {
    await using server = await startServer([answer])
    expect(await clientOf(server).request(remove)).toBeUndefined()
  })

  test('an error document and a page do not', async () => {
    await using server = await startServer([{ body: { errors: [{ detail: 'No.' }] } }, { body: '<html>' }])
    const error = await failure(ResponseFormatError, clientOf(server).request(remove))
    expect(error.message).toContain('it contains errors. No.')
    expect(error.outcome).toBe('unknown')
    await failure(ResponseFormatError, clientOf(server).request(remove))
  })
})

describe('a body over maxResponseBytes', () => {
  const document = (bytes: number): string => JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length) })
  const forms: [string, (body: string) => Respond][] = [
    [
      'of known length',
      (body) => (_request, response) => {
        response.writeHead(200, { 'content-length': String(body.length) }).end(body)
        return undefined
      },
    ],
    [
      'in chunks',
      (body) => (_request, response) => {
        response.writeHead(200)
        for (let at = 0; at < body.length; at += 10) response.write(body.slice(at, at + 10))
        response.end()
        return undefined
      },
    ],
    [
      'compressed',
      (body) => (_request, response) => {
        const packed = gzipSync(body)
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed)
        return undefined
      },
    ],
  ]

  test.each(forms)('%s is refused, and one that just fits is not', async (_, respond) => {
    for (const [size, fits] of [
      [200, true],
      [201, false],
    ] as const) {
      await using server = await startServer(respond(document(size)))
      const call = clientOf(server, { maxResponseBytes: 200 }).request({ path: '/a' })
      if (fits) expect(JSON.stringify(await call)).toHaveLength(200)
      else {
        const { message } = await failure(ResponseFormatError, call)
        expect(message).toContain('it is larger than 200 bytes (maxResponseBytes)')
      }
    }
  })

  test('is given up while it still comes', async () => {
    await using server = await startHoldingServer((_request, response) => {
      response.writeHead(200).write('x'.repeat(1_000))
      return undefined
    })
    await failure(ResponseFormatError, clientOf(server, { maxResponseBytes: 999 }).request({ path: '/a' }))
    await server.released()
  })

  test('is one over 32 MiB when nobody says otherwise, however small it came', async () => {
    const packed = gzipSync(`"${'x'.repeat(32 * mebibyte)}"`)
    await using server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
      return undefined
    })
    const { message } = await failure(ResponseFormatError, clientOf(server).request({ path: '/a' }))
    expect(message).toContain(`larger than ${32 * mebibyte} bytes`)
  })

  test('of an error leaves an error of that status', async () => {
    await using server = await startServer([{ status: 404, body: 'x'.repeat(50) }])
    const error = await failure(
      NotFoundError,
      clientOf(server, { maxResponseBytes: 10 }).request({ path: '/a' }),
    )
    expect(String(error.cause)).toContain('larger than 10 bytes')
  })
})

describe('a body that breaks off or cannot be unpacked', () => {
  const raw = (head: string, body: string) => (): Promise<AsyncDisposable & { url: string }> =>
    startRawServer((socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n${body}`)))

  test.each([
    ['before its announced end', raw('200 OK\r\ncontent-length: 100', '{"data":')],
    ['amid its chunks', raw('200 OK\r\ntransfer-encoding: chunked', '5\r\n{"dat')],
    ['and is no gzip', raw('200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 7', 'garbage')],
  ])('is a broken connection: %s', async (_, start) => {
    await using server = await start()
    const error = await failure(ConnectionError, clientOf(server).request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(error.message).toMatch(/^POST \/a lost the connection: .+\.$/)
    expect(error.cause).toBeInstanceOf(Error)
  })

  test.each([
    ['before its announced end', raw('503 Busy\r\nretry-after: 0\r\ncontent-length: 100', '{"errors":[')],
    [
      'and is no gzip',
      raw('503 Busy\r\nretry-after: 0\r\ncontent-encoding: gzip\r\ncontent-length: 7', 'garbage'),
    ],
  ])('in an error leaves an error of that status: %s', async (_, start) => {
    await using server = await start()
    const error = await failure(ServerError, clientOf(server).request({ path: '/a' }))
    expect(error).toMatchObject({ status: 503, attempts: 3, retryAfter: 0, errors: [] })
    expect(error.cause).toBeInstanceOf(ConnectionError)
  })
})

test('any status from 200 to 299 is a success, any other an error', async () => {
  for (const status of [200, 201, 202, 203, 206, 226, 299]) {
    await using server = await startServer([{ status, body: { status } }])
    expect(await clientOf(server).request({ path: '/a' })).toEqual({ status })
  }
  for (const status of [300, 304, 399, 400, 499, 599]) {
    await using server = await startServer([{ status, body: '' }])
    expect(await rejection(clientOf(server).request({ path: '/a' }))).toBeInstanceOf(ApiError)
  }
})

test('a body is read as UTF-8, also where a chunk ends within a character', async () => {
  const fetch = async (): Promise<Response> =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const byte of Buffer.from('{"a":"ü€🔑"}')) controller.enqueue(Uint8Array.of(byte))
          controller.close()
        },
      }),
    )
  const client = clientOf({ url: 'https://api.example' }, { fetch })
  expect(await client.request({ path: '/a' })).toEqual({ a: 'ü€🔑' })
})
