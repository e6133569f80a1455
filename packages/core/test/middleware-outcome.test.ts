import {
  AbortedError,
  ConnectionError,
  FlowrouteError,
  InvalidInputError,
  type Middleware,
  NotFoundError,
  RateLimitError,
  TimeoutError,
} from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { clientOf, eventually, failure, nobody, rejection, silence, stopClock } from './set-up.ts'

const purchase = { method: 'POST', path: '/v2/numbers/12065550100' } as const

describe('a middleware that fails with an error of another client', () => {
  const afterNext = (fail: () => Promise<unknown>): Middleware => {
    return async (request, next) => {
      await next(request)
      await fail()
      throw new Error('not reached')
    }
  }

  test.each([429, 503, 404])('a %i after `next`: one purchase, outcome unknown', async (status) => {
    await using service = await startServer([{ status: 201, body: { data: { id: '1' } } }])
    await using other = await startServer([{ status, headers: { 'retry-after': '0' } }])
    const audit = clientOf(other, { retries: 0 })
    let theirs: unknown
    const middleware = afterNext(() =>
      audit.request({ path: '/audit' }).then(undefined, (error: unknown) => {
        theirs = error
        throw error
      }),
    )
    const error = await failure(
      FlowrouteError,
      clientOf(service, { middleware: [middleware] }).request(purchase),
    )
    expect(service.requests).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1, method: 'POST', path: purchase.path })
    expect(error.message).toContain('A middleware of POST /v2/numbers/12065550100 failed')
    // The other call's error is the cause, as it was.
    expect(error.cause).toBe(theirs)
    expect(theirs).toMatchObject({
      path: '/audit',
      method: 'GET',
      outcome: status === 503 ? 'unknown' : 'rejected',
    })
  })

  test('a connection that was never made, after `next`: not taken for one of this call', async () => {
    await using service = await startServer([{ status: 201, body: { data: { id: '1' } } }])
    const audit = clientOf(await nobody(), { retries: 0 })
    const middleware = afterNext(async () => audit.request({ path: '/audit' }))
    const error = await failure(
      FlowrouteError,
      clientOf(service, { middleware: [middleware] }).request(purchase),
    )
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(error.cause).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent' })
    expect(service.requests).toHaveLength(1)
  })

  test('before `next`: nothing was sent', async () => {
    await using service = await startServer([{ body: {} }])
    await using other = await startServer([{ status: 503 }])
    const limiter = clientOf(other, { retries: 0 })
    const middleware: Middleware = async (request, next) => {
      await limiter.request({ path: '/slot' })
      return next(request)
    }
    const error = await failure(
      FlowrouteError,
      clientOf(service, { middleware: [middleware] }).request(purchase),
    )
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
    expect(service.requests).toHaveLength(0)
  })

  test('an InvalidInputError of its own says what is known about this call', async () => {
    await using service = await startServer([{ status: 201, body: {} }])
    const middleware: Middleware = async (request, next) => {
      await next(request)
      throw new InvalidInputError([{ field: 'audit', message: 'is full' }])
    }
    const error = await failure(
      FlowrouteError,
      clientOf(service, { middleware: [middleware] }).request(purchase),
    )
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(error.message).toContain('audit is full')
  })
})

describe('a middleware that sends more than once', () => {
  test('a success and then a failure that would be repeated: one attempt, outcome unknown', async () => {
    await using service = await startServer([{ status: 201, body: {} }, { status: 429 }, { status: 429 }])
    const twice: Middleware = async (request, next) => {
      await next(request.clone())
      return next(request)
    }
    const error = await failure(RateLimitError, clientOf(service, { middleware: [twice] }).request(purchase))
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(service.requests).toHaveLength(2)
  })

  test('a response of its own after a success does not lead to a retry', async () => {
    await using service = await startServer([{ status: 201, body: {} }])
    const replaced: Middleware = async (request, next) => {
      await next(request)
      return new Response('', { status: 429 })
    }
    const error = await failure(
      RateLimitError,
      clientOf(service, { middleware: [replaced] }).request(purchase),
    )
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(service.requests).toHaveLength(1)
  })

  test('a response of its own in place of the request: nothing was sent', async () => {
    await using service = await startServer([{ status: 201, body: {} }])
    const replaced: Middleware = async () => new Response('', { status: 503 })
    const error = await rejection(clientOf(service, { middleware: [replaced] }).request(purchase))
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
    expect(service.requests).toHaveLength(0)
  })

  test('a refusal and then a connection that is not made: rejected, not unknown', async () => {
    await using service = await startServer([{ status: 429 }])
    const again: Middleware = async (request, next) => {
      await next(request.clone())
      await service.close()
      return next(request)
    }
    const error = await rejection(clientOf(service, { middleware: [again], retries: 0 }).request(purchase))
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'rejected' })
  })
})

describe('a middleware that returns what cannot be used', () => {
  test.each<[string, (response: Response) => unknown]>([
    ['nothing', () => undefined],
    ['no response', () => ({ ok: true })],
    [
      'a response that it has read',
      async (response) => {
        await response.text()
        return response
      },
    ],
    [
      'a response that it is reading',
      (response) => {
        response.body?.getReader()
        return response
      },
    ],
  ])('%s: the error says so, and the purchase is not made again', async (_, change) => {
    await using service = await startServer([{ status: 201, body: { data: { id: '1' } } }])
    const middleware: Middleware = async (request, next) => (await change(await next(request))) as Response
    const error = await failure(
      FlowrouteError,
      clientOf(service, { middleware: [middleware] }).request(purchase),
    )
    expect(error.message).toContain('must return a Response whose body is unread')
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(service.requests).toHaveLength(1)
  })
})

test('an attempt that was given up sends nothing any more, whatever its middleware does', async () => {
  const late: (() => void)[] = []
  let calls = 0
  const pacing: Middleware = async (request, next) => {
    await new Promise<void>((resolve) => late.push(resolve))
    return next(request)
  }
  const controller = new AbortController()
  const client = clientOf(
    { url: 'https://api.example' },
    {
      middleware: [pacing],
      fetch: async () => {
        calls++
        return Response.json({})
      },
    },
  )
  const ended = failure(AbortedError, client.request(purchase, { signal: controller.signal }))
  await eventually(() => late.length === 1)
  controller.abort()
  expect(await ended).toMatchObject({ outcome: 'not-sent' })
  for (const go of late) go()
  await eventually(() => true)
  expect(calls).toBe(0)
})

describe('the clock of an attempt', () => {
  afterEach(() => {
    vi.useRealTimers()
  })
  const url = 'https://api.example'

  test('starts when the request is sent: pacing costs no send its timeout', async () => {
    stopClock()
    let turn = Promise.resolve()
    const pacing: Middleware = async (request, next) => {
      const before = turn
      turn = before.then(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
      await turn
      return next(request)
    }
    let calls = 0
    const fetch = async (): Promise<Response> => {
      calls++
      return Response.json({ data: { id: '1' } })
    }
    const client = clientOf({ url }, { middleware: [pacing], fetch, timeout: 5_000 })
    const sends = Array.from({ length: 60 }, () => client.request(purchase))
    for (let count = 1; count <= 60; count++) {
      await eventually(() => vi.getTimerCount() > 0)
      await vi.advanceTimersByTimeAsync(1_000)
      await eventually(() => calls === count)
    }
    expect(await Promise.all(sends)).toHaveLength(60)
  })

  test('stops while a middleware looks at the response, and goes on for the body', async () => {
    stopClock()
    let release: () => void = () => {}
    const slow: Middleware = async (request, next) => {
      const response = await next(request)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      release = () => {}
      return response
    }
    const body = (): ReadableStream => new ReadableStream({ pull: silence })
    let reached = 0
    const watch: Middleware = async (request, next) => {
      const response = await next(request)
      reached++
      return response
    }
    const client = clientOf(
      { url },
      { middleware: [slow, watch], fetch: async () => new Response(body()), timeout: 1_000, retries: 0 },
    )
    const ended = failure(TimeoutError, client.request({ path: '/a' }))
    await eventually(() => reached === 1)
    await vi.advanceTimersByTimeAsync(60_000)
    release()
    await eventually(() => vi.getTimerCount() === 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ended).toMatchObject({ limit: 'timeout', attempts: 1 })
  })

  test('leaves the deadline to bound a middleware that waits too long', async () => {
    stopClock()
    const waiting: Middleware = async (request, next) => {
      await new Promise((resolve) => setTimeout(resolve, 200_000))
      return next(request)
    }
    const client = clientOf({ url }, { middleware: [waiting], fetch: async () => Response.json({}) })
    const ended = failure(TimeoutError, client.request(purchase))
    await eventually(() => vi.getTimerCount() === 2)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await ended).toMatchObject({ limit: 'deadline', outcome: 'not-sent' })
  })
})

describe('after the headers of a response', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  })
  const failing = (status: number): Response =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(refused) }), { status })

  test('the outcome is never not-sent: a 201 whose body fails is not bought again', async () => {
    let calls = 0
    const fetch = async (): Promise<Response> => {
      calls++
      return failing(201)
    }
    const error = await failure(
      ConnectionError,
      clientOf({ url: 'https://api.example' }, { fetch }).request(purchase),
    )
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(calls).toBe(1)
  })

  test('a refusal stays one, although its body fails', async () => {
    const client = clientOf({ url: 'https://api.example' }, { fetch: async () => failing(404) })
    expect(await failure(NotFoundError, client.request(purchase))).toMatchObject({ outcome: 'rejected' })
  })
})
