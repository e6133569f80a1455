import { type Middleware, ServerError, TimeoutError } from '@flowroute/core'
import { holdTimers, startServer } from '@flowroute/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  clientOf,
  eventually,
  failure,
  fetchOf,
  type Respond,
  rejection,
  silence,
  startHoldingServer,
  stopClock,
} from './set-up.ts'

/** Ways of a server to keep a caller waiting. */
const slow: [string, Respond][] = [
  ['says nothing', () => undefined],
  [
    'sends headers, then nothing',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
      return undefined
    },
  ],
  [
    'sends its body a byte at a time, without end',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 2)
      response.on('close', () => clearInterval(timer))
      return undefined
    },
  ],
  [
    'sends a body of known length a byte at a time',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000000' })
      const timer = setInterval(() => response.write(' '), 2)
      response.on('close', () => clearInterval(timer))
      return undefined
    },
  ],
]

describe.each(slow)('a server that %s', (_, respond) => {
  test('meets the timeout, once for each attempt, and its connections are given up', async () => {
    await using server = await startHoldingServer(respond)
    let sent = 0
    const counting: Middleware = (request, next) => {
      sent++
      return next(request)
    }
    const client = clientOf(server, { timeout: 60, middleware: [counting] })
    const error = await failure(TimeoutError, client.request({ path: '/a' }))
    expect(error).toMatchObject({
      limit: 'timeout',
      milliseconds: 60,
      outcome: 'unknown',
      attempts: 3,
      method: 'GET',
      path: '/a',
      message: 'GET /a got no complete response within the timeout of 60 ms.',
    })
    expect(sent).toBe(3)
    await server.released()
  })

  test('meets the deadline, after which nothing is tried again', async () => {
    await using server = await startHoldingServer(respond)
    const error = await failure(TimeoutError, clientOf(server).request({ path: '/a' }, { deadline: 60 }))
    expect(error).toMatchObject({ limit: 'deadline', milliseconds: 60, outcome: 'unknown', attempts: 1 })
    await server.released()
  })
})

test('the timeout is for one attempt: the next has its own', async () => {
  const timeout = 60_001
  using timers = holdTimers(timeout)
  await using server = await startServer(() => {
    if (server.requests.length >= 3) return { body: { ok: true } }
    timers.fire()
    return undefined
  })
  const call = clientOf(server).request({ path: '/a' }, { timeout })
  expect(await call.withResponse()).toMatchObject({ data: { ok: true }, attempts: 3 })
})

test("the call's own limits go before the client's", async () => {
  await using server = await startServer(() => undefined)
  const client = clientOf(server, { timeout: 20, deadline: 100_000, retries: 0 })
  expect((await failure(TimeoutError, client.request({ path: '/a' }))).milliseconds).toBe(20)
  const own = await failure(TimeoutError, client.request({ path: '/a' }, { timeout: 30 }))
  expect(own).toMatchObject({ limit: 'timeout', milliseconds: 30 })
  const shorter = await failure(TimeoutError, client.request({ path: '/a' }, { deadline: 10 }))
  expect(shorter).toMatchObject({ limit: 'deadline', milliseconds: 10 })
})

test('a fetch that never settles, and ignores its signal, is bounded by the timeout', async () => {
  const client = clientOf({ url: 'https://api.example' }, { fetch: silence, timeout: 20, retries: 1 })
  expect((await failure(TimeoutError, client.request({ path: '/a' }))).attempts).toBe(2)
})

test('a middleware that never settles is bounded by the deadline', async () => {
  const client = clientOf({ url: 'https://api.example' }, { middleware: [silence], timeout: 5, deadline: 20 })
  const error = await failure(TimeoutError, client.request({ method: 'POST', path: '/a' }))
  expect(error).toMatchObject({ limit: 'deadline', outcome: 'not-sent', attempts: 1 })
})

describe('by the clock', () => {
  beforeEach(() => {
    stopClock()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const busy = (): Response => new Response('', { status: 503, headers: { 'retry-after': '10' } })
  const url = 'https://api.example'

  test.each([
    ['an attempt', 30_000, 'timeout', {}],
    ['a call', 120_000, 'deadline', { timeout: Number.POSITIVE_INFINITY }],
  ])('%s may take %i ms, unless the program says otherwise', async (_, milliseconds, limit, options) => {
    const { fetch, calls } = fetchOf(silence)
    const client = clientOf({ url }, { fetch, retries: 0, ...options })
    let isOver = false
    const ended = failure(TimeoutError, client.request({ path: '/a' })).finally(() => {
      isOver = true
    })
    await eventually(() => calls() === 1)
    await vi.advanceTimersByTimeAsync(milliseconds - 1)
    expect(isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await ended).toMatchObject({ limit, milliseconds, attempts: 1 })
  })

  test('the deadline counts the attempts and the waits, and the error keeps what went before it', async () => {
    const { fetch, calls } = fetchOf(busy, busy, silence)
    const client = clientOf({ url }, { fetch, deadline: 25_000 })
    const ended = failure(TimeoutError, client.request({ path: '/a' }))
    for (const attempt of [2, 3]) {
      await eventually(() => vi.getTimerCount() === 1 && calls() === attempt - 1)
      await vi.advanceTimersByTimeAsync(10_000)
      await eventually(() => calls() === attempt)
    }
    await vi.advanceTimersByTimeAsync(5_000)
    const error = await ended
    expect(error).toMatchObject({ limit: 'deadline', milliseconds: 25_000, attempts: 3 })
    expect(error.cause).toBeInstanceOf(ServerError)
  })

  test('a wait that the deadline would cut short is not begun', async () => {
    const { fetch, calls } = fetchOf(busy)
    const client = clientOf({ url }, { fetch, deadline: 25_000, retries: 9 })
    const ended = failure(ServerError, client.request({ path: '/a' }))
    for (const attempt of [2, 3]) {
      await eventually(() => vi.getTimerCount() === 1 && calls() === attempt - 1)
      await vi.advanceTimersByTimeAsync(10_000)
      await eventually(() => calls() === attempt)
    }
    expect(await ended).toMatchObject({ attempts: 3, retryAfter: 10_000 })
  })

  test('a limit longer than a timer can be is no limit, and Infinity is none either', async () => {
    for (const limit of [2 ** 40, Number.POSITIVE_INFINITY]) {
      const { fetch } = fetchOf(async () => {
        await vi.advanceTimersByTimeAsync(1_000)
        return Response.json({ ok: true })
      })
      const client = clientOf({ url }, { fetch, timeout: limit, deadline: limit })
      expect(await client.request({ path: '/a' })).toEqual({ ok: true })
    }
  })

  test('no timer is left behind, however a call ends', async () => {
    const ends = [
      (): Response => Response.json({}),
      (): Response => new Response('', { status: 404 }),
      (): Response => new Response('<html>'),
      (): never => {
        throw new Error('broken')
      },
    ]
    for (const end of ends) {
      const client = clientOf({ url }, { fetch: fetchOf(end).fetch, retries: 0 })
      await rejection(client.request({ path: '/a' })).catch(() => {})
      expect(vi.getTimerCount()).toBe(0)
    }
    const controller = new AbortController()
    const client = clientOf({ url }, { fetch: silence })
    const ended = rejection(client.request({ path: '/a' }, { signal: controller.signal }))
    controller.abort()
    await ended
    expect(vi.getTimerCount()).toBe(0)
  })
})
