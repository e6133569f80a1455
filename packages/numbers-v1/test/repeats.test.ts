import { ConnectionError, ServerError } from '@flowroute/core'
import { failureOf, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { expectSigned, methods, numbersAt } from './support.ts'

const once = ['purchase', 'createRoute']

describe.each(methods.filter(({ name }) => !once.includes(name)))('$name', ({ call, success }) => {
  test.each([408, 429, 500, 502, 503, 504])('is repeated after a %i', async (status) => {
    await using server = await startServer([{ status }, { status }, success])
    await call(numbersAt(server))
    expect(server.requests).toHaveLength(3)
    const [first, ...others] = server.requests.map(({ method, target, text }) => ({ method, target, text }))
    expect(others).toStrictEqual([first, first])
    expectSigned(server.requests)
  })
})

describe.each(methods.filter(({ name }) => once.includes(name)))('$name', ({ call, success }) => {
  test.each([408, 500, 502, 503, 504])('is not repeated after a %i: it may be done', async (status) => {
    await using server = await startServer([{ status, body: { error: 'Busy.' } }, success])
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toMatchObject({ status, outcome: 'unknown', attempts: 1 })
    expect(error instanceof ServerError).toBe(status >= 500)
    expect(server.requests).toHaveLength(1)
  })

  test('is not repeated after the connection broke: it may be done', async () => {
    await using server = await startServer((_request, _response, socket) => {
      socket.destroy()
      return undefined
    })
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })

  test('is repeated after it was turned away', async () => {
    await using server = await startServer([{ status: 429 }, success])
    await call(numbersAt(server))
    expect(server.requests).toHaveLength(2)
    expectSigned(server.requests)
  })
})
