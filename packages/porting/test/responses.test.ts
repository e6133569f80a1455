import { describe, expect, it, test } from 'vitest'
import type { Porting } from '../src/index.ts'
import { failureOf, newOrder, order, orderAttributes, scripted } from './support.ts'

/** What a call makes of an answer that has to match the schemas. */
async function read<T>(call: (porting: Porting) => PromiseLike<T>, body: unknown): Promise<T> {
  const { porting } = await scripted([{ body }], { strict: true })
  return call(porting)
}

const get = (attributes: object, id?: unknown) =>
  read((porting) => porting.get('42361'), { data: order(attributes, id) })

const entry = (id: string, attributes: object = {}) => ({
  type: 'portorder',
  id,
  attributes: { ...orderAttributes, ...attributes },
})

describe('the orders of an answer', () => {
  const ids = ['1', '2']
  const entries = ids.map((id) => entry(id))
  const { id: _id, ...listed } = entry('1')
  const forms: [name: string, document: object][] = [
    ['a list of orders', { data: entries }],
    [
      'a list in the attributes',
      { data: { type: 'portorder_group', id: 7, attributes: { orders: entries } } },
    ],
    [
      'resources in the attributes',
      { data: { type: 'portorder_list', id: '0', attributes: { orders: { data: entries } } } },
    ],
    ['a list of one list', { data: [{ type: 'portorder_list', attributes: { orders: { data: entries } } }] }],
    [
      'orders with their id among the attributes',
      { data: ids.map((id) => ({ ...listed, attributes: { ...listed.attributes, id } })) },
    ],
    ['resources that are wrapped', { data: entries.map((data) => ({ data })) }],
  ]

  it.each(forms)('can be %s, after create', async (_, document) => {
    const { groupId, orders } = await read((porting) => porting.create(newOrder), document)
    expect(groupId).toBe('38697')
    expect(orders.map(({ id }) => id)).toStrictEqual(ids)
  })

  it.each(forms)('can be %s, in a list', async (_, document) => {
    const { items } = await read((porting) => porting.list(), document)
    expect(items.map(({ id, status }) => [id, status])).toStrictEqual(ids.map((id) => [id, 'pending']))
  })

  it.each(forms)('can be %s, in the status of a group', async (_, document) => {
    const { status, orders } = await read((porting) => porting.getGroupStatus('38697'), document)
    expect([status, orders.map(({ id }) => id)]).toStrictEqual(['requires_action', ids])
  })

  it.each([
    [{ data: entry('1', { group_id: 38_697 }) }, '38697'],
    [{ data: entry('1', { group_id: null }) }, null],
    [
      { data: { type: 'portorder_group', id: 7, attributes: { orders: [entry('1', { group_id: null })] } } },
      '7',
    ],
    [{ data: { type: 'portorder_group', id: 7, attributes: { orders: [] } } }, '7'],
  ])('name their group: %j', async (document, groupId) => {
    expect((await read((porting) => porting.create(newOrder), document)).groupId).toBe(groupId)
  })

  it.each([{ data: [] }, { data: { type: 'portorder_group', attributes: { orders: [] } } }])(
    'fail a create when there is neither an order nor a group: %j',
    async (document) => {
      expect(await failureOf(read((porting) => porting.create(newOrder), document))).toMatchObject({
        name: 'ResponseFormatError',
        outcome: 'unknown',
      })
    },
  )

  it.each([{ add: ['+12065550102'] }, { numbers: ['+12065550102'] }])(
    'may be missing when numbers join a group: %j',
    async (document) => {
      const added = await read((porting) => porting.addToGroup('38697', ['12065550102']), document)
      expect(added).toStrictEqual({ groupId: '38697', orders: [] })
    },
  )
})

describe('the status of a group', () => {
  it.each([
    [['pending', 'completed'], 'requires_action'],
    [['submitted', 'rejected'], 'requires_action'],
    [['submitted', 'completed'], 'in_progress'],
    [['accepted', 'canceled'], 'in_progress'],
    [['review'], 'in_progress'],
    [['processing'], 'in_progress'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'canceled'], 'completed'],
    [['canceled', 'processing_abandoned', 'abandoned', 'hard_canceled'], 'canceled'],
  ])('of orders %j is %s where the answer does not say', async (states, status) => {
    const data = states.map((state, id) => ({ type: 'portorder', id, attributes: { status: state } }))
    expect(await read((porting) => porting.getGroupStatus('7'), { data })).toMatchObject({ id: '7', status })
  })

  it('is not made up where the answer names no orders', async () => {
    const call = read((porting) => porting.getGroupStatus('7'), { data: [] })
    expect(await failureOf(call)).toMatchObject({ name: 'ResponseFormatError' })
  })

  it.each([{ status: 'In Progress' }, { group_status: 'In Progress' }, { summary: 'in_progress' }])(
    'is what the answer says: %j',
    async (said) => {
      const orders = [{ type: 'portorder', id: '1', attributes: { status: 'pending' } }]
      const data = { type: 'portorder_group', id: 7, attributes: { ...said, orders } }
      expect((await read((porting) => porting.getGroupStatus('7'), { data })).status).toBe('in_progress')
    },
  )
})

test.each([
  ['cancelled', 'canceled'],
  ['canceled', 'canceled'],
  ['Canceled', 'canceled'],
  ['Hard Cancelled', 'hard_canceled'],
  ['hard-canceled', 'hard_canceled'],
  ['Processing Abandoned', 'processing_abandoned'],
  [' Pending ', 'pending'],
  ['On Hold', 'on_hold'],
])('the state %j is read as %s', async (word, status) => {
  expect((await get({ status: word })).status).toBe(status)
})

describe('documents', () => {
  const document = (id: string, status: string) => ({
    type: 'portorder-file',
    id: '0',
    attributes: { filename: 'bill.pdf', status },
    links: { self: `https://api.flowroute.com/v2/portorders/42361/files/${id}` },
  })
  const data = [document('0', 'uploaded'), document('1', 'failed')]
  const both = [
    { id: '0', filename: 'bill.pdf', status: 'uploaded' },
    { id: '1', filename: 'bill.pdf', status: 'failed' },
  ]

  it.each([
    ['in data', { data }, both],
    ['in data in an array', [{ data }], both],
    ['in an array', data, both],
    [
      'as plain objects',
      [{ filename: 'bill.pdf', status: 'uploaded' }],
      [{ id: null, filename: 'bill.pdf', status: 'uploaded' }],
    ],
    ['none', [], []],
    ['none in data', { data: [] }, []],
    ['null', null, []],
    ['absent', undefined, []],
  ])('can be %s', async (_, documents, result) => {
    const body = { data: order({ business_documents: documents }) }
    expect(await read((porting) => porting.listDocuments('42361'), body)).toStrictEqual(result)
  })

  it.each([
    ['pending', 'pending'],
    ['processing', 'processing'],
    ['complete', 'uploaded'],
    ['error', 'failed'],
    ['Uploaded', 'uploaded'],
  ])('in state %s are %s', async (word, status) => {
    const body = {
      data: { type: 'portorder-file', id: '1', attributes: { filename: 'b.pdf', status: word } },
    }
    const url = 'https://app.example/b.pdf'
    expect(await read((porting) => porting.addDocumentFromUrl('1', url), body)).toMatchObject({ status })
  })
})

describe('portability', () => {
  it('can be the older form, by carrier', async () => {
    const group = {
      current_service_provider_name: 'Old Carrier',
      current_service_provider_id: 1_234,
      gaining_service_provider_name: 'Flowroute',
      gaining_service_provider_id: '5678',
      numbers: ['+12065550100', '+12065550101'],
    }
    const data = { portable: { groups: [group] }, nonportable: { numbers: ['+12125550199'] } }
    expect(await read((porting) => porting.checkPortability(['12065550100']), { data })).toStrictEqual({
      portable: ['+12065550100', '+12065550101'],
      nonportable: ['+12125550199'],
      hypernetworkEnabled: [],
      groups: [
        {
          currentServiceProviderName: 'Old Carrier',
          currentServiceProviderId: '1234',
          gainingServiceProviderName: 'Flowroute',
          gainingServiceProviderId: '5678',
          numbers: ['+12065550100', '+12065550101'],
        },
      ],
    })
  })

  it('may lack a list', async () => {
    const data = { nonportable: ['+12125550199'] }
    expect(await read((porting) => porting.checkPortability(['12125550199']), { data })).toStrictEqual({
      portable: [],
      nonportable: ['+12125550199'],
      hypernetworkEnabled: [],
      groups: [],
    })
  })
})

describe('an order', () => {
  it('may have numbers as objects, texts for booleans, numbers for texts, and what is new', async () => {
    const numbers = [{ number: '+12065550100' }, { value: '+12065550101' }, { id: '+12065550102' }]
    expect(
      await get(
        { numbers, enable_cnam_lookups: 'True', cost: 7.5, zip: 98_101, comments: null, rating: 'A' },
        42_361,
      ),
    ).toMatchObject({
      id: '42361',
      numbers: ['+12065550100', '+12065550101', '+12065550102'],
      enableCnamLookups: true,
      cost: '7.5',
      zip: '98101',
      comments: null,
      rating: 'A',
    })
  })

  it.each([
    ['numbers', { numbers: true }],
    ['statusUpdatedAt', { status_updated_at: 'yesterday' }],
    ['status', { status: 7 }],
    ['businessDocuments', { business_documents: 'none' }],
  ])('that departs in %s is reported: %j', async (field, attributes) => {
    const fields: string[] = []
    const { porting } = await scripted([{ body: { data: order(attributes) } }], {
      onSchemaIssue: ({ issues }) => fields.push(...issues.map((issue) => issue.field)),
    })
    expect((await porting.get('42361')).id).toBe('42361')
    expect(fields).toStrictEqual([field])
  })
})
