import { ResponseFormatError } from '@flowroute/core'
import { failureOf, startServer, testRefusals } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import { id, lists, methods, numbersAt, secretKey } from './support.ts'

const refusals = [
  { status: 400, name: 'BadRequestError', reason: 'nxx needs npa.' },
  { status: 401, name: 'AuthenticationError', reason: 'Authentication failed' },
  { status: 403, name: 'PermissionDeniedError', reason: 'Not yours.' },
  { status: 404, name: 'NotFoundError', reason: 'TN not found' },
  { status: 409, name: 'ConflictError', reason: 'In use.' },
  {
    status: 422,
    name: 'UnprocessableEntityError',
    reason: 'Business Logic Error: The TN is not available for purchase.',
  },
  { status: 429, name: 'RateLimitError', reason: 'Too many requests' },
  { status: 500, name: 'ServerError', reason: 'limit=0' },
  { status: 503, name: 'ServerError', reason: 'Maintenance' },
]

describe.each(methods)('$name', ({ call }) => {
  testRefusals((server) => call(numbersAt(server, { retries: 0 })), secretKey)

  it.each(refusals)(
    'is a $name for the error of a $status, as v1 words it',
    async ({ status, name, reason }) => {
      for (const body of [{ error: reason }, reason, JSON.stringify(reason)]) {
        await using server = await startServer([{ status, body }])
        const error = await failureOf(call(numbersAt(server, { retries: 0 })))
        expect(error.name).toBe(name)
        expect(error).toMatchObject({ status, attempts: 1, outcome: status < 500 ? 'rejected' : 'unknown' })
        expect(error.message).toContain(reason)
        const told = typeof body === 'object' ? [{ detail: reason }] : []
        expect(error['errors']).toStrictEqual(told)
      }
    },
  )

  it('is a ResponseFormatError for a web page', async () => {
    await using server = await startServer([{ status: 200, body: '<html>Sign in</html>' }])
    const error = await failureOf(call(numbersAt(server)))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ status: 200, outcome: 'unknown', snippet: '<html>Sign in</html>' })
  })
})

describe.each(lists)('$name', ({ call }) => {
  it.each([
    undefined,
    [],
    null,
    { links: {} },
    { npas: [], npanxxs: [], tns: [], routes: [] },
    { npas: { 1: 'x' }, npanxxs: { 1: null }, tns: { 1: [] }, routes: { a: 1 } },
  ])('is a ResponseFormatError for %j', async (body) => {
    await using server = await startServer([{ status: 200, body }])
    expect(await failureOf(call(numbersAt(server)))).toBeInstanceOf(ResponseFormatError)
  })
})

test.each([undefined, [], null, 'null'])('get is a ResponseFormatError for %j', async (body) => {
  await using server = await startServer([{ status: 200, body }])
  expect(await failureOf(numbersAt(server).get(id))).toBeInstanceOf(ResponseFormatError)
})

test('what departs from its schema is reported and handed over, or refused when strict', async () => {
  const body = { billing_method: 7, routes: [{ name: 'a' }] }
  await using server = await startServer([{ body }])
  const reports: unknown[] = []
  const lenient = numbersAt(server, { onSchemaIssue: (report) => reports.push(report) })
  expect(await lenient.get(id)).toMatchObject({ id, billingMethod: 7 })
  expect(reports).toMatchObject([{ path: `/v1/tns/${id}`, issues: [{ field: 'billingMethod' }] }])
  expect(await failureOf(numbersAt(server, { strict: true }).get(id))).toBeInstanceOf(ResponseFormatError)
})
