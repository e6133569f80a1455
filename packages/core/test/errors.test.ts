import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  createClient,
  DuplicateAddressError,
  FlowrouteError,
  InvalidInputError,
  isFlowrouteError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RecipientOptedOutError,
  ResponseFormatError,
  ServerError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { type Answer, recorded, startServer } from '@flowroute/testing'
import { describe, expect, test, vi } from 'vitest'
import { clientOf, failure, nobody, rejection } from './set-up.ts'

/** The error that an answer becomes. */
async function errorOf(answer: Answer): Promise<unknown> {
  await using server = await startServer([answer])
  return await rejection(clientOf(server, { retries: 0 }).request({ path: '/v2/a', query: { b: 1 } }))
}

describe('the class of an error', () => {
  const classes: [number, typeof ApiError][] = [
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, UnprocessableEntityError],
    [429, RateLimitError],
    [500, ServerError],
    [503, ServerError],
    [599, ServerError],
    [300, ApiError],
    [304, ApiError],
    [402, ApiError],
    [418, ApiError],
  ]
  test.each(classes)('for status %i is the one of that status', async (status, type) => {
    const error = (await errorOf({ status })) as ApiError
    expect(error.constructor).toBe(type)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toBeInstanceOf(FlowrouteError)
    expect(error).toBeInstanceOf(Error)
    expect(Object.prototype.toString.call(error)).toBe('[object Error]')
    expect(error.name).toBe(type.name)
    expect(error.docs).toMatch(new RegExp(`/apps/docs/errors/${type.name}\\.md$`))
    expect(error.stack).toMatch(new RegExp(`^${type.name}: Flowroute answered GET /v2/a with ${status}`))
    expect(error).toMatchObject({ status, method: 'GET', path: '/v2/a', attempts: 1, errors: [] })
    expect(error.message).toContain(String(status))
  })

  test.each([
    { code: '1110' },
    { code: 1110 },
    { detail: 'Recipient opted out (1110).' },
    { title: 'Error 1110' },
  ])('is RecipientOptedOutError for a 400 with %j, wherever it stands', async (reason) => {
    for (const body of [{ errors: [reason] }, { errors: [{ detail: 'x' }, reason] }, reason]) {
      const error = await errorOf({ status: 400, body })
      expect(error).toBeInstanceOf(RecipientOptedOutError)
      expect(error).toBeInstanceOf(BadRequestError)
      expect(error).toMatchObject({ name: 'RecipientOptedOutError', outcome: 'rejected' })
    }
  })

  test.each([
    [400, { code: '11100' }],
    [400, { detail: 'Message 211109 is too long' }],
    [422, { code: '1110' }],
  ])('is not RecipientOptedOutError for a %i with %j', async (status, reason) => {
    const error = await errorOf({ status, body: { errors: [reason] } })
    expect(error).not.toBeInstanceOf(RecipientOptedOutError)
  })

  test('is DuplicateAddressError for a 403 that says so, and for no other', async () => {
    const error = await errorOf({ status: 403, body: { errors: [{ detail: 'Duplicate address.' }] } })
    expect(error).toBeInstanceOf(DuplicateAddressError)
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect((error as Error).name).toBe('DuplicateAddressError')
    for (const [status, detail] of [
      [403, 'Not allowed.'],
      [422, 'Duplicate address.'],
    ] as const) {
      const other = await errorOf({ status, body: { errors: [{ detail }] } })
      expect(other).not.toBeInstanceOf(DuplicateAddressError)
    }
  })
})

describe('headers of an error', () => {
  test('are those that help, without cookies and credentials', async () => {
    const kept = {
      'content-type': 'application/json',
      date: 'Sun, 06 Nov 1994 08:49:37 GMT',
      server: 'nginx',
      'x-request-id': 'abc',
      'x-amzn-requestid': 'def',
      'ratelimit-remaining': '0',
      'x-ratelimit-limit': '5',
    }
    const dropped = {
      'set-cookie': 'session=hidden',
      authorization: 'Basic hidden',
      'www-authenticate': 'Basic realm=hidden',
      'x-anything': 'hidden',
      'not-x-request-id': 'hidden',
    }
    const error = (await errorOf({ status: 400, body: {}, headers: { ...kept, ...dropped } })) as ApiError
    expect(error.headers).toMatchObject(kept)
    expect(JSON.stringify(error)).not.toContain('hidden')
  })
})

describe('an error as data', () => {
  test('has its name, message and fields', async () => {
    const { request: _request, response } = recorded('e911/validate-rejected')
    const error = await errorOf({ ...response, headers: { date: 'x' } })
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'BadRequestError',
      message:
        'Flowroute answered GET /v2/a with 400 Client Error: Could not geocode this address. Please check the validity of your address.',
      outcome: 'rejected',
      attempts: 1,
      method: 'GET',
      path: '/v2/a',
      status: 400,
      errors: [
        {
          id: '7fcfd1cd-486b-4159-8484-b710bd4bbab4',
          status: 400,
          title: 'Client Error',
          detail: 'Could not geocode this address. Please check the validity of your address.',
        },
      ],
      headers: expect.objectContaining({ 'content-type': 'application/vnd.api+json' }),
    })
  })

  test('names its cause, and has what is particular to its class', async () => {
    const lost = await failure(ConnectionError, clientOf(await nobody()).request({ path: '/a' }))
    expect(JSON.parse(JSON.stringify(lost))).toMatchObject({
      name: 'ConnectionError',
      cause: expect.stringMatching(/^TypeError: fetch failed/),
      outcome: 'not-sent',
      attempts: 3,
    })
    const invalid = await failure(InvalidInputError, clientOf(await nobody()).request({ path: '' }))
    expect(JSON.parse(JSON.stringify(invalid))).toMatchObject({ issues: [{ field: 'path' }], attempts: 0 })
    expect('cause' in JSON.parse(JSON.stringify(invalid))).toBe(false)
    const html = await errorOf({ body: '<html>' })
    expect(JSON.parse(JSON.stringify(html))).toMatchObject({
      name: 'ResponseFormatError',
      status: 200,
      snippet: '<html>',
    })
  })
})

describe('isFlowrouteError', () => {
  test('knows every error of this SDK, and nothing else', async () => {
    for (const status of [200, 400, 404, 500]) {
      expect(isFlowrouteError(await errorOf({ status, body: '<html>' }))).toBe(true)
    }
    expect(isFlowrouteError(new ConfigurationError('x'))).toBe(true)
    const others = [new Error('x'), { name: 'ApiError', outcome: 'unknown' }, 'ApiError', null, undefined, 5]
    expect(others.filter(isFlowrouteError)).toEqual([])
  })

  test('knows the errors of another copy, of which instanceof knows nothing', async () => {
    vi.resetModules()
    const copy = await import('@flowroute/core')
    expect(copy.createClient).not.toBe(createClient)
    await using server = await startServer([{ body: '<html>' }])
    const error = await rejection(
      copy.createClient({ accessKey: 'a', secretKey: 'b', baseUrl: server.url }).request({ path: '/a' }),
    )
    expect(error).not.toBeInstanceOf(FlowrouteError)
    expect(error).toBeInstanceOf(copy.ResponseFormatError)
    expect(error).not.toBeInstanceOf(ResponseFormatError)
    expect(isFlowrouteError(error)).toBe(true)
    expect(copy.isFlowrouteError(new FlowrouteError('x'))).toBe(true)
  })
})
