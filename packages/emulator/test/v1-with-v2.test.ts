import { describe, expect, test } from 'vitest'
import { buyOne, createRoute, forSale, setUp } from './support.ts'
import { entryOf, expectEmpty, keysOf, v1CallerOf } from './v1-support.ts'

function start() {
  const { emulator, call } = setUp()
  return { emulator, v1: v1CallerOf(emulator), v2: call }
}

describe('numbers', () => {
  test('bought by v1 are numbers of v2 like any other', async () => {
    const { v1, v2 } = start()
    const [one = '', two = ''] = await forSale(v2, 2)
    expectEmpty(await v1('PUT', `/v1/tns/${one}`, { json: { billing_method: 'VPRI' } }), 201)
    await v2('POST', `/v2/numbers/${two}`)
    expect((await v2('GET', '/v2/numbers')).list.map(({ id }) => id)).toEqual([one, two])
    const [byV1, byV2] = [await v2('GET', `/v2/numbers/${one}`), await v2('GET', `/v2/numbers/${two}`)]
    expect(Object.keys(byV1.data.attributes)).toEqual(Object.keys(byV2.data.attributes))
    expect(byV1.data.relationships).toEqual(byV2.data.relationships)
    expect(byV1.included).toEqual(byV2.included)
    expect((await v2('GET', `/v2/numbers/available?starts_with=${one}`)).list).toEqual([])
    expect((await v2('POST', `/v2/numbers/${one}`)).status).toBe(422)
  })

  test('bought by v2 are metered, and have left the inventory of v1', async () => {
    const { v1, v2 } = start()
    const id = await buyOne(v2)
    expect(entryOf(await v1('GET', '/v1/tns/'), 'tns', id)['billing_method']).toBe('METERED')
    expect((await v1('GET', `/v1/available-tns/tns/?tn=${id}`)).body).toEqual({})
    expect((await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'VPRI' } })).status).toBe(422)
  })

  test('released by v2 are gone from v1, and their billing method is forgotten', async () => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'VPRI' } })
    expect((await v2('DELETE', `/v2/numbers/${id}`)).status).toBe(204)
    expect((await v1('GET', `/v1/tns/${id}`)).status).toBe(404)
    expect(keysOf(await v1('GET', `/v1/available-tns/tns/?tn=${id}`), 'tns')).toEqual([id])
    await v2('POST', `/v2/numbers/${id}`)
    expect((await v1('GET', `/v1/tns/${id}`)).body['billing_method']).toBe('METERED')
  })

  test('keep their billing method when v2 changes them', async () => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'VPRI' } })
    await v2('PATCH', `/v2/numbers/${id}`, { json: { alias: 'desk', messaging_enabled: true } })
    expect((await v1('GET', `/v1/tns/${id}`)).body['billing_method']).toBe('VPRI')
  })

  test('the exchanges and area codes that v1 lists shrink with what v2 buys', async () => {
    const { v1, v2 } = start()
    const [code = ''] = keysOf(await v1('GET', '/v1/available-tns/npanxxs/?npa=206'), 'npanxxs')
    for (const { id } of (await v2('GET', `/v2/numbers/available?starts_with=1${code}&limit=200`)).list) {
      await v2('POST', `/v2/numbers/${id}`)
    }
    expect(keysOf(await v1('GET', '/v1/available-tns/npanxxs/?npa=206'), 'npanxxs')).not.toContain(code)
  })
})

describe('routes', () => {
  test.each([
    ['HOST', 'host', '24.239.23.40:5060'],
    ['PSTN', 'number', '18002364455'],
    ['URI', 'uri', 'sip:16476998778@215.122.69.152:5060'],
  ])('%s is %s in v2, whichever made it', async (type, routeType, value) => {
    const { v1, v2 } = start()
    expectEmpty(await v1('PUT', '/v1/routes/one', { json: { type, value } }), 201)
    expect((await v2('GET', '/v2/routes')).list[1]?.attributes).toEqual({
      alias: 'one',
      route_type: routeType,
      value,
      edge_strategy_id: null,
    })
    await v2('POST', '/v2/routes', { json: { alias: 'two', route_type: routeType, value } })
    expect(entryOf(await v1('GET', '/v1/routes/'), 'routes', 'two')).toEqual({ type, value })
  })

  test('a name is an alias: taken in one, taken in the other', async () => {
    const { v1, v2 } = start()
    await createRoute(v2, 'office')
    const json = { type: 'HOST', value: 'example.com' }
    expect((await v1('PUT', '/v1/routes/office', { json })).status).toBe(422)
    expectEmpty(await v1('PUT', '/v1/routes/home', { json }), 201)
    const again = await v2('POST', '/v2/routes', {
      json: { alias: 'home', route_type: 'host', value: 'a.b' },
    })
    expect(again.error.detail).toMatch(/is named "home" already/)
  })

  test('of a number, set in v1, are those of v2, and the other way round', async () => {
    const { v1, v2 } = start()
    const id = await buyOne(v2)
    const [office, home] = [await createRoute(v2, 'office'), await createRoute(v2, 'home')]
    await v1('PATCH', `/v1/tns/${id}`, { json: { routes: [{ name: 'office' }, { name: 'home' }] } })
    const { relationships } = (await v2('GET', `/v2/numbers/${id}`)).data
    expect(relationships['primary_route']).toEqual({ data: { id: office, type: 'route' } })
    expect(relationships['failover_route']).toEqual({ data: { id: home, type: 'route' } })
    expect((await v2('DELETE', `/v2/routes/${home}`)).status).toBe(403)

    const failover = `/v2/numbers/${id}/relationships/failover_route`
    await v2('PATCH', failover, { json: { id: office } })
    const sip = { name: 'office', type: 'HOST', value: 'sip.example.com' }
    expect((await v1('GET', `/v1/tns/${id}`)).body['routes']).toEqual([sip, sip])
    await v2('DELETE', failover)
    await v2('DELETE', `/v2/numbers/${id}/relationships/primary_route`)
    const none = { name: 'sip-reg', type: 'SIP-REG' }
    expect((await v1('GET', `/v1/tns/${id}`)).body['routes']).toEqual([none, none])
  })

  test('renamed by v2 are renamed in v1', async () => {
    const { v1, v2 } = start()
    const routeId = await createRoute(v2, 'office')
    await v2('PATCH', `/v2/routes/${routeId}`, { json: { alias: 'attic' } })
    expect(keysOf(await v1('GET', '/v1/routes/'), 'routes')).toEqual(['sip-reg', 'attic'])
    const id = await buyOne(v2)
    const set = (name: string) => v1('PATCH', `/v1/tns/${id}`, { json: { routes: [{ name }, { name }] } })
    expect((await set('office')).status).toBe(404)
    expect((await set('attic')).status).toBe(200)
  })
})

test('a reset gives v1 a new account too', async () => {
  const { emulator, v1, v2 } = start()
  await buyOne(v2)
  await createRoute(v2)
  emulator.reset()
  expect((await v1('GET', '/v1/tns/')).body).toEqual({})
  expect(keysOf(await v1('GET', '/v1/routes/'), 'routes')).toEqual(['sip-reg'])
})

test('a snapshot keeps billing methods and routes', async () => {
  const { emulator, v1, v2 } = start()
  const [id = ''] = await forSale(v2, 1)
  await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'VPRI' } })
  await v1('PUT', '/v1/routes/attic', { json: { type: 'PSTN', value: '18002364455' } })
  await v1('PATCH', `/v1/tns/${id}`, { json: { routes: [{ name: 'attic' }, { name: 'sip-reg' }] } })
  const texts = async () =>
    [await v1('GET', '/v1/tns/'), await v1('GET', '/v1/routes/')].map(({ text }) => text)
  const before = await texts()
  const saved = emulator.snapshot()
  emulator.reset()
  expect(await texts()).not.toEqual(before)
  emulator.restore(saved)
  expect(await texts()).toEqual(before)
  expect(before[0]).toContain('VPRI')
})

test('a purchase that the balance does not allow is refused in the form of v1', async () => {
  const { emulator, v1, v2 } = start()
  const [id = ''] = await forSale(v2, 1)
  emulator.account.setBalance(0.5)
  const reply = await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'VPRI' } })
  expect(reply.status).toBe((await v2('POST', `/v2/numbers/${id}`)).status)
  expect(reply.body).toEqual({ error: expect.stringMatching(/\S/) })
  expect((await v1('GET', '/v1/tns/')).body).toEqual({})
})
