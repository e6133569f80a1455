import { describe, expect, test } from 'vitest'
import { buyOne, type Call, expectError, forSale, setUp, sipReg } from './support.ts'

describe('purchase', () => {
  test('answers with the number in full, and it is on the account', async () => {
    const { call } = setUp()
    const [offer] = (await call('GET', '/v2/numbers/available?starts_with=206&limit=1')).list
    const number = offer?.id as string
    const reply = await call('POST', `/v2/numbers/${number}`)
    expect(reply.status).toBe(201)
    const self = `https://api.flowroute.com/v2/numbers/${number}`
    expect(reply.body).toEqual({
      data: {
        attributes: {
          ...offer?.attributes,
          alias: null,
          cnam_lookups_enabled: true,
          status: 'PURCHASED',
          note: null,
          rate_type: 'local',
          iso_country: 'US',
          inbound_rate: 0.012,
          messaging_enabled: false,
          tier: 'Standard',
        },
        id: number,
        type: 'number',
        links: { self },
        relationships: {
          cnam_preset: { data: null },
          e911_address: { data: null },
          failover_route: { data: null },
          primary_route: { data: { id: '0', type: 'route' } },
        },
      },
      included: [sipReg],
      links: { self },
    })
    const details = await call('GET', `/v2/numbers/${number}`)
    expect(details.status).toBe(200)
    expect(details.body).toEqual(reply.body)
  })

  test('a toll-free number', async () => {
    const { call } = setUp()
    const [number] = await forSale(call, 1, '&number_type=toll-free')
    const expected = { number_type: 'toll-free', rate_center: '', state: '', tier: 'Toll Free' }
    const offers = await call('GET', '/v2/numbers/available?limit=1&number_type=toll-free')
    const rates = { rate_type: 'toll-free', inbound_rate: 0.02 }
    expect(offers.list[0]?.attributes).toMatchObject({ ...expected, ...rates })
    const { data } = await call('POST', `/v2/numbers/${number}`)
    expect(data.attributes).toMatchObject({ ...expected, ...rates })
    expect((await call('GET', '/v2/numbers')).list[0]?.attributes).toMatchObject(expected)
  })

  test.each([
    ['flat', { cnam_lookups_enabled: false }],
    ['texts', { cnam_lookups_enabled: 'False' }],
    ['enveloped', { data: { type: 'number', attributes: { cnam_lookups_enabled: false } } }],
  ])('options in the body, %s', async (_form, json) => {
    const { call } = setUp()
    const [number] = await forSale(call, 1)
    const { status, data } = await call('POST', `/v2/numbers/${number}`, { json })
    expect(status).toBe(201)
    expect(data.attributes['cnam_lookups_enabled']).toBe(false)
  })

  test('options in the query; the body goes first', async () => {
    const { call } = setUp()
    const [one, two] = await forSale(call, 2)
    const query = '?cnam_lookups_enabled=false&messaging_enabled=true'
    const first = await call('POST', `/v2/numbers/${one}${query}`)
    expect(first.data.attributes['cnam_lookups_enabled']).toBe(false)
    expect(first.included).toHaveLength(2)
    const json = { cnam_lookups_enabled: true, messaging_enabled: false }
    const second = await call('POST', `/v2/numbers/${two}${query}`, { json })
    expect(second.data.attributes['cnam_lookups_enabled']).toBe(true)
    expect(second.included).toHaveLength(1)
  })

  test('of a number that cannot be enabled for messages is made all the same, and says so', async () => {
    const { emulator, call } = setUp({ balance: 100 })
    const [number] = await forSale(call, 1, '&ends_with=13')
    const json = { messaging_enabled: true, cnam_lookups_enabled: false }
    const reply = await call('POST', `/v2/numbers/${number}`, { json })
    const detail = `${number} could not be enabled for messages. Try again by message-provision, or an update.`
    const errors = [{ id: expect.any(String), status: 503, title: 'Service Unavailable', detail }]
    expect([reply.status, reply.body]).toEqual([207, expect.objectContaining({ errors })])
    expect(emulator.account.balance).toBeLessThan(100)
    emulator.clock.advance(60_000)
    const { body, data } = await call('GET', `/v2/numbers/${number}`)
    expect(data.attributes).toMatchObject({ messaging_enabled: false, cnam_lookups_enabled: false })
    expect(reply.body).toEqual({ ...(body as object), errors })

    const path = `/v2/numbers/${number}`
    const again = await call('PATCH', path, { json: { messaging_enabled: true, alias: 'desk' } })
    expect([again.status, again.body]).toEqual([207, expect.objectContaining({ errors })])
    expect(again.data.attributes).toMatchObject({ messaging_enabled: false, alias: 'desk' })
    for (const json of [{ alias: 'bench' }, { messaging_enabled: false }]) {
      expect((await call('PATCH', path, { json })).status).toBe(200)
    }
  })

  test.each([{ cnam_lookups_enabled: 'yes' }, { cnam_lookups_enabled: 1 }, { messaging_enabled: [] }])(
    'refuses %j, and nothing is bought',
    async (json) => {
      const { call } = setUp()
      const [number] = await forSale(call, 1)
      expectError(await call('POST', `/v2/numbers/${number}`, { json }), 422, 'must be true or false.')
      expect((await call('GET', '/v2/numbers')).list).toEqual([])
    },
  )

  test.each(['12065550100', '442071838750', 'abc', '1', '99999999999'])('%s is not for sale', async (id) => {
    const { call } = setUp()
    const reply = await call('POST', `/v2/numbers/${id}`)
    expectError(reply, 404, `${id} is not available for purchase.`)
    expect(reply.error.title).toBe('Not Found')
  })

  test('what is on the account already cannot be bought again', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    await call('PATCH', `/v2/numbers/${number}`, { json: { alias: 'kept' } })
    expectError(await call('POST', `/v2/numbers/${number}`), 422, `${number} is already on your account.`)
    expect((await call('GET', `/v2/numbers/${number}`)).data.attributes['alias']).toBe('kept')
  })

  test('only one of several who want the same number gets it', async () => {
    const { call } = setUp()
    const [number] = await forSale(call, 1)
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => call('POST', `/v2/numbers/${number}`, { json: {} })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
  })
})

describe('messaging', () => {
  const state = async (call: Call, number: string) => {
    const { data, included } = await call('GET', `/v2/numbers/${number}`)
    const task = included.find(({ type }) => type === 'message_provisioning_status')
    return { enabled: data.attributes['messaging_enabled'], task }
  }

  test('asked for at the purchase it is on three seconds later', async () => {
    const { emulator, call } = setUp()
    const [number = ''] = await forSale(call, 1)
    const bought = await call('POST', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
    const task = {
      type: 'message_provisioning_status',
      id: expect.any(String),
      attributes: { status: 'processing', tn: number },
    }
    expect(bought.data.attributes['messaging_enabled']).toBe(false)
    expect(bought.included).toEqual([sipReg, task])
    emulator.clock.advance(2_999)
    expect(await state(call, number)).toEqual({ enabled: false, task: bought.included[1] })
    emulator.clock.advance(1)
    expect(await state(call, number)).toEqual({ enabled: true, task: undefined })
  })

  test('switched on, asked for again, switched off', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const set = (messaging_enabled: boolean) =>
      call('PATCH', `/v2/numbers/${number}`, { json: { type: 'number', messaging_enabled } })
    const { included } = await set(true)
    emulator.clock.advance(2_000)
    await set(true)
    expect(await state(call, number)).toEqual({ enabled: false, task: included[1] })
    emulator.clock.advance(1_000)
    expect(await state(call, number)).toEqual({ enabled: true, task: undefined })
    await set(true)
    expect(await state(call, number)).toEqual({ enabled: true, task: undefined })
    await set(false)
    expect(await state(call, number)).toEqual({ enabled: false, task: undefined })
  })

  test('who is to be told of the end needs messaging_enabled', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    const patch = (json: object) => call('PATCH', `/v2/numbers/${number}`, { json })
    const callback = { messaging_callback_url: 'https://example.com/done' }
    expectError(await patch({ messaging_email: true }), 422, 'messaging_email needs messaging_enabled')
    expectError(await patch(callback), 422, 'messaging_callback_url needs messaging_enabled')
    expectError(await patch({ ...callback, messaging_enabled: false }), 422, 'messaging_callback_url needs')
    expect((await patch({ ...callback, messaging_email: true, messaging_enabled: true })).status).toBe(200)
  })
})
