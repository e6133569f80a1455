import { expect, it } from 'vitest'
import { startServer } from './server.ts'

/** What every error of the SDK has; this package stands below core and cannot import its classes. */
export type Failure = Error & { outcome: string; attempts: number } & Record<string, unknown>

/** The error of the SDK that a call ends with. */
export async function failureOf(call: PromiseLike<unknown>): Promise<Failure> {
  const failure: unknown = await Promise.resolve(call).then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  )
  if (failure instanceof Error && 'outcome' in failure) return failure as Failure
  throw failure
}

/** An answer with one of Flowroute's error documents. */
export function problem(
  status: number,
  detail: unknown,
  title?: string,
): { status: number; body: { errors: object[] } } {
  const id = '7fc8c70a-ca58-430c-b383-b89df84f8083'
  return { status, body: { errors: [{ id, status, ...(title === undefined ? {} : { title }), detail }] } }
}

const refusals = [
  { status: 400, name: 'BadRequestError', reason: 'Part of the request could not be processed.' },
  { status: 401, name: 'AuthenticationError', reason: 'Authentication failed.' },
  { status: 403, name: 'PermissionDeniedError', reason: 'You may not do this.' },
  { status: 404, name: 'NotFoundError', reason: 'Could not find that resource on your account.' },
  { status: 405, name: 'ApiError', reason: 'The method is not allowed.' },
  { status: 409, name: 'ConflictError', reason: 'It is in use.' },
  { status: 415, name: 'ApiError', reason: 'Unsupported payload.' },
  { status: 422, name: 'UnprocessableEntityError', reason: 'That value is wrong.' },
  { status: 429, name: 'RateLimitError', reason: 'Too many requests.' },
  { status: 500, name: 'ServerError', reason: 'Internal error.' },
  { status: 503, name: 'ServerError', reason: 'Under maintenance.' },
]

/**
 * Tests that a method fails as its answer's status says, with Flowroute's reason in whatever form it comes.
 *
 * @param call makes the call at that server, without repeating it
 * @param secretKey what must not show in the error
 */
export function testRefusals(
  call: (server: { url: string }) => PromiseLike<unknown>,
  secretKey: string,
): void {
  it.each(refusals)('fails with $name and the reason of a $status', async ({ status, name, reason }) => {
    const answer = problem(status, reason)
    await using server = await startServer([answer])
    const error = await failureOf(call(server))
    const [request] = server.requests

    expect(error.name).toBe(name)
    expect(error.message).toContain(reason)
    expect(error).toMatchObject({
      status,
      ...answer.body,
      method: request?.method,
      path: request?.path,
      attempts: 1,
      outcome: status < 500 ? 'rejected' : 'unknown',
    })
    expect(server.requests).toHaveLength(1)
    expect(JSON.stringify(error) + error.stack).not.toContain(secretKey)
  })

  it('names the fields of a detail that is an object', async () => {
    const attributes = { messaging_enabled: ['Not a valid boolean.', 'Not blank.'] }
    await using server = await startServer([problem(422, { data: { attributes } })])
    const error = await failureOf(call(server))
    expect(error).toMatchObject({
      name: 'UnprocessableEntityError',
      fields: { messagingEnabled: ['Not a valid boolean.', 'Not blank.'] },
    })
    expect(error.message).toContain('messagingEnabled: Not a valid boolean., Not blank.')
  })

  it.each([
    { body: { errors: [{ status: 403, detail: '', title: 'ActionNotAuthorizedError' }] } },
    { body: '<html><h1>403 ActionNotAuthorizedError</h1></html>' },
    { body: { error: 'ActionNotAuthorizedError' } },
  ])('gives the reason in $body', async ({ body }) => {
    await using server = await startServer([{ status: 403, body }])
    const error = await failureOf(call(server))
    expect(error.name).toBe('PermissionDeniedError')
    expect(error.message).toContain('ActionNotAuthorizedError')
  })
}
