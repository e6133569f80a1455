import { ConnectionError, NotFoundError, ServerError, TimeoutError } from '@flowroute/core'
import { type Answer, startServer, type TestServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import {
  addressDocument,
  addressId,
  e911At,
  failureOf,
  methods,
  numberId,
  office,
  problem,
} from './support.ts'

const gone = problem(404, 'Could not find that resource on your account.')

/** A server that breaks the first connection once it has the request, and then answers. */
async function breaking(answer: Answer): Promise<TestServer> {
  const server = await startServer((_request, _response, socket) => {
    if (server.requests.length > 1) return answer
    socket.destroy()
    return undefined
  })
  return server
}

const replayable = methods.filter(({ name }) => name !== 'create')

describe.each(replayable)('$name, which is the same when done twice,', ({ call, success }) => {
  it.each([408, 429, 500, 502, 503, 504])('is repeated after a %i, unchanged', async (status) => {
    await using server = await startServer([problem(status, 'Try later.'), success])
    await call(e911At(server))
    const [first, second] = server.requests
    expect(server.requests).toHaveLength(2)
    expect(second).toStrictEqual(first)
  })

  it('is repeated after the connection broke', async () => {
    await using server = await breaking(success)
    await call(e911At(server))
    expect(server.requests).toHaveLength(2)
  })

  it('is repeated after an attempt took too long', async () => {
    await using server = await startServer(() => (server.requests.length > 1 ? success : undefined))
    await call(e911At(server, { timeout: 1_000 }))
    expect(server.requests).toHaveLength(2)
  })

  it('is repeated twice and no more', async () => {
    await using server = await startServer([problem(503, 'Try later.')])
    const error = await failureOf(call(e911At(server)))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ status: 503, attempts: 3, outcome: 'unknown' })
    expect(server.requests).toHaveLength(3)
  })

  it('is not repeated after a refusal', async () => {
    await using server = await startServer([problem(403, 'You may not do this.'), success])
    expect(await failureOf(call(e911At(server)))).toMatchObject({ status: 403, attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('create, which could save twice,', () => {
  it.each([408, 500, 502, 503, 504])('is not repeated after a %i', async (status) => {
    await using server = await startServer([
      problem(status, 'Try later.'),
      { status: 201, body: addressDocument() },
    ])
    const error = await failureOf(e911At(server).create(office))
    expect(error).toMatchObject({ status, attempts: 1, outcome: 'unknown' })
    expect(server.requests).toHaveLength(1)
  })

  it('is not repeated after the connection broke', async () => {
    await using server = await breaking({ status: 201, body: addressDocument() })
    const error = await failureOf(e911At(server).create(office))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ attempts: 1, outcome: 'unknown' })
    expect(server.requests).toHaveLength(1)
  })

  it('is not repeated after it took too long', async () => {
    await using server = await startServer(() => undefined)
    const error = await failureOf(e911At(server, { timeout: 200 }).create(office))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ attempts: 1, outcome: 'unknown' })
    expect(server.requests).toHaveLength(1)
  })

  it('is repeated after a 429, which did nothing', async () => {
    await using server = await startServer([
      problem(429, 'Slow down.'),
      { status: 201, body: addressDocument() },
    ])
    expect(await e911At(server).create(office)).toStrictEqual({ id: addressId, ...office })
    expect(server.requests).toHaveLength(2)
  })

  it('fails as not sent where no connection can be made', async () => {
    const server = await startServer([{ status: 201, body: addressDocument() }])
    await server.close()
    const error = await failureOf(e911At(server).create(office))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
  })
})

const removals = methods.filter(({ name }) => name === 'delete' || name === 'unassign')

describe.each(removals)('$name', ({ call }) => {
  it('that the second try finds done, the first answer being lost, is a success', async () => {
    await using server = await breaking(gone)
    expect(await call(e911At(server))).toBeUndefined()
    expect(server.requests).toHaveLength(2)
  })

  it('that the second try finds done after a 503 is a success', async () => {
    await using server = await startServer([problem(503, 'Try later.'), gone])
    expect(await call(e911At(server))).toBeUndefined()
    expect(server.requests).toHaveLength(2)
  })

  it('of what is not there is a NotFoundError, after a 429 too, which did nothing', async () => {
    await using server = await startServer([gone])
    expect(await failureOf(call(e911At(server)))).toBeInstanceOf(NotFoundError)
    await using busy = await startServer([problem(429, 'Slow down.'), gone])
    expect(await failureOf(call(e911At(busy)))).toMatchObject({ status: 404, outcome: 'rejected' })
  })
})

it.each(['update', 'assign', 'validate', 'get'])(
  '%s takes a 404 for what it says, repeated or not',
  async (name) => {
    const method = methods.find((candidate) => candidate.name === name)
    await using server = await startServer([problem(503, 'Try later.'), gone])
    const error = await failureOf(method?.call(e911At(server)) ?? Promise.resolve())
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ attempts: 2 })
  },
)

it('assigns to the same number again when the first answer is lost', async () => {
  await using server = await breaking({ status: 204 })
  const { attempts } = await e911At(server).assign(addressId, numberId).withResponse()
  const target = `/v2/numbers/${numberId}/relationships/e911s/${addressId}`
  expect(server.requests.map((request) => `${request.method} ${request.target}`)).toStrictEqual([
    `PATCH ${target}`,
    `PATCH ${target}`,
  ])
  expect(attempts).toBe(2)
})
