import { describe, expect, it, test } from 'vitest'
import type { Porting } from '../src/index.ts'
import { credentials, entity, loaAttributes, newOrder, order, scripted } from './support.ts'

const headers = {
  authorization: `Basic ${btoa(`${credentials.accessKey}:${credentials.secretKey}`)}`,
  accept: expect.stringContaining('application/json'),
}
const changed = '2018-07-31T21:34:17Z'
const canceled = { id: '41351', status: 'canceled', statusUpdatedAt: new Date(changed) }

interface Documented {
  name: string
  call(porting: Porting): PromiseLike<unknown>
  method: string
  target: string
  /** The body that is sent. */
  sent?: object
  answer: { status?: number; body?: unknown }
  result: unknown
}

const cases: Documented[] = [
  {
    name: 'checkPortability',
    call: (porting) => porting.checkPortability(['(206) 555-0100', '12125550199', '+18005550100']),
    method: 'POST',
    target: '/v2/portorders/portability',
    sent: { numbers: ['+12065550100', '+12125550199', '+18005550100'] },
    answer: {
      body: {
        data: {
          portable: ['+12065550100', '+18005550100'],
          nonportable: ['+12125550199'],
          hypernetwork_enabled: ['+12065550100'],
        },
      },
    },
    result: {
      portable: ['+12065550100', '+18005550100'],
      nonportable: ['+12125550199'],
      hypernetworkEnabled: ['+12065550100'],
      groups: [],
    },
  },
  {
    name: 'create',
    call: (porting) => porting.create(newOrder),
    method: 'POST',
    target: '/v2/portorders',
    sent: {
      data: {
        type: 'portorder',
        attributes: {
          numbers: ['+12065550100', '+12065550101'],
          billing_name: 'Ada Example',
          street: '1 Sample St',
          city: 'Seattle',
          state: 'WA',
          zip: '98101',
          country: 'US',
          provider: 'Old Carrier',
        },
      },
    },
    answer: { status: 201, body: { data: order() } },
    result: { groupId: '38697', orders: [entity] },
  },
  {
    name: 'create with every field',
    call: (porting) =>
      porting.create({
        ...newOrder,
        street2: 'Suite 600',
        providerAccount: '123ABC',
        pin: '4321',
        last4Ssn: '6789',
        company: 'Example LLC',
        usageType: 'Residential',
        billingNumber: '206.555.0100',
        billingAddress: {
          street: 'PO Box 1',
          street2: 'b',
          city: 'Kent',
          state: 'Wa',
          zip: '98030',
          country: 'Us',
        },
        desiredCompletionDate: '2018-07-12',
        enableCnamLookups: false,
        loaDetails: { email: 'a@example.com', cc: 'b@example.com' },
        presets: {
          cnamId: '6272',
          e911Id: '20930',
          primaryRouteId: '98396',
          failoverRouteId: '98397',
          alias: 'desk',
        },
        statusUrl: 'https://app.example/ports',
        alias: 'Move to Flowroute',
      }),
    method: 'POST',
    target: '/v2/portorders',
    sent: {
      data: {
        type: 'portorder',
        attributes: {
          numbers: ['+12065550100', '+12065550101'],
          billing_name: 'Ada Example',
          street: '1 Sample St',
          street2: 'Suite 600',
          city: 'Seattle',
          state: 'WA',
          zip: '98101',
          country: 'US',
          provider: 'Old Carrier',
          provider_account: '123ABC',
          pin: '4321',
          last_4_ssn: '6789',
          company: 'Example LLC',
          usage_type: 'Residential',
          billing_number: '+12065550100',
          billing_address: {
            street: 'PO Box 1',
            street2: 'b',
            city: 'Kent',
            state: 'WA',
            zip: '98030',
            country: 'US',
          },
          desired_completion_date: '2018-07-12',
          enable_cnam_lookups: false,
          loa_details: { email: 'a@example.com', cc: 'b@example.com' },
          presets: {
            cnam_id: '6272',
            e911_id: '20930',
            primary_route_id: '98396',
            failover_route_id: '98397',
            alias: 'desk',
          },
          status_url: 'https://app.example/ports',
          alias: 'Move to Flowroute',
        },
      },
    },
    answer: { status: 201, body: { data: order() } },
    result: { groupId: '38697', orders: [entity] },
  },
  {
    name: 'get',
    call: (porting) => porting.get('42361'),
    method: 'GET',
    target: '/v2/portorders/42361',
    answer: { body: { data: order() } },
    result: entity,
  },
  {
    name: 'getGroupStatus',
    call: (porting) => porting.getGroupStatus('38697'),
    method: 'GET',
    target: '/v2/portorders?group_id=38697&status',
    answer: {
      body: {
        data: [
          { type: 'portorder', id: 1, attributes: { status: 'Submitted', status_updated_at: changed } },
          { type: 'portorder', id: 2, attributes: { status: 'Pending' } },
        ],
      },
    },
    result: {
      id: '38697',
      status: 'requires_action',
      orders: [
        { id: '1', status: 'submitted', statusUpdatedAt: new Date(changed) },
        { id: '2', status: 'pending' },
      ],
    },
  },
  {
    name: 'getStatus',
    call: (porting) => porting.getStatus('41351'),
    method: 'GET',
    target: '/v2/portorders/41351/status',
    answer: {
      body: {
        data: {
          type: 'portorder',
          id: '41351',
          attributes: { status: 'submitted', status_updated_at: changed },
        },
      },
    },
    result: { id: '41351', status: 'submitted', statusUpdatedAt: new Date(changed) },
  },
  {
    name: 'updatePresets',
    call: (porting) =>
      porting.updatePresets('42361', { primaryRouteId: '98396', failoverRouteId: null, alias: 'a' }),
    method: 'PATCH',
    target: '/v2/portorders/42361',
    sent: {
      data: {
        type: 'portorder',
        attributes: { alias: 'a', presets: { primary_route_id: '98396', failover_route_id: null } },
      },
    },
    answer: { body: { data: order() } },
    result: entity,
  },
  {
    name: 'updatePresets of the alias alone',
    call: (porting) => porting.updatePresets('42361', { alias: 'a' }),
    method: 'PATCH',
    target: '/v2/portorders/42361',
    sent: { data: { type: 'portorder', attributes: { alias: 'a' } } },
    answer: { body: { data: order() } },
    result: entity,
  },
  {
    name: 'updateDetails',
    call: (porting) => porting.updateDetails('42361', { billingName: 'Ada B. Example', last4Ssn: '6789' }),
    method: 'PATCH',
    target: '/v2/portorders/42361',
    sent: {
      data: { type: 'portorder', attributes: { billing_name: 'Ada B. Example', last_4_ssn: '6789' } },
    },
    answer: { body: { data: order() } },
    result: entity,
  },
  {
    name: 'changeNumbers',
    call: (porting) => porting.changeNumbers('42361', { add: ['206-555-0102'], remove: ['12065550100'] }),
    method: 'PATCH',
    target: '/v2/portorders/42361/relationships/numbers',
    sent: { add: ['+12065550102'], remove: ['+12065550100'] },
    answer: { body: { data: order() } },
    result: entity,
  },
  {
    name: 'addToGroup',
    call: (porting) => porting.addToGroup('38697', ['2065550102']),
    method: 'POST',
    target: '/v2/portorders/38697/numbers',
    sent: { add: ['+12065550102'] },
    answer: { body: { data: order() } },
    result: { groupId: '38697', orders: [entity] },
  },
  {
    name: 'cancel',
    call: (porting) => porting.cancel('41351'),
    method: 'PATCH',
    target: '/v2/portorders/41351/status',
    sent: { data: { type: 'portorder', attributes: { status: 'cancelled' } } },
    answer: {
      body: {
        data: {
          attributes: { status: 'cancelled', status_updated_at: changed },
          id: '41351',
          type: 'portorder',
        },
      },
    },
    result: canceled,
  },
  {
    name: 'getLoa',
    call: (porting) => porting.getLoa('42361'),
    method: 'GET',
    target: '/v2/portorders/42361/loa',
    answer: { body: { data: { type: 'loa', attributes: loaAttributes } } },
    result: {
      id: '42361',
      numbers: ['2065550100'],
      billingName: 'Ada Example',
      company: 'Example LLC',
      street: '1 Sample St',
      street2: '',
      city: 'Seattle',
      state: 'WA',
      zip: '98101',
      country: 'US',
      provider: 'Old Carrier',
      usageType: 'Business',
      signatureName: '',
      signatureTitle: '',
      loaCopy: 'I authorise …',
    },
  },
  {
    name: 'addDocumentFromUrl',
    call: (porting) =>
      porting.addDocumentFromUrl('42361', 'https://app.example/b?sig=a%2Fb', { filename: 'my bill.pdf' }),
    method: 'POST',
    target: '/v2/portorders/42361/files',
    sent: { url: 'https://app.example/b?sig=a%2Fb&filename=my%20bill.pdf' },
    answer: {
      body: {
        data: {
          type: 'portorder-file',
          id: '12346',
          attributes: {
            filename: 'https://app.example/b',
            file: 'my bill.pdf',
            original_url: 'https://app.example/b',
            status: 'pending',
          },
        },
      },
    },
    result: {
      id: '12346',
      filename: 'https://app.example/b',
      file: 'my bill.pdf',
      originalUrl: 'https://app.example/b',
      status: 'pending',
    },
  },
  {
    name: 'listDocuments',
    call: (porting) => porting.listDocuments('42361'),
    method: 'GET',
    target: '/v2/portorders/42361',
    answer: { body: { data: order() } },
    result: entity.businessDocuments,
  },
]

test.each(cases)('$name as documented', async ({ call, method, target, sent, answer, result }) => {
  const { porting, requests } = await scripted([answer], { strict: true })
  expect(await call(porting)).toStrictEqual(result)
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ method, target, headers })
  expect(requests[0]?.json).toStrictEqual(sent)
  expect(requests[0]?.headers['content-type']).toBe(sent === undefined ? undefined : 'application/json')
})

describe('list', () => {
  it('reads the documented page, and asks for the next one while a page is full', async () => {
    const page = (ids: string[]) => ({
      body: {
        data: {
          type: 'portorder_list',
          id: '0',
          attributes: {
            orders: {
              data: ids.map((id) => ({
                attributes: { alias: 'My Order', id, status: 'pending', group_status: 'Requires Action' },
              })),
            },
          },
        },
      },
    })
    const { porting, requests } = await scripted([page(['42323', '42324']), page(['42325'])], {
      strict: true,
    })
    const listed = (id: string) => ({
      alias: 'My Order',
      id,
      status: 'pending',
      groupStatus: 'requires_action',
      numbers: [],
    })
    expect(await porting.list({ pageSize: 2 }).toArray()).toStrictEqual(
      ['42323', '42324', '42325'].map(listed),
    )
    expect(requests.map(({ method, target }) => `${method} ${target}`)).toStrictEqual([
      'GET /v2/portorders?limit=2&offset=0',
      'GET /v2/portorders?limit=2&offset=2',
    ])
  })

  it('sends the documented filters', async () => {
    const { porting, requests } = await scripted([{ body: { data: [] } }])
    await porting.list({
      numbers: ['(206) 555-0100', '12065550101'],
      status: 'Canceled',
      alias: 'A & B',
      completionDate: '2026-01-31',
      createdAfter: '2026-01-01',
      modifiedBefore: new Date('2026-01-02T03:04:05Z'),
    })
    expect(requests.map(({ query }) => query)).toStrictEqual([
      {
        numbers: '+12065550100,+12065550101',
        status: 'cancelled',
        alias: 'A & B',
        completion_date: '2026-01-31',
        created_after: '2026-01-01',
        modified_before: '2026-01-02T03:04:05.000Z',
        limit: '200',
        offset: '0',
      },
    ])
  })

  it('of an account without orders is empty, though the service answers 404', async () => {
    const error = { id: 'a', status: 404, title: 'Resource not found', detail: 'No such port order' }
    const { porting } = await scripted([{ status: 404, body: { errors: [error] } }])
    const page = await porting.list()
    expect([page.items, page.hasNext]).toStrictEqual([[], false])
    expect(await porting.list().toArray()).toStrictEqual([])
    const { response } = await porting.list().withResponse()
    expect(response.status).toBe(404)
  })

  it.each([
    '<html>Not here</html>',
    { errors: [{ status: 404, title: 'Not found', detail: 'The requested URL was not found.' }] },
  ])('fails on any other 404, such as that of a wrong base URL: %j', async (body) => {
    const { porting } = await scripted([{ status: 404, body }])
    await expect(porting.list()).rejects.toMatchObject({ name: 'NotFoundError' })
  })
})

test('an id is one segment of the path', async () => {
  const { porting, requests } = await scripted([{ body: { data: order() } }])
  await porting.get('1/../2?x')
  await porting.getGroupStatus('1&a=b')
  expect(requests.map(({ target }) => target)).toStrictEqual([
    '/v2/portorders/1%2F..%2F2%3Fx',
    '/v2/portorders?group_id=1%26a%3Db&status',
  ])
})

test('an order can be given in place of its id', async () => {
  const { porting, requests } = await scripted([{ body: { data: order() } }])
  await porting.updatePresets(await porting.get({ id: '42361' }), { alias: 'a' })
  expect(requests.map(({ target }) => target)).toStrictEqual(['/v2/portorders/42361', '/v2/portorders/42361'])
})
