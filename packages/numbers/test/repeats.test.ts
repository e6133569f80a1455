import { ConnectionError, NotFoundError, PermissionDeniedError, ServerError } from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { type Answer, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { failureOf, id, numberDocument, numbersAt, problem, replayable, several, silent } from './support.ts'

const namesOf = (methods: readonly { name: string }[]): Set<string> =>
  new Set(methods.map(({ name }) => name))

function success(name: string): Answer {
  if (namesOf(silent).has(name)) return { status: 204 }
  const document = numberDocument()
  return { body: namesOf(several).has(name) ? { data: [document.data] } : document }
}

describe.each(replayable)('$name, which is the same when done twice,', ({ name, call }) => {
  it.each([408, 429, 500, 502, 503, 504])('is repeated after a %i, unchanged', async (status) => {
    await using server = await startServer([problem(status, 'Try later.'), success(name)])
    await call(numbersAt(server))
    const [first, second] = server.requests
    expect(server.requests).toHaveLength(2)
    expect(second).toStrictEqual(first)
  })

  it('is repeated after the connection broke', async () => {
    await using server = await startServer((_request, _response, socket) => {
      if (server.requests.length > 1) return success(name)
      socket.destroy()
      return undefined
    })
    await call(numbersAt(server))
    expect(server.requests).toHaveLength(2)
  })

  it('is repeated twice and no more', async () => {
    await using server = await startServer([problem(503, 'Try later.')])
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ status: 503, attempts: 3, outcome: 'unknown' })
    expect(server.requests).toHaveLength(3)
  })

  it('is not repeated after a refusal', async () => {
    await using server = await startServer([problem(403, 'You may not do this.'), success(name)])
    expect(await failureOf(call(numbersAt(server)))).toMatchObject({ status: 403, attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })

  it('fails as not sent where no connection can be made', async () => {
    const server = await startServer([success(name)])
    await server.close()
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
  })
})

describe('a release', () => {
  it('that has worked although its first answer was lost is a success', async () => {
    await using emulator = await startEmulator()
    const [{ id: owned } = { id: '' }] = await numbersAt(emulator).search().take(1)
    await numbersAt(emulator).purchase(owned)
    const numbers = numbersAt(emulator, {
      middleware: [
        async (request, next, { attempt }) => {
          const response = await next(request)
          return attempt === 1 ? new Response('upstream timed out', { status: 504 }) : response
        },
      ],
    })
    const { data, attempts } = await numbers.release(owned).withResponse()
    expect({ data, attempts }).toStrictEqual({ data: undefined, attempts: 2 })
    expect((await numbersAt(emulator).list()).items).toStrictEqual([])
  })

  it('that the second try finds done after a broken connection is a success', async () => {
    await using server = await startServer((_request, _response, socket) => {
      if (server.requests.length > 1) return problem(404, 'Could not find that resource on your account.')
      socket.destroy()
      return undefined
    })
    expect(await numbersAt(server).release(id)).toBeUndefined()
    expect(server.requests).toHaveLength(2)
  })

  it('of a number that is not there is a NotFoundError', async () => {
    await using server = await startServer([problem(404, 'Could not find that resource on your account.')])
    const error = await failureOf(numbersAt(server).release(id))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ attempts: 1, outcome: 'rejected' })
  })

  it('of a number that is not there is a NotFoundError after a 429 too, which did nothing', async () => {
    await using server = await startServer([problem(429, 'Slow down.'), problem(404, 'Could not find it.')])
    const error = await failureOf(numbersAt(server).release(id))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ attempts: 2, outcome: 'rejected' })
  })
})

it('takes a 404 for what it says when anything but a release is repeated', async () => {
  await using server = await startServer([problem(503, 'Try later.'), problem(404, 'Could not find it.')])
  const error = await failureOf(numbersAt(server).get(id))
  expect(error).toBeInstanceOf(NotFoundError)
  expect(error).toMatchObject({ attempts: 2, outcome: 'rejected' })
})

it('leaves the outcome of a write unknown once an attempt was uncertain, however the last one ends', async () => {
  await using server = await startServer([problem(504, 'Timed out.'), problem(403, 'You may not do this.')])
  const error = await failureOf(numbersAt(server).update(id, { alias: 'front desk' }))
  expect(error).toBeInstanceOf(PermissionDeniedError)
  expect(error).toMatchObject({ attempts: 2, outcome: 'unknown' })
})

it('repeats what took too long', async () => {
  await using server = await startServer(() =>
    server.requests.length > 1 ? { body: { data: [numberDocument().data] } } : undefined,
  )
  expect(await numbersAt(server, { timeout: 1_000 }).getMany([id])).toHaveLength(1)
  expect(server.requests).toHaveLength(2)
})
