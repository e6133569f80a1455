import { BadRequestError } from '@flowroute/core'
import type { E911 } from '@flowroute/e911'
import { failureOf, recorded, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { e911At } from './support.ts'

const seattle = {
  firstName: 'Chris',
  lastName: 'Smith',
  streetName: '3rd Ave',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98101',
} as const

const lobby = {
  id: '20930',
  addressType: 'Lobby',
  addressTypeNumber: '12',
  city: 'Seattle',
  country: 'USA',
  firstName: 'Maria',
  label: 'Example E911',
  lastName: 'Bermudez',
  state: 'WA',
  streetName: '20th Ave SW',
  streetNumber: '7742',
  zip: '98106',
}

const apartment = {
  id: '20707',
  addressType: 'Apartment',
  addressTypeNumber: '12',
  city: 'Seattle',
  country: 'US',
  firstName: 'Something',
  label: '5th E911',
  lastName: 'Someone',
  state: 'WA',
  streetName: 'Main St',
  streetNumber: '645',
  zip: '98104',
}

interface Case {
  name: string
  call(e911: E911): PromiseLike<unknown>
  result: unknown
}

const testAddress = { label: 'Test Address', streetNumber: '1182', ...seattle }
const noUnit = { addressType: null, addressTypeNumber: null }
const created = { label: 'E911 Test', streetNumber: '1218', ...seattle }

const cases: Case[] = [
  { name: 'e911/get', call: (e911) => e911.get('20930'), result: { ...lobby, addressType: 'L' } },
  { name: 'e911/validate', call: (e911) => e911.validate(testAddress), result: undefined },
  {
    name: 'e911/create',
    call: (e911) => e911.create(created),
    result: { id: '21301', ...created, ...noUnit },
  },
  {
    name: 'e911/update',
    call: (e911) => e911.update('21306', { lastName: 'Wiley' }),
    result: { ...created, ...noUnit, id: '21306', label: 'E911 Test 2', lastName: 'Wiley', zip: '98104' },
  },
  { name: 'e911/assign', call: (e911) => e911.assign('21330', '12062011682'), result: undefined },
  { name: 'e911/unassign', call: (e911) => e911.unassign('12062011682'), result: undefined },
  { name: 'e911/delete', call: (e911) => e911.delete('21306'), result: undefined },
]

describe.each(cases)('$name', ({ name, call, result }) => {
  it('sends the documented request and reads the documented response', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    expect(await call(e911At(server, { strict: true }))).toStrictEqual(result)

    expect(server.requests).toHaveLength(1)
    const [sent] = server.requests
    expect(sent).toMatchObject({ method: request.method, target: request.path })
    expect(sent?.json).toStrictEqual(request.body)
    expect(sent?.headers['content-type']).toBe(request.body && 'application/vnd.api+json')
    if (request.body === undefined) expect(sent?.text).toBe('')
  })
})

const lists = [
  {
    name: 'e911/list',
    call: (e911: E911) => e911.list({ pageSize: 2 }),
    query: { limit: '2', offset: '0' },
    items: [lobby, apartment],
    offsets: ['0', '2'],
  },
  {
    name: 'e911/list-numbers',
    call: (e911: E911) => e911.listNumbers('21330', { pageSize: 10 }),
    query: { limit: '10', offset: '0' },
    items: [{ id: '12062011682', alias: null, value: '12062011682' }],
    offsets: ['0'],
  },
]

describe.each(lists)('$name', ({ name, call, query, items, offsets }) => {
  it('sends the documented request and reads the documented response', async () => {
    const { request, response } = recorded(name)
    await using server = await startServer([response])
    const page = await call(e911At(server, { strict: true }))
    expect(page.items).toStrictEqual(items)
    expect(page).toMatchObject({ offset: 0, hasNext: offsets.length > 1 })

    expect(server.requests).toHaveLength(1)
    const [sent] = server.requests
    expect(sent).toMatchObject({ method: 'GET', path: request.path, text: '' })
    expect(sent?.query).toStrictEqual({ ...request.query, ...query })
    expect(sent?.headers['content-type']).toBeUndefined()
  })

  it('requests another page only when the response has a next link', async () => {
    const { response } = recorded(name)
    await using server = await startServer([response, { body: { data: [], links: {} } }])
    expect(await call(e911At(server)).toArray()).toStrictEqual(items)
    expect(server.requests.map((request) => request.query['offset'])).toStrictEqual(offsets)
  })
})

it('e911/validate-rejected: fails with the documented reason', async () => {
  const { response } = recorded('e911/validate-rejected')
  await using server = await startServer([response])
  const error = await failureOf(e911At(server).validate({ ...testAddress, streetName: '3rd Aveneu' }))
  expect(error).toBeInstanceOf(BadRequestError)
  expect(error).toMatchObject({
    ...(response.body as object),
    status: 400,
    method: 'POST',
    path: '/v2/e911s/validate',
    outcome: 'rejected',
    attempts: 1,
  })
  expect(error.message).toContain(
    'Could not geocode this address. Please check the validity of your address.',
  )
})

it('e911/validate-rejected: refuses WA in CA before anything is sent', async () => {
  const { response } = recorded('e911/validate-rejected')
  await using server = await startServer([response])
  const error = await failureOf(e911At(server).validate({ ...testAddress, country: 'CA' }))
  expect(error).toMatchObject({ name: 'InvalidInputError', issues: [{ field: 'state' }, { field: 'zip' }] })
  expect(server.requests).toStrictEqual([])
})
