import { DuplicateAddressError, PermissionDeniedError, ResponseFormatError } from '@flowroute/core'
import { recorded, startServer, testRefusals } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import {
  addressDocument,
  addressId,
  e911At,
  failureOf,
  methods,
  office,
  problem,
  secretKey,
} from './support.ts'

describe.each(methods)('$name', ({ call }) => {
  testRefusals((server) => call(e911At(server, { retries: 0 })), secretKey)

  it('takes a page of a proxy for no answer, whatever its status says', async () => {
    await using server = await startServer([{ status: 200, body: '<html>Sign in</html>' }])
    const error = await failureOf(call(e911At(server)))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ status: 200, snippet: '<html>Sign in</html>', outcome: 'unknown' })
    expect(error.message).toContain('it is not JSON')
  })

  it('takes a document of errors for no success, whatever its status says', async () => {
    await using server = await startServer([{ ...problem(400, 'No such place.'), status: 200 }])
    const error = await failureOf(call(e911At(server)))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error.message).toContain('No such place.')
  })
})

const saving = methods.filter(({ name }) => name === 'create' || name === 'update')

it.each(saving)('$name: an address that is there already is a DuplicateAddressError', async ({ call }) => {
  await using server = await startServer([problem(403, 'Duplicate address.')])
  const error = await failureOf(call(e911At(server)))
  expect(error).toBeInstanceOf(DuplicateAddressError)
  expect(error).toBeInstanceOf(PermissionDeniedError)
  expect(error).toMatchObject({ status: 403, outcome: 'rejected', attempts: 1 })
  expect(error.message).toContain('Duplicate address.')
})

const giving = methods.filter(({ name }) => ['get', 'create', 'update'].includes(name))

describe.each(giving)('$name', ({ call }) => {
  it.each([
    ['nothing', undefined],
    ['no data', { links: {} }],
    ['a list', { data: [] }],
    ['no id', { data: { type: 'e911', attributes: { label: 'Seattle office' } } }],
  ])('fails where the answer has %s', async (_, body) => {
    await using server = await startServer([{ status: 200, body }])
    const error = await failureOf(call(e911At(server)))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ status: 200, outcome: 'unknown', attempts: 1 })
  })

  it('reports an answer that lacks a field, and hands over the rest', async () => {
    const body = addressDocument({ zip: undefined })
    await using server = await startServer([{ status: 200, body }])
    const reported: unknown[] = []
    const { zip: _, ...rest } = office
    const given = await call(e911At(server, { onSchemaIssue: ({ issues }) => reported.push(...issues) }))
    expect(given).toStrictEqual({ id: addressId, ...rest })
    expect(reported).toMatchObject([{ field: 'zip' }])
    expect(await failureOf(call(e911At(server, { strict: true })))).toBeInstanceOf(ResponseFormatError)
  })
})

it('validate gives nothing but the failure: there is no result to overlook', async () => {
  await using server = await startServer([recorded('e911/validate').response])
  const { data, response, warnings } = await e911At(server).validate(office).withResponse()
  expect({ data, status: response.status, warnings }).toStrictEqual({
    data: undefined,
    status: 204,
    warnings: [],
  })
})

it('is asked for credentials when it has none', () => {
  expect(() => e911At({ url: 'https://example.com' }, { accessKey: '' })).toThrow(/accessKey.*FR_ACCESS_KEY/)
})
