import { AbortedError, ConnectionError, NotFoundError, RateLimitError, ResponseFormatError, ServerError, TimeoutError } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { recorded, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { failureOf, id, numberDocument, numbersAt, problem } from './support.ts'

const bought = { status: 201, body: numberDocument() }

describe('a purchase whose fate is uncertain is not repeated', () => {
  it.each([500, 502, 503, 504, 408])('after a %i', async (status) => {
    await using server = await startServer([problem(status, 'Try later.'), bought])
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toMatchObject({ status, outcome: 'unknown', attempts: 1, method: 'POST' })
    expect(server.requests).toHaveLength(1)
  })

  it('after the connection broke when the request had been read', async () => {
    await using server = await startServer((_request, _response, socket) => {
      socket.destroy()
      return undefined
    })
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })

  it('after a connection that had served before broke', async () => {
    await using server = await startServer(({ method }, _response, socket) => {
      if (method === 'GET') return { body: numberDocument() }
      socket.destroy()
      return undefined
    })
    const numbers = numbersAt(server)
    await numbers.get(id)
    expect(await failureOf(numbers.purchase(id))).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(server.requests.map(({ method }) => method)).toStrictEqual(['GET', 'POST'])
  })

  it('after the answer broke off', async () => {
    await using server = await startServer((_request, response, socket) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"data":{"id":"1206', () => socket.destroy())
      return undefined
    })
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })

  it('after no answer came in time', async () => {
    await using server = await startServer(() => undefined)
    const error = await failureOf(numbersAt(server, { timeout: 1_000 }).purchase(id))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1, limit: 'timeout' })
    expect(server.requests).toHaveLength(1)
  })

  it('after the caller gave it up', async () => {
    const controller = new AbortController()
    await using server = await startServer(() => {
      controller.abort(new Error('the user left'))
      return undefined
    })
    const { signal } = controller
    const error = await failureOf(numbersAt(server).purchase(id, {}, { signal }))
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)

    const late = await failureOf(numbersAt(server).purchase(id, {}, { signal }))
    expect(late).toMatchObject({ name: 'AbortedError', outcome: 'not-sent', attempts: 0 })
    expect(server.requests).toHaveLength(1)
  })

  it('after an answer that cannot be read', async () => {
    await using server = await startServer([{ status: 201, body: '<html>Bad gateway</html>' }, bought])
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ outcome: 'unknown', status: 201, attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })

  it('after a refusal that is final', async () => {
    await using server = await startServer([problem(404, 'It is gone.'), bought])
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a purchase that has certainly not happened is repeated', () => {
  it('after a 429, with the same request', async () => {
    await using server = await startServer([
      { ...problem(429, 'Too many requests.'), headers: { 'retry-after': '0' } },
      problem(429, 'Too many requests.'),
      bought,
    ])
    const purchase = numbersAt(server).purchase(id, { messagingEnabled: true })
    expect((await purchase.withResponse()).attempts).toBe(3)
    expect(server.requests.map(({ method, path, text }) => `${method} ${path} ${text}`)).toStrictEqual(
      Array(3).fill(`POST /v2/numbers/${id} {"messaging_enabled":true}`),
    )
  })

  it('after a 429 as often as allowed, then fails as rejected', async () => {
    await using server = await startServer([problem(429, 'Too many requests.')])
    const error = await failureOf(numbersAt(server).purchase(id, {}, { retries: 4 }))
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 5 })
    expect(server.requests).toHaveLength(5)
  })

  it('after a 429, but no further once its fate is uncertain', async () => {
    await using server = await startServer([problem(429, 'Slow down.'), problem(503, 'Try later.'), bought])
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 2 })
    expect(server.requests).toHaveLength(2)
  })

  it('after the connection was refused', async () => {
    const server = await startServer([bought])
    await server.close()
    const error = await failureOf(numbersAt(server).purchase(id))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('after the connection was refused, and buys when the service is back', async () => {
    let emulator: EmulatorServer = await startEmulator()
    const { port } = emulator
    const [{ id: offered } = { id: '' }] = await numbersAt(emulator).search().take(1)
    await emulator.close()
    const numbers = numbersAt(emulator, {
      middleware: [
        async (request, next, { attempt }) => {
          if (attempt === 2) emulator = await startEmulator({ port })
          return next(request)
        },
      ],
    })
    const { data, attempts } = await numbers.purchase(offered).withResponse()
    expect({ id: data.id, attempts }).toStrictEqual({ id: offered, attempts: 2 })
    expect((await numbersAt(emulator).list()).items).toHaveLength(1)
    await emulator.close()
  })
})

describe('a purchase that succeeded in part', () => {
  const { body } = recorded('numbers/purchase').response
  const warning = { status: 503, title: 'Service Unavailable', detail: 'Messaging could not be provisioned.' }

  it('is a success with the warning', async () => {
    const document = { ...(body as object), errors: [{ id: 'a-1', ...warning }] }
    await using server = await startServer([{ status: 207, body: document }])
    const numbers = numbersAt(server)
    const purchase = numbers.purchase('16502390214', { messagingEnabled: true })
    expect(await purchase).toMatchObject({ id: '16502390214', primaryRoute: { alias: 'sip-reg' } })
    const { data, response, warnings, attempts } = await purchase.withResponse()
    expect({ id: data.id, status: response.status, warnings, attempts }).toStrictEqual({
      id: '16502390214',
      status: 207,
      warnings: [{ id: 'a-1', ...warning }],
      attempts: 1,
    })
    expect(server.requests).toHaveLength(1)
    expect((await numbers.update(id, { messagingEnabled: true }).withResponse()).warnings).toHaveLength(1)
  })

  it('has a warning even when the answer does not say what failed', async () => {
    await using server = await startServer([{ status: 207, body }])
    const { warnings } = await numbersAt(server).purchase('16502390214').withResponse()
    expect(warnings).toStrictEqual([expect.objectContaining({ status: 207 })])
  })
})
