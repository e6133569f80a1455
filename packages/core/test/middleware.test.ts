import { setImmediate } from 'node:timers/promises'
import { ConfigurationError, ConnectionError, type Middleware, ServerError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { clientOf, failure, rejection } from './set-up.ts'

describe('middleware', () => {
  test('runs in order, the first outermost', async () => {
    await using server = await startServer([{ body: {} }])
    const steps: string[] = []
    const step =
      (name: string): Middleware =>
      async (request, next) => {
        steps.push(`before ${name}`)
        const response = await next(request)
        steps.push(`after ${name}`)
        return response
      }
    const client = clientOf(server, { middleware: [step('first'), step('second'), step('third')] })
    await client.request({ path: '/a' })
    const inner = ['before third', 'after third']
    expect(steps).toEqual(['before first', 'before second', ...inner, 'after second', 'after first'])
  })

  test('runs once for each attempt, and is told which it is', async () => {
    await using server = await startServer([{ status: 503 }, { status: 429 }, { body: {} }])
    const seen: [number, number][] = []
    const watch: Middleware = async (request, next, { attempt }) => {
      const response = await next(request)
      seen.push([attempt, response.status])
      return response
    }
    await clientOf(server, { middleware: [watch] }).request({ path: '/a' })
    expect(seen).toEqual([
      [1, 503],
      [2, 429],
      [3, 200],
    ])
  })

  test('sees the whole request but never the credentials, which arrive all the same', async () => {
    await using server = await startServer([{ body: {} }])
    const seen: unknown[] = []
    const watch: Middleware = async (request, next) => {
      const response = await next(request)
      const { method, url } = request
      seen.push({ method, url, headers: Object.fromEntries(request.headers) })
      return response
    }
    const client = clientOf(server, { middleware: [watch, watch], headers: { 'x-own': '1' } })
    await client.request({ method: 'POST', path: '/a', query: { b: 1 }, body: { c: 'ü' } })
    for (const request of seen) {
      expect(request).toMatchObject({
        method: 'POST',
        url: `${server.url}/a?b=1`,
        headers: { 'x-own': '1', 'content-type': 'application/vnd.api+json' },
      })
      expect(request).not.toHaveProperty('headers.authorization')
    }
    expect(seen).toHaveLength(2)
    expect(server.requests[0]).toMatchObject({ method: 'POST', target: '/a?b=1', json: { c: 'ü' } })
    expect(server.requests[0]?.headers['authorization']).toMatch(/^Basic /)
  })

  test('may change headers, address and body, but not whose request it is', async () => {
    await using server = await startServer([{ body: {} }])
    const change: Middleware = async (request, next) => {
      const headers = new Headers(request.headers)
      headers.set('x-trace', 'abc')
      headers.delete('user-agent')
      headers.set('authorization', 'Bearer other')
      const { method } = request
      const body = JSON.stringify({ was: await request.json() })
      return next(new Request(`${request.url}&traced=1`, { method, headers, body, signal: request.signal }))
    }
    const client = clientOf(server, { middleware: [change] })
    await client.request({ method: 'PUT', path: '/a', query: { b: 1 }, body: { c: 2 } })
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'PUT', target: '/a?b=1&traced=1', json: { was: { c: 2 } } })
    expect(request?.headers).toMatchObject({
      'x-trace': 'abc',
      accept: 'application/vnd.api+json, application/json',
      authorization: 'Basic YWNjZXNzLTEyMzQ6c2VjcmV0LTU2Nzg=',
    })
  })

  test('may answer by itself, and change an answer', async () => {
    await using server = await startServer([{ status: 404, body: {} }])
    const cache: Middleware = async (request, next) =>
      request.url.endsWith('/cached') ? Response.json({ from: 'cache' }) : next(request)
    const soften: Middleware = async (request, next) => {
      const response = await next(request)
      return response.status === 404 ? Response.json({ from: 'middleware' }) : response
    }
    const client = clientOf(server, { middleware: [cache, soften] })
    expect(await client.request({ path: '/cached' })).toEqual({ from: 'cache' })
    expect(server.requests).toHaveLength(0)
    expect(await client.request({ path: '/other' })).toEqual({ from: 'middleware' })
  })

  test('that answers with an error has it treated as one', async () => {
    await using server = await startServer([{ body: {} }])
    const answers = [503, 503]
    const flaky: Middleware = async (request, next) => {
      const status = answers.shift()
      return status === undefined ? next(request) : new Response('', { status })
    }
    const client = clientOf(server, { middleware: [flaky] })
    expect((await client.request({ path: '/a' }).withResponse()).attempts).toBe(3)
    answers.push(500)
    expect((await failure(ServerError, client.request({ path: '/a' }, { retries: 0 }))).status).toBe(500)
  })

  test('that fails ends the call with its own error, untouched and not tried again', async () => {
    await using server = await startServer([{ body: {} }])
    const thrown = [new TypeError('mine'), 'a text', undefined, Object.freeze(new Error('frozen'))]
    for (const error of thrown) {
      let runs = 0
      const before: Middleware = async () => {
        runs++
        throw error
      }
      const after: Middleware = async (request, next) => {
        await next(request)
        return before(request, next, { attempt: 1 })
      }
      const atOnce: Middleware = () => {
        runs++
        throw error
      }
      for (const middleware of [before, after, atOnce]) {
        runs = 0
        expect(await rejection(clientOf(server, { middleware: [middleware] }).request({ path: '/a' }))).toBe(
          error,
        )
        expect(runs).toBe(1)
      }
    }
  })

  test("gets the client's errors, and may let them pass or make up for them", async () => {
    await using server = await startServer((_request, _response, socket) => {
      socket.destroy()
      return undefined
    })
    const caught: unknown[] = []
    const watch: Middleware = async (request, next) => {
      try {
        return await next(request)
      } catch (error) {
        caught.push(error)
        throw error
      }
    }
    const rescue: Middleware = (request, next) => next(request).catch(() => Response.json({ from: 'rescue' }))
    const error = await failure(
      ConnectionError,
      clientOf(server, { middleware: [watch] }).request({ path: '/a' }),
    )
    expect(caught).toHaveLength(3)
    expect(caught.at(-1)).toBe(error)
    expect(await clientOf(server, { middleware: [rescue] }).request({ path: '/a' })).toEqual({
      from: 'rescue',
    })
  })

  test('cannot send the request, and so the credentials, to another origin', async () => {
    await using elsewhere = await startServer([{ body: {} }])
    await using server = await startServer([{ body: {} }])
    const origins = [
      elsewhere.url,
      server.url.replace('127.0.0.1', 'localhost'),
      server.url.replace('http', 'https'),
    ]
    for (const origin of origins) {
      const divert: Middleware = (request, next) => next(new Request(`${origin}/a`, request))
      const call = clientOf(server, { middleware: [divert] }).request({ path: '/a' })
      const error = await failure(ConfigurationError, call)
      expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
      expect(error.message).toContain('another origin')
    }
    expect([...elsewhere.requests, ...server.requests]).toEqual([])
  })

  test('is given the signal of its attempt', async () => {
    const signals: AbortSignal[] = []
    const controller = new AbortController()
    const client = clientOf(
      { url: 'https://api.example' },
      {
        middleware: [
          async (request) => {
            signals.push(request.signal)
            await setImmediate()
            controller.abort()
            return Response.json({})
          },
        ],
      },
    )
    await rejection(client.request({ path: '/a' }, { signal: controller.signal }))
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })
})

describe('fetch', () => {
  test('of the program is used in place of the global one, with the credentials and inside the middleware', async () => {
    const seen: string[] = []
    const client = clientOf(
      { url: 'https://api.example/prefix' },
      {
        fetch: async (request) => {
          seen.push(`${request.method} ${request.url} ${request.headers.get('authorization')?.split(' ')[0]}`)
          return Response.json({ body: await request.json() })
        },
        middleware: [(request, next) => next(request)],
      },
    )
    const answer = await client.request({ method: 'POST', path: '/a', body: { b: 1 } })
    expect(answer).toEqual({ body: { b: 1 } })
    expect(seen).toEqual(['POST https://api.example/prefix/a Basic'])
  })
})
