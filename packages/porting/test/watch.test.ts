import { AbortedError, isFlowrouteError, NotFoundError, ServerError, TimeoutError } from '@flowroute/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Porting, type PortOrderWatch, type WatchOptions, WatchTimeoutError } from '../src/index.ts'
import { credentials, order } from './support.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  // Whatever ends a watch, it leaves no timer behind.
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

type Reply = object | Response | ((signal: AbortSignal) => Promise<Response>)

const respond = (body: object): Response => Response.json({ data: body })
const failed = (status: number, headers: Record<string, string> = {}) =>
  new Response('{"errors":[{"detail":"Not now."}]}', { status, headers })

/**
 * `Porting` for a service that gives these answers in turn, the last one again and again, and the times at which it was
 * asked, in milliseconds from the start.
 */
function watched(replies: (string | Reply)[]): { porting: Porting; times: number[] } {
  const start = performance.now()
  const times: number[] = []
  const fetch = async ({ signal }: Request): Promise<Response> => {
    times.push(performance.now() - start)
    const reply = replies[Math.min(times.length, replies.length) - 1] ?? {}
    if (typeof reply === 'string') return respond(order({ status: reply }))
    if (typeof reply === 'function') return (reply as (signal: AbortSignal) => Promise<Response>)(signal)
    return reply instanceof Response ? reply.clone() : respond(order(reply))
  }
  return { porting: new Porting({ ...credentials, fetch, retries: 0, backoff: { base: 0 } }), times }
}

/** The real one: everything that needs no time happens before it. */
const immediate = setImmediate

/** Lets everything happen that needs no time. No request of these tests needs any, so that a few turns are enough. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => immediate(resolve))
}

/** Lets as much time pass as a call takes. */
async function settle<T>(call: PromiseLike<T>): Promise<T> {
  let isSettled = false
  const settled = Promise.resolve(call).finally(() => {
    isSettled = true
  })
  settled.catch(() => {})
  for (await idle(); !isSettled; await idle()) await vi.advanceTimersToNextTimerAsync()
  return settled
}

const failureOf = (call: PromiseLike<unknown>): Promise<unknown> =>
  settle(
    Promise.resolve(call).then(
      () => 'no failure',
      (error: unknown) => error,
    ),
  )

const watch = (porting: Porting, options?: WatchOptions): PortOrderWatch => porting.watch('42361', options)

/** Answers nothing until the request is given up. */
const hang = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

/** A signal, and what aborts it. */
function abortable(): { signal: AbortSignal; abort(reason?: unknown): void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) }
}

const seconds = (times: number[]): number[] => times.map((time) => Math.round(time / 1_000))

describe('the state that ends a watch', () => {
  it.each(['completed', 'canceled', 'abandoned', 'hard_canceled', 'processing_abandoned'])(
    'is %s, always',
    async (status) => {
      const { porting, times } = watched(['submitted', status])
      expect(await settle(watch(porting, { until: ['accepted'] }))).toMatchObject({
        id: '42361',
        status,
        previous: 'submitted',
      })
      expect(times).toHaveLength(2)
    },
  )

  it('is rejected, by default', async () => {
    const { porting } = watched(['submitted', 'rejected', 'completed'])
    expect(await settle(watch(porting))).toMatchObject({ status: 'rejected', previous: 'submitted' })
  })

  it.each<[string, WatchOptions['until']]>([
    ['a list', ['Accepted', 'Hard Cancelled']],
    ['a function', (status) => status === 'accepted'],
  ])('is one of %s', async (_, until) => {
    const { porting } = watched(['rejected', 'review', 'Accepted', 'completed'])
    expect(await settle(watch(porting, { until }))).toMatchObject({ status: 'accepted', previous: 'review' })
  })

  it('may be there from the start', async () => {
    const { porting, times } = watched(['completed'])
    const change = await settle(watch(porting))
    expect(change).toMatchObject({
      status: 'completed',
      order: { numbers: ['+12065550100', '+12065550101'] },
    })
    expect(change.previous).toBeUndefined()
    expect(times).toStrictEqual([0])
  })
})

describe('the reason', () => {
  it.each([
    [[], 'waits for your correction, at most 45 days'],
    [undefined, 'waits for your correction, at most 45 days'],
    [['first', 'The name does not match.'], 'The name does not match.'],
    [[{ comment: 'The name does not match.' }], 'The name does not match.'],
    [[{ text: 'The name does not match.' }], 'The name does not match.'],
    [[{ body: 'The name does not match.' }], 'The name does not match.'],
    [[{ message: 'The name does not match.' }], 'The name does not match.'],
    [[{ other: 1 }], 'waits for your correction, at most 45 days'],
    [[null], 'waits for your correction, at most 45 days'],
  ])('with comments %j is %j', async (comments, reason) => {
    const { porting } = watched([{ status: 'rejected', comments }])
    expect((await settle(watch(porting))).reason).toBe(reason)
  })

  it('of a state that is not documented is empty', async () => {
    const { porting } = watched(['on hold'])
    expect(await settle(watch(porting, { until: ['on_hold'] }))).toMatchObject({
      status: 'on_hold',
      reason: '',
    })
  })
})

describe('iterating', () => {
  it('gives each change, with the state before', async () => {
    const { porting } = watched(['pending', 'pending', 'processing', 'processing', 'submitted', 'completed'])
    const changes: string[] = []
    const loop = (async () => {
      for await (const { previous, status } of watch(porting)) changes.push(`${previous} > ${status}`)
    })()
    await settle(loop)
    expect(changes).toStrictEqual([
      'undefined > pending',
      'pending > processing',
      'processing > submitted',
      'submitted > completed',
    ])
  })

  it('ends the requests when the loop is left', async () => {
    const { porting, times } = watched(['pending'])
    for await (const { status } of watch(porting)) {
      expect(status).toBe('pending')
      break
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(times).toHaveLength(1)
  })
})

describe('the requests', () => {
  it('are not made before the watch is used, and once however often it is awaited', async () => {
    const { porting, times } = watched(['submitted', 'completed'])
    const watching = watch(porting)
    await idle()
    expect(times).toHaveLength(0)
    const [first, second] = await settle(Promise.all([watching, watching.withResponse()]))
    expect(second).toMatchObject({ data: first, attempts: 1, response: { status: 200 } })
    expect(times).toHaveLength(2)
  })

  it('come at growing intervals, up to 15 minutes', async () => {
    const { porting, times } = watched(['submitted'])
    await failureOf(watch(porting, { timeout: 4_000_000 }))
    expect(seconds(times)).toStrictEqual([0, 10, 30, 70, 150, 310, 630, 1_270, 2_170, 3_070, 3_970])
  })

  it('come at short intervals again after a change', async () => {
    const { porting, times } = watched([
      'pending',
      'pending',
      'pending',
      'processing',
      'processing',
      'completed',
    ])
    await settle(watch(porting))
    expect(seconds(times)).toStrictEqual([0, 10, 30, 70, 80, 100])
  })

  it('come at intervals that the caller chooses', async () => {
    const { porting, times } = watched(['a', 'a', 'a', 'a', 'completed'])
    await settle(watch(porting, { interval: { base: 1_000, max: 3_000 } }))
    expect(seconds(times)).toStrictEqual([0, 1, 3, 6, 9])
  })
})

describe('a failure', () => {
  it.each([408, 429, 500, 503])('with status %i is waited out', async (status) => {
    const { porting, times } = watched([
      failed(status),
      'submitted',
      failed(status),
      failed(status),
      'completed',
    ])
    expect(await settle(watch(porting))).toMatchObject({ status: 'completed', previous: 'submitted' })
    expect(times).toHaveLength(5)
  })

  it('of the connection is waited out', async () => {
    const { porting } = watched([() => Promise.reject(new TypeError('fetch failed')), 'completed'])
    expect(await settle(watch(porting))).toMatchObject({ status: 'completed' })
  })

  it('of a request that gets no answer is waited out', async () => {
    const { porting } = watched([hang, 'completed'])
    expect(await settle(watch(porting))).toMatchObject({ status: 'completed' })
  })

  it('ends the watch when it comes once too often in a row', async () => {
    const { porting, times } = watched([failed(503), 'submitted', failed(503)])
    const error = await failureOf(watch(porting, { maxFailures: 2 }))
    expect(error).toBeInstanceOf(ServerError)
    expect(times).toHaveLength(5)
  })

  it.each([401, 404, 422])('with status %i ends the watch at once', async (status) => {
    const { porting, times } = watched(['submitted', failed(status)])
    expect(await failureOf(watch(porting))).toMatchObject({ status })
    expect(times).toHaveLength(2)
  })

  it('that names a time is waited out as long, though it is more than the longest interval', async () => {
    const { porting, times } = watched([failed(503, { 'retry-after': '60' }), 'completed'])
    await settle(watch(porting, { interval: { max: 20_000 } }))
    expect(seconds(times)).toStrictEqual([0, 60])
  })
})

describe('the timeout', () => {
  it('ends the watch with the state it saw last', async () => {
    const { porting, times } = watched(['submitted'])
    const error = await failureOf(watch(porting, { timeout: 25_000 }))
    expect(error).toBeInstanceOf(WatchTimeoutError)
    expect(error).toBeInstanceOf(TimeoutError)
    expect(isFlowrouteError(error)).toBe(true)
    expect(error).toMatchObject({
      name: 'WatchTimeoutError',
      message: 'The port order 42361 is still submitted after 25000 ms.',
      stack: expect.stringContaining('WatchTimeoutError: The port order 42361 is still submitted'),
      status: 'submitted',
      milliseconds: 25_000,
      method: 'GET',
      path: '/v2/portorders/42361',
    })
    expect(seconds(times)).toStrictEqual([0, 10])
  })

  it('ends a request that gets no answer', async () => {
    const { porting } = watched([hang])
    const error = await failureOf(watch(porting, { timeout: 5_000 }))
    expect(error).toMatchObject({
      name: 'WatchTimeoutError',
      message: 'The port order 42361 could not be read after 5000 ms.',
      cause: { name: 'TimeoutError' },
    })
    expect((error as WatchTimeoutError).status).toBeUndefined()
  })

  it('may be longer than a timer can be, as the intervals may', async () => {
    const { porting, times } = watched(['submitted'])
    const { signal, abort } = abortable()
    const options = { timeout: 2 ** 41, interval: { base: 2 ** 40, max: 2 ** 40 }, signal }
    const failure = Promise.resolve(watch(porting, options)).catch((error: unknown) => error)
    await idle()
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(times).toHaveLength(1)
    abort()
    expect(await failure).toBeInstanceOf(AbortedError)
  })
})

describe('the signal', () => {
  it('ends a wait at once, with its reason', async () => {
    const { porting, times } = watched(['submitted'])
    const { signal, abort } = abortable()
    const failure = Promise.resolve(watch(porting, { signal })).catch((error: unknown) => error)
    await idle()
    await vi.advanceTimersByTimeAsync(15_000)
    await idle()
    abort('enough')
    expect(await failure).toBeInstanceOf(AbortedError)
    expect(await failure).toMatchObject({ cause: 'enough', method: 'GET', path: '/v2/portorders/42361' })
    expect(times).toHaveLength(2)
  })

  it('ends a request at once', async () => {
    const { porting } = watched([hang])
    const { signal, abort } = abortable()
    const failure = Promise.resolve(porting.watch('42361', {}, { signal })).catch((error: unknown) => error)
    await idle()
    abort('enough')
    expect(await failure).toMatchObject({ name: 'AbortedError', cause: 'enough' })
  })

  it('ends a loop that is at its body', async () => {
    const { porting, times } = watched(['submitted'])
    const { signal, abort } = abortable()
    const loop = async (): Promise<void> => {
      for await (const _ of watch(porting, { signal })) abort('enough')
    }
    // No time passes: the wait that would follow does not begin.
    await expect(loop()).rejects.toMatchObject({ name: 'AbortedError', cause: 'enough' })
    expect(times).toHaveLength(1)
  })
})

it('fails on an order that does not exist', async () => {
  const { porting } = watched([failed(404)])
  expect(await failureOf(watch(porting))).toBeInstanceOf(NotFoundError)
})
