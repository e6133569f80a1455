import { describe, expect, test } from 'vitest'
import {
  createOrder,
  first,
  order,
  orderOf,
  second,
  signLetter,
  stateOf,
  submitOrder,
  wanted,
} from './port-support.ts'
import {
  buyOne,
  type Call,
  createAddress,
  createApproved,
  createRoute,
  expectError,
  expectWrong,
  forSale,
  setUp,
} from './support.ts'

const form = 'application/x-www-form-urlencoded'

describe('portability', () => {
  const path = '/v2/portorders/portability'

  test('says which numbers can be ported, and which are on the HyperNetwork', async () => {
    const { call } = setUp()
    const numbers = ['+12065550100', '+12065550101', '+18005550100', '+12125550199', '+442071838750']
    const { status, body } = await call('POST', path, { json: { numbers } })
    expect(status).toBe(200)
    expect(body).toEqual({
      data: {
        portable: ['+12065550100', '+12065550101', '+18005550100'],
        nonportable: ['+12125550199', '+442071838750'],
        hypernetwork_enabled: ['+12065550100'],
      },
    })
  })

  test('what Flowroute has already cannot be ported, for sale or on the account', async () => {
    const { call } = setUp()
    const numbers = [await buyOne(call), ...(await forSale(call, 1))].map((number) => `+${number}`)
    const { body } = await call('POST', path, { json: { numbers } })
    expect(body).toMatchObject({ data: { portable: [], nonportable: numbers } })
  })

  test.each([
    ['numbers=%2B12065550100&numbers=12065550199', ['+12065550100'], ['+12065550199']],
    ['numbers=+12065550100', ['+12065550100'], []],
  ])('takes the form %s of the official SDKs', async (raw, portable, nonportable) => {
    const { call } = setUp()
    const { body } = await call('POST', path, { raw, headers: { 'content-type': form } })
    expect(body).toMatchObject({ data: { portable, nonportable } })
  })

  test.each([{}, { numbers: [] }, { numbers: 5 }, { numbers: ['home'] }, { numbers: [12_065_550_100] }])(
    'refuses %j',
    async (json) => {
      const { call } = setUp()
      expectError(await call('POST', path, { json }), 422, /^numbers (is required|has .* which is not)/)
    },
  )
})

describe('a new order', () => {
  test('is pending, with all that was said of it', async () => {
    const { call } = setUp()
    const more = {
      alias: 'Head office',
      billing_number: '+12065550100',
      billing_address: { street: '2 Sample St', city: 'Seattle', state: 'WA', zip: '98101', country: 'US' },
      desired_completion_date: '2026-02-12',
      enable_cnam_lookups: true,
      last_4_ssn: '1234',
      loa_details: { email: 'a@example.com', cc: 'b@example.com' },
      status_url: 'https://example.com/po',
    }
    const { status, data, body } = await order(call, more)
    expect([status, data.type]).toEqual([201, 'portorder'])
    expect(data.attributes).toEqual({
      ...wanted,
      ...more,
      billing_address: { ...more.billing_address, street2: null },
      business_documents: [],
      comments: [],
      cost: '7.5',
      group_id: expect.stringMatching(/^\d+$/),
      presets: { alias: null, cnam_id: null, e911_id: null, failover_route_id: null, primary_route_id: null },
      status: 'pending',
      status_updated_at: null,
      street2: null,
    })
    expect(data.links).toEqual({ self: `https://api.flowroute.com/v2/portorders/${data.id}` })
    expect((await call('GET', `/v2/portorders/${data.id}`)).body).toEqual(body)
    expect((await call('GET', `/v2/portorders/${data.id}/status`)).body).toEqual({
      data: { type: 'portorder', id: data.id, attributes: { status: 'pending', status_updated_at: null } },
    })
  })

  test('takes flat bodies, and numbers without a plus sign', async () => {
    const { call } = setUp()
    const { data } = await call('POST', '/v2/portorders', { json: { ...wanted, numbers: ['12065550100'] } })
    expect(data.attributes).toMatchObject({ numbers: [first], alias: 'Port Order 1/15/2026' })
  })

  test('reports all that is wrong with it', async () => {
    const { call } = setUp()
    const missing = ['Missing data for required field.']
    expectWrong(await call('POST', '/v2/portorders', { json: {} }), {
      numbers: missing,
      billing_name: missing,
      street: missing,
      city: missing,
      state: missing,
      zip: missing,
      country: missing,
      provider: missing,
    })
    const wrong = {
      numbers: [first, first],
      state: 'Washington',
      country: 'GB',
      status_url: 'ftp://x/',
      desired_completion_date: '2026-02-30',
      billing_number: '5',
      enable_cnam_lookups: 'yes',
      loa_details: { email: 5 },
      billing_address: 'home',
    }
    expectWrong(await order(call, wrong), {
      numbers: ['Must not have a number twice.'],
      status_url: ['Not a valid URL.'],
      desired_completion_date: ['Not a valid date.'],
      billing_number: ['Not a valid phone number.'],
      enable_cnam_lookups: ['Not a valid boolean.'],
      state: ['Must be two letters.'],
      country: ['Must be one of: US, CA.'],
      billing_address: ['Not a valid object.'],
      loa_details: ['Not a valid object of strings.'],
    })
  })

  test.each([
    [5, 'Not a valid list.'],
    [[], 'Must not be empty.'],
    [['+442071838750'], 'Not a valid US or Canadian phone number: "+442071838750".'],
    [[first, 5], 'Not a valid US or Canadian phone number: 5.'],
  ])('refuses the numbers %j', async (numbers, message) => {
    const { call } = setUp()
    expectWrong(await order(call, { numbers }), { numbers: [message] })
  })

  test('a number can be in one open order only', async () => {
    const { call } = setUp()
    const id = await createOrder(call, { numbers: [first] })
    expectError(await order(call), 422, `${first} is in port order ${id} already.`)
    await call('PATCH', `/v2/portorders/${id}/status`, { json: { status: 'cancelled' } })
    await createOrder(call)
  })
})

describe('a request that is split', () => {
  const [otherCarrier, tollFree, canadian] = ['+12065560100', '+18005550100', '+16045550100']

  test('into orders of one group: by carrier, toll-free or local, country', async () => {
    const { call } = setUp()
    const { data } = await order(call, { numbers: [tollFree, first, otherCarrier, second, canadian] })
    const group = data.attributes['group_id']
    expect(data.attributes['numbers']).toEqual([tollFree])
    const reply = await call('GET', `/v2/portorders?group_id=${group}&status`)
    const { attributes } = reply.data as unknown as { attributes: { orders: { data: { id: string }[] } } }
    expect(reply.data).toMatchObject({
      type: 'portorder_group',
      id: group,
      attributes: { status: 'Requires Action' },
    })
    const orders = await Promise.all(attributes.orders.data.map(({ id }) => orderOf(call, id)))
    expect(orders.map(({ numbers }) => numbers)).toEqual([
      [tollFree],
      [first, second],
      [otherCarrier],
      [canadian],
    ])
    expect(new Set(orders.map(({ group_id }) => group_id))).toEqual(new Set([group]))
  })

  test('numbers join the group’s order of their lot, or make one of their own', async () => {
    const { call } = setUp()
    const id = await createOrder(call, { numbers: [first] })
    const group = (await orderOf(call, id))['group_id']
    const same = await call('POST', `/v2/portorders/${group}/numbers`, { json: { add: [second] } })
    expect([same.status, same.data.id, same.data.attributes['numbers']]).toEqual([200, id, [first, second]])
    const other = await call('POST', `/v2/portorders/${group}/numbers`, { json: { numbers: [tollFree] } })
    expect(other.data.attributes).toMatchObject({
      numbers: [tollFree],
      group_id: group,
      billing_name: 'Ada Example',
      status: 'pending',
    })
    expect(other.data.id).not.toBe(id)
    expectError(await call('POST', `/v2/portorders/${group}/numbers`, { json: {} }), 422, 'add is required')
    expectError(await call('POST', '/v2/portorders/1/numbers', { json: { add: [second] } }), 404, 'No such')
  })

  test.each([
    [['pending', 'completed'], 'Requires Action'],
    [['rejected', 'processing'], 'Requires Action'],
    [['processing', 'completed'], 'In Progress'],
    [['review', 'cancelled'], 'In Progress'],
    [['completed', 'completed'], 'Completed'],
    [['completed', 'cancelled'], 'Completed'],
    [['cancelled', 'cancelled'], 'Canceled'],
    [['hard_canceled', 'abandoned'], 'Canceled'],
  ])('a group of %j is summed up as %s', async (states, summary) => {
    const { emulator, call } = setUp()
    const { data } = await order(call, { numbers: [first, tollFree] })
    const group = data.attributes['group_id'] as string
    const reply = await call('GET', `/v2/portorders?group_id=${group}&status`)
    const { attributes } = reply.data as unknown as { attributes: { orders: { data: { id: string }[] } } }
    for (const [index, { id }] of attributes.orders.data.entries()) {
      const state = states[index] as string
      if (state === 'cancelled') {
        await call('PATCH', `/v2/portorders/${id}`, { json: { status: 'canceled' } })
      } else if (state !== 'pending') await signLetter(call, id)
      if (state === 'completed') emulator.portOrders.complete(id)
      if (['rejected', 'abandoned', 'review'].includes(state)) emulator.portOrders.reject(id, 'no')
      if (state === 'review') emulator.portOrders.resubmit(id)
      if (state === 'abandoned')
        await call('PATCH', `/v2/portorders/${id}/status`, { json: { status: 'cancelled' } })
      if (state === 'hard_canceled') {
        emulator.portOrders.accept(id)
        emulator.portOrders.hardCancel(id)
      }
      expect(await stateOf(call, id)).toBe(state)
    }
    const { data: found } = await call('GET', `/v2/portorders?group_id=${group}&status`)
    expect(found.attributes['status']).toBe(summary)
  })
})

describe('the list', () => {
  test('of an account without orders is a 404', async () => {
    const { call } = setUp()
    const reply = await call('GET', '/v2/portorders')
    expect(reply.status).toBe(404)
    expect(reply.body).toEqual({
      errors: [
        { id: expect.any(String), status: 404, title: 'Resource not found', detail: 'No such port order' },
      ],
    })
  })

  test('has the orders in one element', async () => {
    const { call } = setUp()
    const ids = [
      await createOrder(call, { alias: 'one' }),
      await createOrder(call, { numbers: ['+18005550100'] }),
    ]
    const { body } = await call('GET', '/v2/portorders?limit=10&offset=0&is_approved=')
    expect(body).toMatchObject({
      data: [
        {
          type: 'portorder_list',
          id: '0',
          attributes: { orders: { data: [{ id: ids[0] }, { id: ids[1] }] } },
        },
      ],
    })
    const { data } = (body as { data: { attributes: { orders: { data: { attributes: object }[] } } }[] })
      .data[0]?.attributes.orders ?? { data: [] }
    expect(data[0]?.attributes).toEqual({
      id: ids[0],
      alias: 'one',
      status: 'pending',
      group_id: expect.any(String),
      group_status: 'Requires Action',
      numbers: [first, second],
      created_date: '2026-01-15T17:00:00Z',
      modified_date: '2026-01-15T17:00:00Z',
      completion_date: null,
      status_updated_at: null,
    })
  })

  test('has pages and filters; past its end it is a 404', async () => {
    const { call } = setUp()
    const one = await createOrder(call, { alias: 'one' })
    const two = await submitOrder(call, { numbers: ['+18005550100'] })
    const idsOf = async (query: string) => {
      const { body, status } = await call('GET', `/v2/portorders?${query}`)
      if (status === 404) return []
      const [list] = (body as { data: { attributes: { orders: { data: { id: string }[] } } }[] }).data
      return list?.attributes.orders.data.map(({ id }) => id)
    }
    expect(await idsOf('limit=1')).toEqual([one])
    expect(await idsOf('limit=1&offset=1')).toEqual([two])
    expect(await idsOf('limit=1&offset=2')).toEqual([])
    expect(await idsOf('status=processing')).toEqual([two])
    expect(await idsOf('alias=one')).toEqual([one])
    expect(await idsOf(`numbers=%2B18005550100`)).toEqual([two])
    expectError(await call('GET', '/v2/portorders?status=x'), 422, 'status must be one of')
    expectError(await call('GET', '/v2/portorders?limit=201'), 422, 'limit must be from 1 to 200')
  })
})

describe('details', () => {
  const attributes = { street: '2 Sample St', zip: '98104', billing_name: 'Ada B. Example' }
  const patch = (call: Call, id: string, json: object) => call('PATCH', `/v2/portorders/${id}`, { json })

  test('can be changed one by one while the order is pending, or rejected', async () => {
    const { emulator, call } = setUp()
    const id = await createOrder(call, { last_4_ssn: '1234', billing_number: first })
    const before = await orderOf(call, id)
    emulator.clock.advance(1_000)
    const reply = await patch(call, id, { data: { type: 'portorder', attributes } })
    expect(reply.status).toBe(200)
    expect(reply.data.attributes).toEqual({ ...before, ...attributes })
    expect(await orderOf(call, id)).toEqual(reply.data.attributes)

    await signLetter(call, id)
    emulator.portOrders.reject(id, 'The name does not match.')
    const more = { company: '', pin: null, country: 'ca', billing_number: second, alias: 'corrected' }
    const billing_address = { street: '3 Sample St' }
    const changed = await patch(call, id, { ...more, billing_address })
    expect(changed.data.attributes).toMatchObject({
      ...attributes,
      status: 'rejected',
      alias: 'corrected',
      company: null,
      pin: '4321',
      country: 'CA',
      last_4_ssn: '1234',
      billing_number: second,
      billing_address: { street: '3 Sample St', city: null },
      numbers: [first, second],
    })
    const { data } = await call('GET', `/v2/portorders/${id}/loa`)
    expect(data.attributes).toMatchObject({ billing_name: 'Ada B. Example', zip: '98104' })
  })

  test('in any other state are refused, and nothing changes', async () => {
    const { call } = setUp()
    const id = await submitOrder(call)
    const before = await orderOf(call, id)
    expectError(
      await patch(call, id, { zip: '98104', alias: 'x', presets: { alias: 'y' } }),
      422,
      'This port order is processing; this needs pending or rejected.',
    )
    expect(await orderOf(call, id)).toEqual(before)
  })

  test('that are wrong are all reported, and nothing changes', async () => {
    const { call } = setUp()
    const id = await createOrder(call)
    const before = await orderOf(call, id)
    const wrong = { state: 'Washington', zip: '', status_url: 'ftp://x/', street: 5, presets: { alias: 'y' } }
    expectWrong(await patch(call, id, wrong), {
      status_url: ['Not a valid URL.'],
      street: ['Not a valid string.'],
      state: ['Must be two letters.'],
      zip: ['Missing data for required field.'],
    })
    expect(await orderOf(call, id)).toEqual(before)
  })
})

describe('presets', () => {
  test('can be changed one by one until the order is at its end', async () => {
    const { emulator, call } = setUp()
    const id = await createOrder(call, { presets: { primary_route_id: 0 } })
    const [route, e911, cnam] = [
      await createRoute(call),
      await createAddress(call),
      await createApproved(call, emulator),
    ]
    const presets = { failover_route_id: route, e911_id: Number(e911) }
    const json = { data: { type: 'portorder', attributes: { alias: 'renamed', presets } } }
    const { status, data } = await call('PATCH', `/v2/portorders/${id}`, { json })
    expect(status).toBe(200)
    expect(data.attributes).toMatchObject({
      alias: 'renamed',
      presets: { alias: null, cnam_id: null, e911_id: e911, failover_route_id: route, primary_route_id: '0' },
    })
    await call('PATCH', `/v2/portorders/${id}`, { json: { presets: { cnam_id: cnam, e911_id: null } } })
    expect((await orderOf(call, id))['presets']).toMatchObject({ cnam_id: cnam, e911_id: null })
    await signLetter(call, id)
    emulator.portOrders.complete(id)
    const late = await call('PATCH', `/v2/portorders/${id}`, { json: { alias: 'x' } })
    expectError(late, 422, /^This port order is completed; this needs pending or processing/)
  })

  test('name records that are there', async () => {
    const { call } = setUp()
    expectError(await order(call, { presets: { cnam_id: 5 } }), 404, 'on your account')
    expectError(await order(call, { presets: { e911_id: true } }), 422, 'presets.e911_id must be an id.')
    expectError(await order(call, { presets: 'all' }), 422, 'presets must be an object.')
    expectError(await order(call, { presets: { alias: 5 } }), 422, 'presets.alias must be a string.')
  })
})

describe('the numbers of an order', () => {
  const change = (id: string) => `/v2/portorders/${id}/relationships/numbers`

  test('are added and removed while it is pending', async () => {
    const { call } = setUp()
    const id = await createOrder(call)
    const json = { add: ['+12065550102'], remove: [first] }
    const { status, data } = await call('PATCH', change(id), { json })
    expect([status, data.attributes['numbers']]).toEqual([200, [second, '+12065550102']])
    await signLetter(call, id)
    expectError(await call('PATCH', change(id), { json: { add: [first], remove: [] } }), 422, 'is processing')
  })

  test.each([
    [{ remove: ['+12065550103'] }, '+12065550103 is not in this port order.'],
    [{ remove: [first, second] }, 'A port order must have a number'],
    [{ add: ['+18005550100'] }, 'of the same kind, country and losing carrier'],
    [{ add: [first] }, 'is in port order'],
    [{ add: ['x'] }, 'add: Not a valid US or Canadian phone number: "x".'],
  ])('%j is refused', async (json, detail) => {
    const { call } = setUp()
    const id = await createOrder(call)
    expectError(await call('PATCH', change(id), { json }), 422, detail)
    expect((await orderOf(call, id))['numbers']).toEqual([first, second])
  })
})

describe('cancelling', () => {
  test.each(['', '/status'])('by PATCH of the order’s path%s', async (path) => {
    const { call } = setUp()
    const id = await createOrder(call)
    const json = { data: { attributes: { status: 'cancelled' } } }
    const { status, body } = await call('PATCH', `/v2/portorders/${id}${path}`, { json })
    const attributes = { status: 'cancelled', status_updated_at: '2026-01-15T17:00:00Z' }
    expect([status, body]).toEqual([200, { data: { type: 'portorder', id, attributes } }])
    expectError(await call('PATCH', `/v2/portorders/${id}/status`, { json }), 422, 'is cancelled')
  })

  test('only pending and rejected orders, which are abandoned', async () => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call)
    const cancel = () => call('PATCH', `/v2/portorders/${id}/status`, { json: { status: 'cancelled' } })
    expectError(await cancel(), 422, 'This port order is processing; this needs pending or rejected.')
    emulator.portOrders.reject(id, 'The name does not match.')
    expect((await cancel()).data.attributes['status']).toBe('abandoned')
  })

  test('no other state can be set', async () => {
    const { call } = setUp()
    const path = `/v2/portorders/${await createOrder(call)}/status`
    const json = { status: 'completed' }
    expectError(await call('PATCH', path, { json }), 422, 'status can be set to cancelled only.')
    expectError(await call('PATCH', path, { json: {} }), 422, 'status is required.')
  })
})

test.each([
  ['GET', ''],
  ['GET', '/status'],
  ['GET', '/loa'],
  ['PATCH', ''],
  ['PATCH', '/relationships/numbers'],
  ['POST', '/files'],
  ['POST', '/upload_file'],
])('%s /v2/portorders/1%s of an order that is not there is a 404', async (method, path) => {
  const { call } = setUp()
  const sent = method === 'GET' ? {} : { json: {} }
  expectError(await call(method, `/v2/portorders/1${path}`, sent), 404, 'No such port order')
})
