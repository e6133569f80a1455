import {
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PermissionDeniedError,
  ResponseFormatError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { cnamAt, credentials, failureOf, methods, only, problem, scripted } from './support.ts'

const refusals = [
  { status: 401, type: AuthenticationError, reason: 'Authentication failed.' },
  { status: 403, type: PermissionDeniedError, reason: 'The CNAM record has not been approved yet.' },
  { status: 404, type: NotFoundError, reason: 'CNAM record not found. Nothing to delete.' },
  { status: 422, type: UnprocessableEntityError, reason: 'This number cannot have a CNAM record.' },
]

describe.each(methods)('$name', ({ name, call }) => {
  it.each(refusals)('fails with $type.name and the reason of a $status', async ({ status, type, reason }) => {
    const answer = problem(status, reason)
    const { cnam, requests } = await scripted([answer])
    const error = await failureOf(call(cnam))
    expect(error).toBeInstanceOf(type)
    expect(error.name).toBe(type.name)
    expect(error.message).toContain(reason)
    expect(error).toMatchObject({
      status,
      ...(answer.body as object),
      method: requests[0]?.method,
      path: requests[0]?.path,
      attempts: 1,
      outcome: 'rejected',
    })
    expect(requests).toHaveLength(1)
    expect(JSON.stringify(error) + error.stack).not.toContain(credentials.secretKey)
  })

  it('gives the title where a 403 has no other reason', async () => {
    const { cnam } = await scripted([problem(403, '', 'ActionNotAuthorizedError')])
    expect((await failureOf(call(cnam))).message).toContain('ActionNotAuthorizedError')
  })

  it('fails as not sent where there is no service', async () => {
    const server = await startServer([])
    await server.close()
    const error = await failureOf(call(cnamAt(server, { retries: 0 })))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
  })

  it('ends when its signal does', async () => {
    const controller = new AbortController()
    const { cnam } = await scripted(() => {
      controller.abort(new Error('the user left'))
      return undefined
    })
    const { signal } = controller
    const calls: Record<string, () => PromiseLike<unknown>> = {
      list: () => cnam.list({}, { signal }),
      get: () => cnam.get('1', { signal }),
      create: () => cnam.create('BOB LAW', { signal }),
      update: () => cnam.update('1', 'BOB LAW', { signal }),
      delete: () => cnam.delete('1', { signal }),
      assign: () => cnam.assign('1', '12065550100', { signal }),
      unassign: () => cnam.unassign('12065550100', { signal }),
    }
    const error = await failureOf(calls[name]?.() ?? Promise.resolve())
    expect(error).toMatchObject({ name: 'AbortedError', attempts: 1, cause: new Error('the user left') })
  })
})

it.each(only('list', 'get', 'create', 'update', 'assign', 'unassign'))(
  '$name takes neither a web page nor a document without its identity for an answer',
  async ({ name, call, answer: { status = 200 } }) => {
    const nameless = { type: 'cnam', attributes: { value: 'BOB LAW' } }
    for (const body of ['<html>Sign in</html>', { data: name === 'list' ? [nameless] : nameless }, {}]) {
      const { cnam } = await scripted([{ status, body }])
      const error = await failureOf(call(cnam))
      expect(error).toBeInstanceOf(ResponseFormatError)
      expect(error).toMatchObject({ status, outcome: 'unknown' })
    }
  },
)

it('names the fields of a detail that is an object', async () => {
  const detail = { data: { attributes: { value: ['This name is taken.'] } } }
  const { cnam } = await scripted([{ status: 422, body: { errors: [{ detail, status: 422 }] } }])
  const error = await failureOf(cnam.create('BOB LAW'))
  expect(error).toMatchObject({ fields: { value: ['This name is taken.'] } })
  expect(error.message).toContain('value: This name is taken.')
})
