import { createClient, type Middleware } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { v1Signer } from '../src/index.ts'
import {
  accessKey,
  expectSigned,
  id,
  lists,
  methods,
  numbersAt,
  passwordOf,
  secretKey,
  signatureOf,
} from './support.ts'

afterEach(() => {
  vi.useRealTimers()
})

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
  { with: 'with middleware that lets pass', middleware: [pass, pass] },
])('$with, what is sent is what is signed', ({ middleware }) => {
  test.each(methods)('$name', async ({ call, success }) => {
    await using server = await startServer([success])
    await call(numbersAt(server, { middleware }))
    expect(server.requests).toHaveLength(1)
    expectSigned(server.requests)
  })

  test('in any query', async () => {
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

  test('in any body and path', async () => {
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

describe('what a middleware changes is signed as changed', () => {
  test('a query', async () => {
    await using server = await startServer([{ body: {} }])
    const zoned: Middleware = (request, next) => next(new Request(`${request.url}&zone=a+b`, request))
    await numbersAt(server, { middleware: [zoned] }).search({ npa: '206' })
    expect(server.requests[0]?.target).toBe('/v1/available-tns/tns/?limit=200&npa=206&page=1&zone=a+b')
    expectSigned(server.requests)
  })

  test('a query out of order, as the service puts it in order', async () => {
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

  test('a body taken away', async () => {
    await using server = await startServer([{ status: 200 }])
    const bare: Middleware = ({ url, method }, next) => next(new Request(url, { method }))
    await numbersAt(server, { middleware: [bare] }).updateRoutes(id, ['a', 'b'])
    expect(server.requests[0]?.text).toBe('')
    expectSigned(server.requests)
  })
})

describe('a retry is signed anew', () => {
  const start = Date.parse('2026-01-15T17:00:00.400Z')

  test('with its own timestamp', async () => {
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

  test('and so is every page', async () => {
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

test.each(lists)('$name does not send the secret key', async ({ call, success }) => {
  await using server = await startServer([success])
  await call(numbersAt(server))
  const [request] = server.requests
  expect(request && passwordOf(request)).toMatch(/^[\da-f]{40}$/)
  expect(JSON.stringify(request)).not.toContain(secretKey)
})

test('a request to an endpoint that no class covers can be signed, at a time of its own', async () => {
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
