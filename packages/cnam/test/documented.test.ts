import { recorded } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import type { Cnam, CnamRecord } from '../src/index.ts'
import { credentials, numberId, recordId, resource, scripted } from './support.ts'

const { accessKey, secretKey } = credentials
const headers = {
  authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`,
  accept: 'application/vnd.api+json, application/json',
}

const approved = (id: string, value: string, created: string, approvedAt: string): CnamRecord => ({
  id,
  value,
  isApproved: true,
  creationDatetime: new Date(created),
  approvalDatetime: new Date(approvedAt),
  rejectionReason: null,
})

const maria = {
  id: '17604',
  value: 'TEST, MARIA',
  isApproved: true,
  creationDatetime: null,
  approvalDatetime: null,
  rejectionReason: '',
}
const brownBag = approved('22790', 'BROWN BAG', '2018-04-19T21:03:04.932Z', '2018-04-23T17:04:30.829Z')
const rebel = approved('23221', 'LEATHER REBEL', '2018-05-22T23:38:27.794Z', '2018-05-23T18:58:46.052Z')
const morbo = approved('23224', 'MORBO', '2018-05-22T23:42:00.786Z', '2018-05-23T18:58:46.052Z')

const cases: {
  name: string
  call(cnam: Cnam): PromiseLike<unknown>
  query?: object
  result: unknown
}[] = [
  { name: 'cnam/get', call: (cnam) => cnam.get('17604'), result: maria },
  {
    name: 'cnam/create',
    call: (cnam) => cnam.create('FR H5K8'),
    result: {
      id: '23454',
      value: 'FR H5K8',
      isApproved: false,
      creationDatetime: new Date('2018-06-01T00:09:52.513Z'),
      approvalDatetime: null,
      rejectionReason: null,
    },
  },
  {
    name: 'cnam/assign',
    call: (cnam) => cnam.assign('17604', '+1 (206) 201-1682'),
    result: { id: '17604', dateCreated: new Date('2018-06-01T00:17:52Z') },
  },
  {
    name: 'cnam/unassign',
    call: (cnam) => cnam.unassign('206.201.1682'),
    result: { id: null, dateCreated: new Date('2018-06-01T00:17:52Z') },
  },
  { name: 'cnam/delete', call: (cnam) => cnam.delete('17604'), result: undefined },
]

test.each(cases)('$name as documented', async ({ name, call, result }) => {
  const { request, response } = recorded(name)
  const { cnam, requests } = await scripted([response], { strict: true })
  expect(await call(cnam)).toStrictEqual(result)

  expect(requests).toHaveLength(1)
  const [sent] = requests
  expect(sent).toMatchObject({ method: request.method, target: request.path, headers })
  expect(sent?.json).toStrictEqual(request.body)
  expect(sent?.headers['content-type']).toBe(
    request.body === undefined ? undefined : 'application/vnd.api+json',
  )
  if (request.body === undefined) expect(sent?.text).toBe('')
})

test.each([
  { name: 'cnam/list-page', options: { isApproved: true, pageSize: 3 }, items: [brownBag, rebel, morbo] },
  {
    name: 'cnam/list',
    options: { pageSize: 10 },
    items: [
      maria,
      approved('22671', 'REGENCE INC', '2018-04-12T19:08:39.062Z', '2018-04-16T16:20:32.939Z'),
      brownBag,
      rebel,
      approved('23223', 'LEATHER REBELZ', '2018-05-22T23:39:24.447Z', '2018-05-23T18:58:46.052Z'),
      morbo,
    ],
  },
])('$name as documented, from page to page while there is a next link', async ({ name, options, items }) => {
  const { request, response } = recorded(name)
  const { cnam, requests } = await scripted([response, { body: { data: [], links: {} } }], { strict: true })
  expect(await cnam.list(options).toArray()).toStrictEqual(items)

  const [first, ...others] = requests
  expect(first).toMatchObject({ method: 'GET', path: request.path, headers, text: '' })
  expect(first?.query).toStrictEqual({ ...request.query, offset: '0' })
  const offsets = others.map(({ query }) => query)
  expect(offsets).toStrictEqual(name === 'cnam/list-page' ? [{ ...request.query, offset: '3' }] : [])
})

describe('list', () => {
  it.each([
    [undefined, 'limit=200&offset=0'],
    [{ isApproved: false, value: 'B & B' }, 'is_approved=false&value=B%20%26%20B&limit=200&offset=0'],
    [{ isApproved: undefined, value: undefined, pageSize: 1_000, offset: 7 }, 'limit=1000&offset=7'],
  ])('sends %j under its documented names', async (options, query) => {
    const { cnam, requests } = await scripted([{ body: { data: [] } }])
    expect((await cnam.list(options)).items).toStrictEqual([])
    expect(requests.map(({ target }) => target)).toStrictEqual([`/v2/cnams?${query}`])
  })
})

describe('get', () => {
  it('resolves the numbers that show the name', async () => {
    const relationships = {
      numbers: {
        data: [
          { id: '12062011682', type: 'number' },
          { id: '12062011683', type: 'number' },
        ],
      },
    }
    const included = [
      { id: '12062011682', type: 'number', attributes: { alias: 'desk', cnam_lookups_enabled: true } },
      { id: '12062011683', type: 'route', attributes: { alias: 'not this one' } },
    ]
    const body = { data: { ...resource({ is_approved: true }), relationships }, included }
    const { cnam } = await scripted([{ body }], { strict: true })
    const { numbers } = await cnam.get(recordId)
    expect(numbers).toStrictEqual([
      { id: '12062011682', alias: 'desk', cnamLookupsEnabled: true },
      { id: '12062011683' },
    ])
  })

  it('tells an approved name that no number shows', async () => {
    const body = { data: { ...resource(), relationships: { numbers: { data: [] } } } }
    const { cnam } = await scripted([{ body }], { strict: true })
    expect((await cnam.get(recordId)).numbers).toStrictEqual([])
  })

  it('tells why a name was rejected', async () => {
    const { cnam } = await scripted([{ body: { data: resource({ rejection_reason: 'Misleading' }) } }])
    expect(await cnam.get(recordId)).toMatchObject({ isApproved: false, rejectionReason: 'Misleading' })
  })
})

describe('update', () => {
  it('sends the documented envelope', async () => {
    const { cnam, requests } = await scripted([{ body: { data: resource({ value: 'MY BUSINESS' }) } }])
    const updated = await cnam.update('33443', 'MY BUSINESS')
    expect(updated).toMatchObject({ value: 'MY BUSINESS', isApproved: false })
    expect(requests).toMatchObject([{ method: 'PATCH', target: '/v2/cnams/33443', headers }])
    expect(requests[0]?.headers['content-type']).toBe('application/vnd.api+json')
    expect(requests[0]?.text).toBe('{"data":{"type":"cnam","attributes":{"value":"MY BUSINESS"}}}')
  })

  it('reads the documented answer, which has the value alone', async () => {
    const body = { data: { id: '33443', type: 'cnam', attributes: { value: 'MY BUSINESS' } } }
    const { cnam } = await scripted([{ body }], { strict: true })
    expect(await cnam.update('33443', 'MY BUSINESS')).toStrictEqual({
      id: '33443',
      value: 'MY BUSINESS',
      isApproved: false,
      approvalDatetime: null,
      creationDatetime: null,
      rejectionReason: null,
    })
  })
})

describe('responses', () => {
  it('may have attributes that are new, and booleans and ids of another type', async () => {
    const body = { data: resource({ is_approved: 'True', rating: 'A', value: 'BOB' }, 23_454) }
    const { cnam } = await scripted([{ body }], { strict: true })
    expect(await cnam.get(recordId)).toMatchObject({ id: '23454', isApproved: true, rating: 'A' })
  })

  it.each([
    ['isApproved', resource({ is_approved: 'maybe' })],
    ['creationDatetime', resource({ creation_datetime: 'yesterday' })],
    ['numbers', { ...resource(), relationships: { numbers: { data: { id: numberId, type: 'number' } } } }],
    ['numbers', { ...resource(), relationships: { numbers: { data: [null] } } }],
  ])('that depart in %s are reported', async (field, data) => {
    const fields: string[] = []
    const { cnam } = await scripted([{ body: { data } }], {
      onSchemaIssue: ({ issues }) => fields.push(...issues.map((issue) => issue.field)),
    })
    expect((await cnam.get(recordId)).id).toBe(recordId)
    expect(fields).toStrictEqual([field])
  })
})

test('an id is one segment of the path', async () => {
  const { cnam, requests } = await scripted([{ status: 204 }])
  await cnam.delete('1/../2?x')
  expect(requests.map(({ target }) => target)).toStrictEqual(['/v2/cnams/1%2F..%2F2%3Fx'])
})
