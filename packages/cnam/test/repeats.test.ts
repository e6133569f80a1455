import { ConnectionError, NotFoundError, ServerError } from '@flowroute/core'
import { describe, expect, it } from 'vitest'
import { failureOf, numberId, only, problem, recordId, replayable, resource, scripted } from './support.ts'

describe.each(replayable)('$name, which is the same when done twice,', ({ call, answer }) => {
  it.each([429, 503])('is repeated after a %i, unchanged', async (status) => {
    const { cnam, requests } = await scripted([problem(status, 'Try later.'), answer])
    await call(cnam)
    expect(requests).toHaveLength(2)
    expect(requests[1]).toStrictEqual(requests[0])
  })

  it('is repeated after the connection broke', async () => {
    const { cnam, requests } = await scripted((_request, _response, socket) => {
      if (requests.length > 1) return answer
      socket.destroy()
      return undefined
    })
    await call(cnam)
    expect(requests).toHaveLength(2)
  })
})

describe('create', () => {
  const created = { status: 201, body: { data: resource() } }

  it('is not repeated after a 503: the record may exist', async () => {
    const { cnam, requests } = await scripted([problem(503, 'Try later.'), created])
    const error = await failureOf(cnam.create('BOB LAW'))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ status: 503, outcome: 'unknown', attempts: 1 })
    expect(requests).toHaveLength(1)
  })

  it('is not repeated after the connection broke', async () => {
    const { cnam, requests } = await scripted((_request, _response, socket) => {
      socket.destroy()
      return undefined
    })
    const error = await failureOf(cnam.create('BOB LAW'))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 })
    expect(requests).toHaveLength(1)
  })

  it('is repeated after a 429, which did nothing', async () => {
    const { cnam, requests } = await scripted([problem(429, 'Slow down.'), created])
    expect(await cnam.create('BOB LAW')).toMatchObject({ id: recordId })
    expect(requests.map(({ text }) => text)).toStrictEqual(Array(2).fill('{"value":"BOB LAW"}'))
  })
})

describe('a 404', () => {
  const gone = problem(404, 'CNAM record not found. Nothing to delete.', 'Resource not found')

  it('for the second try of a delete whose first may have worked is a success', async () => {
    const { cnam, requests } = await scripted([problem(503, 'Try later.'), gone])
    const { data, attempts } = await cnam.delete(recordId).withResponse()
    expect({ data, attempts }).toStrictEqual({ data: undefined, attempts: 2 })
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['the first try of a delete', [gone], 1],
    ['the second try of a delete, after a 429, which did nothing', [problem(429, 'Slow down.'), gone], 2],
  ])('for %s is an error', async (_, answers, attempts) => {
    const { cnam } = await scripted(answers)
    const error = await failureOf(cnam.delete(recordId))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ attempts, outcome: 'rejected' })
  })

  it.each(only('update', 'assign', 'unassign'))(
    'for the second try of $name is an error',
    async ({ call }) => {
      const { cnam } = await scripted([problem(503, 'Try later.'), gone])
      const error = await failureOf(call(cnam))
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error).toMatchObject({ attempts: 2, outcome: 'unknown' })
    },
  )
})

it('assign and unassign answer alike when done twice', async () => {
  const [assign, unassign] = only('assign', 'unassign')
  const { cnam } = await scripted([assign, assign, unassign, unassign].map((method) => method?.answer ?? {}))
  expect(await cnam.assign(recordId, numberId)).toStrictEqual(await cnam.assign(recordId, numberId))
  expect(await cnam.unassign(numberId)).toStrictEqual(await cnam.unassign(numberId))
})
