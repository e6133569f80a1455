import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import type { Numbers } from '../src/index.ts'
import { failureOf, methods, numbersAt, problem, secretKey } from './support.ts'

const statuses = [
  { status: 400, type: BadRequestError, reason: 'Part of the request could not be processed.' },
  { status: 401, type: AuthenticationError, reason: 'Authentication failed.' },
  { status: 403, type: PermissionDeniedError, reason: 'You may not do this.' },
  { status: 404, type: NotFoundError, reason: 'Could not find that resource on your account.' },
  { status: 405, type: ApiError, reason: 'The method is not allowed.' },
  { status: 409, type: ConflictError, reason: 'The number is being ported.' },
  { status: 415, type: ApiError, reason: 'Unsupported payload.' },
  { status: 422, type: UnprocessableEntityError, reason: 'That value is wrong.' },
  { status: 429, type: RateLimitError, reason: 'Too many requests.' },
  { status: 500, type: ServerError, reason: 'Internal error.' },
  { status: 503, type: ServerError, reason: 'Under maintenance.' },
]

describe.each(methods)('$name', ({ call }) => {
  it.each(statuses)('fails with $type.name and the reason of a $status', async ({ status, type, reason }) => {
    const answer = problem(status, reason)
    await using server = await startServer([answer])
    const error = await failureOf(call(numbersAt(server, { retries: 0 })))
    const [request] = server.requests

    expect(error).toBeInstanceOf(type)
    expect(error.name).toBe(type.name)
    expect(error.message).toContain(reason)
    expect(error).toMatchObject({
      status,
      ...(answer.body as object),
      method: request?.method,
      path: request?.path,
      attempts: 1,
      outcome: status < 500 ? 'rejected' : 'unknown',
    })
    expect(JSON.stringify(error) + error.stack).not.toContain(secretKey)
  })

  it('names the fields of a detail that is an object', async () => {
    const detail = { data: { attributes: { messaging_enabled: ['Not a valid boolean.'] } } }
    await using server = await startServer([{ status: 422, body: { errors: [{ detail, status: 422 }] } }])
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ fields: { messagingEnabled: ['Not a valid boolean.'] } })
    expect(error.message).toContain('messagingEnabled: Not a valid boolean.')
  })

  it.each([
    { body: { errors: [{ status: 403, detail: '', title: 'ActionNotAuthorizedError' }] } },
    { body: '<html><h1>403 ActionNotAuthorizedError</h1></html>' },
    { body: { error: 'ActionNotAuthorizedError' } },
  ])('gives the reason in $body', async ({ body }) => {
    await using server = await startServer([{ status: 403, body }])
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error.message).toContain('ActionNotAuthorizedError')
  })

  it('is an AuthenticationError for a wrong key, at a real service', async () => {
    await using emulator = await startEmulator()
    const error = await failureOf(call(numbersAt(emulator, { secretKey: 'not-the-secret' })))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('Authentication failed.')
    expect(error).toMatchObject({ status: 401, outcome: 'rejected', attempts: 1 })
    expect(JSON.stringify(error) + error.stack).not.toContain('not-the-secret')
  })
})

describe('at a real service', () => {
  const notOwned = '12065550100'
  const missing: { name: string; call(numbers: Numbers): PromiseLike<unknown>; reason: string }[] = [
    { name: 'get', call: (numbers) => numbers.get(notOwned), reason: 'Could not find that resource' },
    { name: 'release', call: (numbers) => numbers.release(notOwned), reason: 'Could not find that resource' },
    {
      name: 'update',
      call: (numbers) => numbers.update(notOwned, { alias: 'x' }),
      reason: 'Could not find that resource',
    },
    {
      name: 'setCallback',
      call: (numbers) => numbers.setCallback(notOwned, 'mms_callback', 'https://example.com'),
      reason: 'Could not find that resource',
    },
    { name: 'getMany', call: (numbers) => numbers.getMany([notOwned]), reason: notOwned },
    { name: 'purchase', call: (numbers) => numbers.purchase('+442079460958'), reason: 'not available' },
  ]

  it.each(missing)('$name of a number that is not there is a NotFoundError', async ({ call, reason }) => {
    await using emulator = await startEmulator()
    const error = await failureOf(call(numbersAt(emulator)))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain(reason)
  })

  it('refuses what it cannot do with an UnprocessableEntityError', async () => {
    await using emulator = await startEmulator()
    const numbers = numbersAt(emulator)
    const [{ id } = { id: '' }] = await numbers.search().take(1)
    await numbers.purchase(id)
    const again = await failureOf(numbers.purchase(id))
    const mailOnEnd = await failureOf(numbers.update(id, { messagingEnabled: false, messagingEmail: true }))
    const order = await failureOf(numbers.search({ orderBy: 'beauty' }))
    for (const error of [again, mailOnEnd, order]) {
      expect(error).toBeInstanceOf(UnprocessableEntityError)
      expect(error).toMatchObject({ status: 422, outcome: 'rejected', attempts: 1 })
    }
    expect(again.message).toContain(`${id} is already on your account.`)
    expect(mailOnEnd.message).toContain('messaging_email needs messaging_enabled to be true.')
    expect(order.message).toContain('order_by must be')
  })
})
