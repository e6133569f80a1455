import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import {
  createOrder,
  first,
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
  callerOf,
  createAddress,
  createApproved,
  createRoute,
  expectError,
  setUp,
} from './support.ts'
import { setUpPosts } from './webhook-support.ts'

const day = 24 * 3_600_000

describe('as time passes', () => {
  test('a signed order goes through all states and its numbers join the account', async () => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call)
    const seen = []
    for (const days of [1, 3, 7]) {
      emulator.clock.advance(days * day - 1)
      seen.push(await stateOf(call, id))
      emulator.clock.advance(1)
    }
    expect([...seen, await stateOf(call, id)]).toEqual(['processing', 'submitted', 'accepted', 'completed'])
    expect(await orderOf(call, id)).toMatchObject({ status_updated_at: '2026-01-26T17:00:00Z' })
    const { list } = await call('GET', '/v2/numbers')
    expect(list.map((number) => number.id)).toEqual(['12065550100', '12065550101'])
  })

  test('it completes on the morning of the day that was wished for', async () => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call, { desired_completion_date: '2026-01-22' })
    emulator.clock.set(new Date('2026-01-22T13:59:59Z'))
    expect(await stateOf(call, id)).toBe('accepted')
    emulator.clock.set(new Date('2026-01-22T14:00:00Z'))
    expect(await stateOf(call, id)).toBe('completed')
  })

  test('what nobody cares for ends after 45 days', async () => {
    const { emulator, call } = setUp()
    const [pending, rejected] = [
      await createOrder(call, { numbers: [first] }),
      await submitOrder(call, { numbers: [second] }),
    ]
    emulator.portOrders.reject(rejected, 'no')
    emulator.clock.advance(45 * day - 1)
    expect([await stateOf(call, pending), await stateOf(call, rejected)]).toEqual(['pending', 'rejected'])
    emulator.clock.advance(1)
    expect([await stateOf(call, pending), await stateOf(call, rejected)]).toEqual(['cancelled', 'abandoned'])
  })

  test.each([
    [{ numbers: ['+12065550199'] }, 'cancelled', 'These numbers cannot be ported: +12065550199.'],
    [{ billing_name: 'Example' }, 'rejected', 'The billing name must be a first and a last name.'],
    [{ street: 'P.O. Box 5' }, 'rejected', 'The service address must not be a PO box.'],
  ])('with %j it ends %s after a day', async (more, state, reason) => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call, more)
    emulator.clock.advance(day)
    expect(await orderOf(call, id)).toMatchObject({
      status: state,
      comments: [{ comment: reason, date: '2026-01-16T17:00:00Z' }],
    })
  })

  test('it is charged when it is submitted, or rejected for a lack of funds', async () => {
    const { emulator, call } = setUp({ balance: 20 })
    const one = await submitOrder(call)
    emulator.clock.advance(day)
    expect([await stateOf(call, one), emulator.account.balance]).toEqual(['submitted', 5])
    const two = await submitOrder(call, { numbers: ['+12065550102'] })
    emulator.clock.advance(day)
    expect([await stateOf(call, two), emulator.account.balance]).toEqual(['rejected', 5])
    emulator.account.setBalance(10)
    emulator.portOrders.resubmit(two)
    emulator.clock.advance(2 * day)
    expect([await stateOf(call, two), emulator.account.balance]).toEqual(['submitted', 2.5])
  })

  test('one that was at the losing carrier goes back to it when it is resubmitted, free of charge', async () => {
    const { emulator, call } = setUp({ balance: 15 })
    const id = await submitOrder(call)
    emulator.clock.advance(day)
    expect([await stateOf(call, id), emulator.account.balance]).toEqual(['submitted', 0])
    emulator.portOrders.reject(id, 'The ZIP code does not match.')
    await call('PATCH', `/v2/portorders/${id}`, { json: { zip: '98104' } })
    emulator.portOrders.resubmit(id)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    for (const { clock, account, fetch } of [emulator, other]) {
      clock.advance(day)
      expect(await stateOf(callerOf({ ...emulator, fetch }), id)).toBe('submitted')
      expect(account.balance).toBe(0)
    }
    emulator.portOrders.reject(id, 'The name does not match.')
    emulator.portOrders.resubmit(id)
    emulator.portOrders.accept(id)
    expect([await stateOf(call, id), emulator.account.balance]).toEqual(['accepted', 0])
  })

  test('a snapshot keeps what is to come', async () => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    other.clock.advance(11 * day)
    expect(await stateOf(callerOf(other), id)).toBe('completed')
    const third = createEmulator()
    third.restore(other.snapshot())
    expect((await callerOf(third)('GET', '/v2/numbers')).text).toBe(
      (await callerOf(other)('GET', '/v2/numbers')).text,
    )
  })
})

describe('a completed order', () => {
  test('gives its presets to its numbers', async () => {
    const { emulator, call } = setUp()
    const [route, e911_id, cnam_id] = [
      await createRoute(call),
      await createAddress(call),
      await createApproved(call, emulator),
    ]
    const presets = { alias: 'ported', cnam_id, e911_id, primary_route_id: route, failover_route_id: 0 }
    const id = await submitOrder(call, { presets, enable_cnam_lookups: true })
    emulator.portOrders.complete(id)
    const { data } = await call('GET', '/v2/numbers/12065550100')
    expect(data.attributes).toMatchObject({
      alias: 'ported',
      cnam_lookups_enabled: true,
      iso_country: 'US',
      number_type: 'longcode',
      state: 'wa',
      setup_cost: 0,
    })
    expect(data.relationships).toEqual({
      cnam_preset: { data: { id: cnam_id, type: 'cnam' } },
      e911_address: { data: { id: e911_id, type: 'e911' } },
      failover_route: { data: { id: '0', type: 'route' } },
      primary_route: { data: { id: route, type: 'route' } },
    })
  })

  test('leaves out presets that are gone, or not for such a number', async () => {
    const { emulator, call } = setUp()
    const [route, cnam_id] = [await createRoute(call), await createApproved(call, emulator)]
    const presets = { cnam_id, primary_route_id: route }
    const id = await submitOrder(call, { presets, numbers: ['+18445550100'] })
    await call('DELETE', `/v2/routes/${route}`)
    emulator.portOrders.complete(id)
    const { data } = await call('GET', '/v2/numbers/18445550100')
    expect(data.relationships).toMatchObject({
      cnam_preset: { data: null },
      primary_route: { data: { id: '0' } },
    })
  })

  test('has numbers that send, and that are not for sale once they are released', async () => {
    const { emulator, call } = setUp()
    emulator.portOrders.complete(await submitOrder(call))
    const json = { from: '12065550100', to: '12065550111', body: 'hello' }
    expect((await call('POST', '/v2.2/messages', { json })).status).toBe(202)
    expect((await call('DELETE', '/v2/numbers/12065550100')).status).toBe(204)
    expectError(await call('POST', '/v2/numbers/12065550100'), 404, 'not available for purchase')
    await buyOne(call)
  })
})

describe('the status webhook', () => {
  test('tells of each change', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const id = await submitOrder(call, { status_url: 'https://hooks.example.com/po' })
    await pass(day)
    expect(posts.map(({ url }) => url)).toEqual(Array(2).fill('https://hooks.example.com/po'))
    expect(posts[0]?.headers.get('user-agent')).toBe('Go-http-client/1.1')
    expect(posts[1]?.json).toEqual({
      data: {
        attributes: {
          at: '2026-01-16T17:00:00.000000+00:00',
          customer_id: expect.stringMatching(/^[\da-f]{32}$/),
          event_type: 'status_change',
          id: expect.any(String),
          message: `Port Order #${id} has been submitted.`,
          resource_id: id,
          resource_type: 'portorders',
          status: 'submitted',
          timestamp: '2026-01-16T17:00:00.000000+00:00',
          type: 'event',
          url_override: 'https://hooks.example.com/po',
          version: '1.0',
        },
        id: expect.any(String),
        type: 'po_status_change',
        timestamp: '2026-01-16T17:00:00.000Z',
      },
    })
    emulator.portOrders.complete(id)
    await emulator.settled()
    const states = posts.map(
      ({ json }) => (json as { data: { attributes: { status: string } } }).data.attributes.status,
    )
    expect(states).toEqual(['processing', 'submitted', 'accepted', 'completed'])
  })

  test('is not posted for an order without one', async () => {
    const { emulator, call, posts } = setUpPosts()
    emulator.portOrders.complete(await submitOrder(call))
    await emulator.settled()
    expect(posts).toEqual([])
  })
})

describe('by hand', () => {
  test('a rejection with its reason, its answer, and a cancellation by support', async () => {
    const { emulator, call } = setUp()
    const id = await submitOrder(call)
    emulator.portOrders.reject(id, 'The name does not match.')
    expect(await orderOf(call, id)).toMatchObject({
      status: 'rejected',
      comments: [{ comment: 'The name does not match.' }],
    })
    emulator.portOrders.resubmit(id)
    expect(await stateOf(call, id)).toBe('review')
    emulator.portOrders.accept(id)
    expect(await stateOf(call, id)).toBe('accepted')
    emulator.portOrders.hardCancel(id, 'By request.')
    expect(await stateOf(call, id)).toBe('hard_canceled')
  })

  test('what cannot be is refused', async () => {
    const { emulator, call } = setUp()
    const { portOrders } = emulator
    const id = await createOrder(call)
    const refusal = (state: string) =>
      new RangeError(`port order ${id} is pending and cannot become ${state}`)
    expect(() => portOrders.complete(id)).toThrow(refusal('completed'))
    expect(() => portOrders.accept(id)).toThrow(refusal('accepted'))
    expect(() => portOrders.reject(id, 'no')).toThrow(refusal('rejected'))
    expect(() => portOrders.resubmit(id)).toThrow(refusal('review'))
    expect(() => portOrders.hardCancel(id)).toThrow(refusal('hard_canceled'))
    expect(() => portOrders.reject(id, '')).toThrow(new TypeError('reason must be a text'))
    for (const act of [portOrders.complete, portOrders.resubmit]) {
      expect(() => act('1')).toThrow(new RangeError('there is no port order 1'))
    }
    expect(await stateOf(call, id)).toBe('pending')
  })

  test('over HTTP', async () => {
    const { call } = setUp()
    const id = await submitOrder(call)
    const act = (action: string, json?: object) =>
      call('POST', `/__emulator/port-orders/${id}/${action}`, json === undefined ? {} : { json })
    for (const [action, state, json] of [
      ['reject', 'rejected', { reason: 'no' }],
      ['resubmit', 'review', undefined],
      ['accept', 'accepted', undefined],
      ['hard-cancel', 'hard_canceled', undefined],
    ] as const) {
      expect((await act(action, json)).status).toBe(204)
      expect(await stateOf(call, id)).toBe(state)
    }
    expectError(await act('complete'), 422, `port order ${id} is hard_canceled and cannot become completed`)
    expectError(await act('reject', {}), 422, 'reason is required.')
    expectError(await call('POST', '/__emulator/port-orders/1/complete'), 404, 'No such port order')
  })
})

/** The documented life cycle, as the status page has it. */
const documented: Record<string, string[]> = {
  pending: ['processing', 'cancelled'],
  processing: ['submitted', 'rejected', 'cancelled'],
  submitted: ['accepted', 'rejected', 'hard_canceled'],
  accepted: ['completed', 'hard_canceled', 'rejected'],
  rejected: ['review', 'abandoned'],
  review: ['processing', 'submitted', 'rejected'],
  completed: [],
  cancelled: [],
  abandoned: [],
  hard_canceled: [],
}

const actions = [
  'create',
  'sign',
  'cancel',
  'numbers',
  'presets',
  'details',
  'accept',
  'complete',
  'reject',
  'resubmit',
  'hard-cancel',
  'wait',
] as const
const names = ['Ada Example', 'Example']

async function act(
  emulator: Emulator,
  call: Call,
  ids: string[],
  [action, pick, days]: [string, number, number],
) {
  const id = ids[pick % Math.max(ids.length, 1)] ?? '1'
  if (action === 'create' && ids.length >= 6) return
  if (action === 'wait') emulator.clock.advance(days * day)
  else if (action === 'create') {
    // Those that end with 99 cannot be ported.
    const numbers = [`+12065551${ids.length}${pick % 3 === 0 ? '99' : '00'}`]
    const status_url = 'https://hooks.example.com/po'
    const { status, data } = await call('POST', '/v2/portorders', {
      json: { ...wanted, numbers, billing_name: names[pick % 2], status_url },
    })
    if (status === 201) ids.push(data.id)
  } else if (action === 'sign') await signLetter(call, id).catch(() => {})
  else if (action === 'cancel')
    await call('PATCH', `/v2/portorders/${id}/status`, { json: { status: 'cancelled' } })
  else if (action === 'presets') await call('PATCH', `/v2/portorders/${id}`, { json: { alias: `a${pick}` } })
  else if (action === 'details') {
    await call('PATCH', `/v2/portorders/${id}`, { json: { billing_name: names[pick % 2], alias: null } })
  } else if (action === 'numbers') {
    const json = { add: [`+120655520${10 + (pick % 90)}`], remove: [] }
    await call('PATCH', `/v2/portorders/${id}/relationships/numbers`, { json })
  } else await call('POST', `/__emulator/port-orders/${id}/${action}`, { json: { reason: 'no' } })
}

const beginning = [2, 3, 4].map((pick) => ({ action: 'create', pick, days: 0 }))

test('no sequence of calls and time steps leads to an undocumented state or transition', async () => {
  const step = record({
    action: constantFrom(...actions, 'wait', 'reject', 'resubmit', 'hard-cancel', 'sign'),
    pick: nat(2),
    days: constantFrom(0, 1, 1, 2, 3, 7, 45),
  })
  const seen = new Set<string>()
  await assert(
    asyncProperty(array(step, { minLength: 10, maxLength: 30 }), nat(9), async (steps, dollars) => {
      const states = new Map<string, string>()
      const deliver = async (request: Request): Promise<Response> => {
        const { data } = (await request.json()) as {
          data: { attributes: { resource_id: string; status: string } }
        }
        const { resource_id: id, status } = data.attributes
        const before = states.get(id) ?? 'pending'
        seen.add(`${before} to ${status}`)
        expect(documented[before]).toContain(status)
        states.set(id, status)
        return new Response()
      }
      const { emulator, call } = setUp({ deliver, balance: dollars * 4 })
      const ids: string[] = []
      for (const { action, pick, days } of [...beginning, ...steps]) {
        await act(emulator, call, ids, [action, pick, days])
        await emulator.settled()
        for (const id of ids) expect(await stateOf(call, id)).toBe(states.get(id) ?? 'pending')
      }
      expect(emulator.deliveries().every(({ state }) => state === 'delivered')).toBe(true)
    }),
    { numRuns: 100, seed: 20260115 },
  )
  // Every documented transition was met.
  const all = Object.entries(documented).flatMap(([from, tos]) => tos.map((to) => `${from} to ${to}`))
  expect(all.filter((transition) => !seen.has(transition))).toEqual([])
})
