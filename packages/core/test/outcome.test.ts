import {
  AbortedError,
  ApiError,
  ConnectionError,
  type Middleware,
  NotFoundError,
  type Outcome,
  ResponseFormatError,
  ServerError,
  TimeoutError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { noContent } from '@flowroute/core/resource'
import { type Answer, holdTimers, startServer, type TestServer } from '@flowroute/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { clientOf, failure, nobody, rejection } from './set-up.ts'

/** Is over only when the server is silent. */
const timeout = 60_001

/** Answers of a server in turn; `'reset'` breaks the connection, `'silence'` says noContent, `'gone'` is not there. */
type Step = number | 'reset' | 'silence' | 'gone'

async function startStepServer(steps: Step[]): Promise<TestServer & { middleware: Middleware[] }> {
  let step: Step = 500
  const timers = holdTimers(timeout)
  const server: TestServer = await startServer((_request, _response, socket): Answer | undefined => {
    if (typeof step === 'number') return { status: step }
    if (step === 'reset') socket.destroy()
    else timers.fire()
    return undefined
  })
  const next: Middleware = async (request, send, { attempt }) => {
    step = steps[Math.min(attempt, steps.length) - 1] ?? 500
    if (step === 'gone') await server.close()
    return send(request)
  }
  onTestFinished(() => timers[Symbol.dispose]())
  return Object.assign(server, { middleware: [next] })
}

describe('a single attempt of a write', () => {
  test.each([
    [400, 'rejected'],
    [401, 'rejected'],
    [403, 'rejected'],
    [404, 'rejected'],
    [409, 'rejected'],
    [418, 'rejected'],
    [422, 'rejected'],
    [429, 'rejected'],
    [302, 'unknown'],
    [408, 'unknown'],
    [500, 'unknown'],
    [501, 'unknown'],
    [503, 'unknown'],
    [504, 'unknown'],
    ['reset', 'unknown'],
    ['silence', 'unknown'],
    ['gone', 'not-sent'],
  ] as const)('that meets %s is %s', async (step, outcome) => {
    await using server = await startStepServer([step])
    const client = clientOf(server, { middleware: server.middleware, retries: 0, timeout })
    const error = await rejection(client.request({ method: 'POST', path: '/a', body: {} }))
    expect(error).toMatchObject({ outcome, attempts: 1, method: 'POST', path: '/a' })
  })

  test('whose success cannot be read is unknown', async () => {
    await using server = await startServer([{ status: 201, body: '<html>' }])
    const call = clientOf(server).request({ method: 'POST', path: '/a', body: {} })
    expect(await failure(ResponseFormatError, call)).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })

  test('that never finds the service is not sent', async () => {
    const client = clientOf(await nobody(), { retries: 0 })
    const error = await failure(ConnectionError, client.request({ method: 'POST', path: '/a' }))
    expect(error.outcome).toBe('not-sent')
  })
})

describe('over several attempts', () => {
  const write = { method: 'PUT', path: '/a' } as const
  const read = { path: '/a' } as const
  test.each<[string, typeof write | typeof read, Step[], typeof ApiError | typeof ConnectionError, Outcome]>([
    ['a write stays unknown', write, [503, 'gone'], ConnectionError, 'unknown'],
    ['a write stays unknown', write, [503, 422], UnprocessableEntityError, 'unknown'],
    ['a write stays unknown', write, ['reset', 429, 422], UnprocessableEntityError, 'unknown'],
    ['a write stays unknown', write, ['silence', 404], NotFoundError, 'unknown'],
    ['a write becomes unknown', write, [429, 503, 422], UnprocessableEntityError, 'unknown'],
    ['a write is refused', write, [429, 422], UnprocessableEntityError, 'rejected'],
    ['a write is refused', write, [429, 429, 409], ApiError, 'rejected'],
    ['a write is not sent', write, ['gone'], ConnectionError, 'not-sent'],
    ['a read is what its last attempt was', read, [503, 404], NotFoundError, 'rejected'],
    ['a read is what its last attempt was', read, [503, 'gone'], ConnectionError, 'not-sent'],
    ['a read is what its last attempt was', read, [429, 500], ServerError, 'unknown'],
  ])('%s: %j after %j', async (_, spec, steps, type, outcome) => {
    await using server = await startStepServer(steps)
    const client = clientOf(server, { middleware: server.middleware, timeout })
    const error = await rejection(client.request(spec))
    expect(error).toBeInstanceOf(type)
    expect(error).toMatchObject({ outcome })
  })

  test('a purchase that was turned away, then broke off, is unknown, and is not tried again', async () => {
    await using server = await startStepServer([429, 'reset', 201])
    const client = clientOf(server, { middleware: server.middleware, retries: 5 })
    const error = await failure(ConnectionError, client.request({ method: 'POST', path: '/a' }))
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 2 })
    expect(server.requests).toHaveLength(2)
  })

  test('a write aborted after an uncertain attempt is unknown', async () => {
    const controller = new AbortController()
    await using server = await startServer([{ status: 503 }])
    const logger = { debug: () => {}, warn: () => controller.abort() }
    const call = clientOf(server, { logger }).request(write, { signal: controller.signal })
    expect(await failure(AbortedError, call)).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })

  test('a timeout tells of the attempt before it', async () => {
    await using server = await startStepServer([503, 'silence'])
    const client = clientOf(server, { middleware: server.middleware, timeout, retries: 1 })
    expect((await failure(TimeoutError, client.request(read))).cause).toBeInstanceOf(ServerError)
  })
})

describe('a delete', () => {
  const remove = { method: 'DELETE', path: '/v2/routes/1', decode: noContent } as const

  test.each<[Step[], number]>([
    [[503, 404], 2],
    [['reset', 404], 2],
    [['silence', 404], 2],
    [[500, 429, 404], 3],
    [[429, 500, 404], 3],
  ])('that may have been done, as %j tells, is done when the resource is gone', async (steps, attempts) => {
    await using server = await startStepServer(steps)
    const client = clientOf(server, { middleware: server.middleware, timeout })
    const result = await client.request(remove).withResponse()
    expect(result).toMatchObject({ attempts, response: { status: 404, body: undefined }, warnings: [] })
    expect(result.data).toBeUndefined()
  })

  test.each<[Step[], number]>([
    [[404], 1],
    [[429, 404], 2],
  ])(
    'that was certainly not done before, as %j tells, fails on what does not exist',
    async (steps, attempts) => {
      await using server = await startStepServer(steps)
      const client = clientOf(server, { middleware: server.middleware })
      const error = await failure(NotFoundError, client.request(remove))
      expect(error).toMatchObject({ attempts, outcome: 'rejected' })
    },
  )

  test('is the only call for which that holds', async () => {
    await using server = await startStepServer([503, 404])
    const client = clientOf(server, { middleware: server.middleware })
    for (const method of ['GET', 'PUT', 'PATCH'] as const) {
      await failure(NotFoundError, client.request({ ...remove, method }))
    }
  })
})
