import { createClient, type Middleware } from '@flowroute/core'
import { v1Signer } from '@flowroute/numbers-v1'
import {
  type Answer,
  callMethod,
  failureOf,
  goodIds,
  type Method,
  methods,
  startServer,
} from '@flowroute/testing'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { accessKey, expectSigned, id, numbersAt, passwordOf, secretKey, signatureOf } from './support.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A successful response to that method. */
function success({ answer }: Method): Answer {
  const body = answer.document(goodIds)
  return body === undefined ? { status: 201 } : { body: JSON.parse(body) }
}

const text = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(...' +%&=#?/\\\'"!()*~._-@:;,<>[]{}|^`$éß漢😀\t'),
      minLength: 1,
      maxLength: 20,
    }),
  )
  .filter((given) => given.trim() !== '' && given !== '.' && given !== '..')

const pass: Middleware = (request, next) => next(request)

describe.each([
  { with: 'without middleware', middleware: [] },
  { with: 'with middleware', middleware: [pass, pass] },
])('$with, a request is signed as it is sent', ({ middleware }) => {
  test.each(methods.NumbersV1)('$name', async (method) => {
    await using server = await startServer([success(method)])
    await callMethod(numbersAt(server, { middleware }), method, {})
    expect(server.requests).toHaveLength(1)
    expectSigned(server.requests)
    expect(JSON.stringify(server.requests)).not.toContain(secretKey)
  })

  test('with any query', async () => {
    await using server = await startServer([{ body: {} }])
    const numbers = numbersAt(server, { middleware })
    await fc.assert(
      fc.asyncProperty(text, async (ratecenter) => {
        server.requests.length = 0
        await numbers.search({ state: 'WA', ratecenter, npa: '206' })
        expectSigned(server.requests)
        const [request] = server.requests
        expect(request?.query['ratecenter']).toBe(ratecenter)
        // Form-encoded strictly: no character that one program would encode and another leave.
        expect(request?.target).toMatch(
          /^\/v1\/available-tns\/tns\/\?limit=200&npa=206&page=1&ratecenter=([\w.~+-]|%[\dA-F]{2})+&state=WA$/,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('with any body and path', async () => {
    await using server = await startServer([{ status: 200 }])
    const numbers = numbersAt(server, { middleware })
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        server.requests.length = 0
        await numbers.updateRoutes(id, [one, { name: other }])
        await numbers.createRoute({ name: one, type: 'PSTN', value: id })
        expectSigned(server.requests)
        const [update, creation] = server.requests
        expect(update?.json).toStrictEqual({ routes: [{ name: one }, { name: other }] })
        expect(creation?.path).toMatch(/^\/v1\/routes\/[^/?]+$/)
        expect(decodeURIComponent(creation?.path.slice('/v1/routes/'.length) ?? '')).toBe(one)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a request that a middleware changes is signed as changed', () => {
  test('a query', async () => {
    await using server = await startServer([{ body: {} }])
    const zoned: Middleware = (request, next) => next(new Request(`${request.url}&zone=a+b`, request))
    await numbersAt(server, { middleware: [zoned] }).search({ npa: '206' })
    expect(server.requests[0]?.target).toBe('/v1/available-tns/tns/?limit=200&npa=206&page=1&zone=a+b')
    expectSigned(server.requests)
  })

  test('a query out of order, sorted as the service sorts it', async () => {
    await using server = await startServer([{ body: {} }])
    const zoned: Middleware = (request, next) => {
      const { search } = new URL(request.url)
      return next(new Request(request.url.replace(search, '?zone=1&npa=3&nx=2&area=7&npa=206'), request))
    }
    await numbersAt(server, { middleware: [zoned] }).search()
    const [request] = server.requests
    expect(request?.target).toBe('/v1/available-tns/tns/?zone=1&npa=3&nx=2&area=7&npa=206')
    expect(request && passwordOf(request)).toBe(
      request && signatureOf(request, 'area=7&npa=3&npa=206&nx=2&zone=1'),
    )
  })

  test('a body, a path and a method', async () => {
    await using server = await startServer([{ status: 200 }])
    const other: Middleware = (request, next) =>
      next(
        new Request(request.url.replace('/tns/', '/lines/'), {
          method: 'POST',
          headers: request.headers,
          body: '{"größe": "漢字"}',
        }),
      )
    await numbersAt(server, { middleware: [other] }).updateRoutes(id, ['a', 'b'])
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: `/v1/lines/${id}`,
      text: '{"größe": "漢字"}',
    })
    expectSigned(server.requests)
  })

  test('a removed body', async () => {
    await using server = await startServer([{ status: 200 }])
    const bare: Middleware = ({ url, method }, next) => next(new Request(url, { method }))
    await numbersAt(server, { middleware: [bare] }).updateRoutes(id, ['a', 'b'])
    expect(server.requests[0]?.text).toBe('')
    expectSigned(server.requests)
  })
})

describe('every attempt has its own signature', () => {
  const start = Date.parse('2026-01-15T17:00:00.400Z')

  test('with the timestamp of a retry', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    await using server = await startServer(() => {
      const failures = server.requests.length
      vi.setSystemTime(start + failures * 1_000)
      return failures < 3 ? { status: 503, body: { error: 'Busy.' } } : { body: { tns: {} } }
    })
    const { attempts } = await numbersAt(server).search({ npa: '206' }).withResponse()

    expect(attempts).toBe(3)
    expect(server.requests.map(({ headers }) => headers['x-timestamp'])).toStrictEqual([
      '2026-01-15T17:00:00Z',
      '2026-01-15T17:00:01Z',
      '2026-01-15T17:00:02Z',
    ])
    expectSigned(server.requests)
    expect(new Set(server.requests.map(passwordOf)).size).toBe(3)
  })

  test('with the timestamp of a page', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    await using server = await startServer(({ query }) => {
      vi.setSystemTime(start + server.requests.length * 60_000)
      const page = Number(query['page'])
      const links = page < 3 ? { next: `/v1/available-tns/npas/?page=${page + 1}` } : {}
      return { body: { npas: { [`20${page}`]: {} }, links } }
    })
    expect(await numbersAt(server).listNpas({ pageSize: 1 }).toArray()).toHaveLength(3)
    expectSigned(server.requests)
    expect(new Set(server.requests.map(({ headers }) => headers['x-timestamp'])).size).toBe(3)
  })
})

test('neither the secret key nor a signature shows in an error or a log line', async () => {
  const lines: string[] = []
  const log = (...line: unknown[]): void => void lines.push(JSON.stringify(line))
  await using server = await startServer(() => ({
    status: 500,
    body: `<html>${server.requests.map((request) => `${request.headers['authorization']} ${passwordOf(request)}`)}`,
  }))
  const error = await failureOf(numbersAt(server, { logger: { debug: log, warn: log } }).get(id))
  const text = [error.message, error.stack, JSON.stringify(error), ...lines].join()
  expect(text).toContain('[redacted]')
  expect(server.requests).toHaveLength(3)
  for (const request of server.requests) {
    const [, token = 'no token'] = request.headers['authorization']?.split(' ') ?? []
    for (const secret of [secretKey, token, passwordOf(request) ?? 'no password']) {
      expect(text).not.toContain(secret)
    }
  }
})

test('a request to an endpoint that no class covers, with its own time', async () => {
  await using server = await startServer([{ body: { balance: 7 } }])
  const client = createClient({ accessKey, secretKey, baseUrl: `${server.url}/proxy` })
  const timestamp = '2020-02-29T23:59:59Z'
  expect(
    await client.request({ path: '/v1/balance', query: 'b=2&a=1', sign: v1Signer(() => timestamp) }),
  ).toStrictEqual({ balance: 7 })
  const [request] = server.requests
  expect(request).toMatchObject({
    target: '/proxy/v1/balance?b=2&a=1',
    headers: { 'x-timestamp': timestamp },
  })
  expect(request && passwordOf(request)).toBe(request && signatureOf(request, 'a=1&b=2'))
})
