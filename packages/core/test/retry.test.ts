import { ConnectionError, type RequestSpec, TimeoutError } from '@flowroute/core'
import { type Answer, holdTimers, startServer } from '@flowroute/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  announcedWaits,
  clientOf,
  eventually,
  failure,
  fetchOf,
  nobody,
  recordingLogger,
  rejection,
  startRawServer,
  stopClock,
} from './set-up.ts'

type Spec = Pick<RequestSpec<unknown>, 'method' | 'replayable'>

/** How many requests reach a server that never succeeds. */
async function requestsFor(spec: Spec, answer: Answer): Promise<number> {
  await using server = await startServer([answer])
  const error = await rejection(clientOf(server).request({ path: '/a', ...spec }))
  expect(error).toMatchObject({ attempts: server.requests.length, status: answer.status })
  return server.requests.length
}

const replayable: Spec[] = [
  {},
  { method: 'PUT' },
  { method: 'PATCH' },
  { method: 'DELETE' },
  { method: 'POST', replayable: true },
]
const once: Spec[] = [
  { method: 'POST' },
  { method: 'PATCH', replayable: false },
  // As a program without types might write it.
  { method: 'post' as 'POST' },
]
const passing = [408, 429, 500, 502, 503, 504]
const lasting = [301, 400, 401, 403, 404, 409, 410, 422, 501, 505]

describe('what is tried again', () => {
  test.each(passing)('after %i: whatever may be done twice', async (status) => {
    for (const spec of replayable) expect(await requestsFor(spec, { status })).toBe(3)
  })

  test.each(passing)('after %i: what must not be done twice, only if it was turned away', async (status) => {
    for (const spec of once) expect(await requestsFor(spec, { status })).toBe(status === 429 ? 3 : 1)
  })

  test.each(lasting)('after %i: nothing', async (status) => {
    for (const spec of [...replayable, ...once]) expect(await requestsFor(spec, { status })).toBe(1)
  })

  test('after a connection that was never made: everything', async () => {
    const client = clientOf(await nobody())
    for (const spec of [...replayable, ...once]) {
      expect(await failure(ConnectionError, client.request({ path: '/a', ...spec }))).toMatchObject({
        attempts: 3,
        outcome: 'not-sent',
      })
    }
  })

  test.each([
    ['a connection that broke', ConnectionError],
    ['a timeout', TimeoutError],
  ])('after %s: only what may be done twice', async (_, type) => {
    const timeout = 60_001
    using timers = holdTimers(timeout)
    await using server = await startServer((_request, _response, socket) => {
      if (type === ConnectionError) socket.destroy()
      else timers.fire()
      return undefined
    })
    for (const spec of [...replayable, ...once]) {
      const before = server.requests.length
      const error = await failure(
        type as typeof ConnectionError,
        clientOf(server, { timeout }).request({ path: '/a', ...spec }),
      )
      expect(error).toMatchObject({ attempts: once.includes(spec) ? 1 : 3, outcome: 'unknown' })
      expect(server.requests.length - before).toBe(error.attempts)
    }
  })

  test('after a body that broke off: a read, not a purchase', async () => {
    await using server = await startRawServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":'))
    })
    const read = await failure(ConnectionError, clientOf(server).request({ path: '/a' }))
    expect(read.attempts).toBe(3)
    const write = await failure(ConnectionError, clientOf(server).request({ method: 'POST', path: '/a' }))
    expect(write).toMatchObject({ attempts: 1, outcome: 'unknown' })
  })

  test('the same request is sent each time, until one succeeds', async () => {
    await using server = await startServer([{ status: 503 }, { status: 502 }, { body: { ok: true } }])
    const call = clientOf(server).request(
      { method: 'PATCH', path: '/a', query: { b: 1 }, body: { c: 2 } },
      { headers: { 'x-d': '3' } },
    )
    expect(await call.withResponse()).toMatchObject({ data: { ok: true }, attempts: 3 })
    for (const request of server.requests) expect(request).toEqual(server.requests[0])
  })
})

describe('how often', () => {
  test.each([
    [undefined, undefined, 3],
    [0, undefined, 1],
    [5, undefined, 6],
    [5, 0, 1],
    [0, 1, 2],
  ])('a client with retries %s and a call with %s make it %i times', async (ofClient, ofCall, expected) => {
    await using server = await startServer([{ status: 500 }])
    const client = clientOf(server, { retries: ofClient })
    const error = await rejection(client.request({ path: '/a' }, { retries: ofCall }))
    expect(error).toMatchObject({ attempts: expected })
    expect(server.requests).toHaveLength(expected)
  })
})

describe('the wait in between', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  /** What the client says it waits before each repeat, when chance gives that share of the ceiling. */
  async function waits(chance: number, backoff?: { base?: number; max?: number }): Promise<number[]> {
    stopClock()
    vi.spyOn(Math, 'random').mockReturnValue(chance)
    const { lines, logger } = recordingLogger()
    const { fetch } = fetchOf(() => new Response('', { status: 503 }))
    const options = { fetch, logger, backoff, retries: 6, deadline: Number.POSITIVE_INFINITY }
    const ended = rejection(clientOf({ url: 'https://api.example' }, options).request({ path: '/a' }))
    for (let repeat = 1; repeat <= 6; repeat++) {
      await eventually(() => announcedWaits(lines).length >= repeat)
      await vi.advanceTimersByTimeAsync(announcedWaits(lines).at(-1) ?? 0)
    }
    await ended
    return announcedWaits(lines)
  }

  const almostOne = 1 - Number.EPSILON

  test('is random under a ceiling that doubles from half a second to eight seconds', async () => {
    expect(await waits(almostOne)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000])
    expect(await waits(0.5)).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000])
  })

  test('may be none at all', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    await using server = await startServer([{ status: 503 }])
    const client = clientOf(server, { backoff: { base: 1e9, max: 1e9 } })
    expect(await rejection(client.request({ path: '/a' }))).toMatchObject({ attempts: 3 })
  })

  test('follows `backoff`', async () => {
    expect(await waits(almostOne, { base: 30, max: 100 })).toEqual([30, 60, 100, 100, 100, 100])
    expect(await waits(almostOne, { base: 3_000 })).toEqual([3_000, 6_000, 8_000, 8_000, 8_000, 8_000])
    expect(await waits(almostOne, { max: 600 })).toEqual([500, 600, 600, 600, 600, 600])
  })

  test('is waited, not only announced', async () => {
    stopClock()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { fetch, calls } = fetchOf(() => new Response('', { status: 503 }))
    const { lines, logger } = recordingLogger()
    const options = { fetch, logger, backoff: { base: 1_000 }, retries: 1 }
    const ended = rejection(clientOf({ url: 'https://api.example' }, options).request({ path: '/a' }))
    await eventually(() => announcedWaits(lines).length === 1)
    await vi.advanceTimersByTimeAsync(499)
    expect(calls()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(calls()).toBe(2)
    await ended
  })
})
