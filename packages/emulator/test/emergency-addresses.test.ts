import { describe, expect, test } from 'vitest'
import { createAddress, expectError, house, noUnit, setUp, shownHouse } from './support.ts'

const unknown = 'Could not find that resource on your account.'
const unit = { address_type: 'Suite', address_type_number: 'A-1' }

describe('an address', () => {
  test('is created, shown, changed and deleted', async () => {
    const { call } = setUp()
    const made = await call('POST', '/v2/e911s', { json: { ...house, ...unit } })
    expect(made.status).toBe(201)
    const { id } = made.data
    expect(id).toMatch(/^\d{5}$/)
    expect(made.body).toEqual({
      data: {
        attributes: { ...house, ...unit },
        id,
        links: { self: `https://api.flowroute.com/v2/e911s/${id}` },
        type: 'e911',
      },
    })
    const got = await call('GET', `/v2/e911s/${id}`)
    expect([got.status, got.body]).toEqual([200, made.body])
    const changed = await call('PATCH', `/v2/e911s/${id}`, { json: { label: 'Head office' } })
    expect(changed.status).toBe(200)
    expect(changed.data).toEqual({ ...made.data, attributes: { ...house, ...unit, label: 'Head office' } })
    expect((await call('GET', `/v2/e911s/${id}`)).body).toEqual(changed.body)
    const gone = await call('DELETE', `/v2/e911s/${id}`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expectError(await call('GET', `/v2/e911s/${id}`), 404, unknown)
    expectError(await call('PATCH', `/v2/e911s/${id}`, { json: {} }), 404, unknown)
    expectError(await call('DELETE', `/v2/e911s/${id}`), 404, unknown)
    expectError(await call('GET', `/v2/e911s/${id}/relationships/numbers`), 404, unknown)
  })

  test('has the next id, that of a deleted one included', async () => {
    const { call } = setUp()
    const first = Number(await createAddress(call))
    await call('DELETE', `/v2/e911s/${first}`)
    expect(Number(await createAddress(call))).toBe(first + 1)
    expect(Number(await createAddress(call, { label: 'b', street_number: '1' }))).toBe(first + 2)
  })

  test('without a suite or the like has no members for it', async () => {
    const { call } = setUp()
    const { data } = await call('GET', `/v2/e911s/${await createAddress(call)}`)
    expect(data.attributes).toEqual(shownHouse)
  })

  test('is only looked at when it is validated', async () => {
    const { call } = setUp()
    await createAddress(call)
    const reply = await call('POST', '/v2/e911s/validate', { json: house })
    expect([reply.status, reply.text]).toEqual([204, ''])
    expect((await call('GET', '/v2/e911s')).list).toHaveLength(1)
  })
})

describe('an update', () => {
  const forms = {
    flat: (json: object) => json,
    enveloped: (attributes: object) => ({ data: { type: 'e911', attributes } }),
  }

  test.each(Object.entries(forms))('changes only what is given, %s', async (_form, form) => {
    const { call } = setUp()
    const id = await createAddress(call, unit)
    const changes = { street_number: 15, address_type: 'fLOOR', city: 'Tacoma', zip: '98402', zip_code: '1' }
    const { status, data } = await call('PATCH', `/v2/e911s/${id}`, { json: form(changes) })
    expect(status).toBe(200)
    const { zip_code: _unknown, ...known } = changes
    const expected = { ...house, ...unit, ...known, street_number: '15', address_type: 'Floor' }
    expect(data.attributes).toEqual(expected)
  })

  test('of nothing is no error', async () => {
    const { call } = setUp()
    const id = await createAddress(call, unit)
    const { status, data } = await call('PATCH', `/v2/e911s/${id}`, { json: {} })
    expect([status, data.attributes]).toEqual([200, { ...house, ...unit }])
  })

  test.each([
    ['both', { address_type: null, address_type_number: null }],
    ['the type, and so its number', { address_type: null }],
    ['both, as an answer shows them', noUnit],
    ['the type as an answer shows it, and so its number', { address_type: '' }],
  ])('with null or an empty text takes away %s', async (_what, json) => {
    const { call } = setUp()
    const id = await createAddress(call, unit)
    const { status, data } = await call('PATCH', `/v2/e911s/${id}`, { json })
    expect([status, data.attributes]).toEqual([200, shownHouse])
    expect((await call('GET', `/v2/e911s/${id}`)).data.attributes).toEqual(shownHouse)
  })

  test('leaves everything else alone where it has null', async () => {
    const { call } = setUp()
    const id = await createAddress(call, unit)
    const json = Object.fromEntries(Object.keys(house).map((name) => [name, null]))
    const { status, data } = await call('PATCH', `/v2/e911s/${id}`, { json })
    expect([status, data.attributes]).toEqual([200, { ...house, ...unit }])
  })

  test('that is refused changes nothing', async () => {
    const { call } = setUp()
    const id = await createAddress(call, unit)
    for (const json of [
      { city: 'Portland', zip: '97201' },
      { city: 'Tacoma', zip: '1' },
    ]) {
      expect((await call('PATCH', `/v2/e911s/${id}`, { json })).status).toBeGreaterThanOrEqual(400)
    }
    expect((await call('GET', `/v2/e911s/${id}`)).data.attributes).toEqual({ ...house, ...unit })
  })
})

describe('the listing', () => {
  async function prepare() {
    const { call } = setUp()
    await createAddress(call, { label: 'Seattle office' })
    await createAddress(call, { label: 'seattle store', street_name: 'Main St & 1st', city: 'SeaTac' })
    const portland = { city: 'Portland', state: 'OR', zip: '97201' }
    await createAddress(call, { label: 'Portland office', street_name: 'Main St', ...portland })
    return call
  }

  test.each([
    ['', '', [0, 1, 2]],
    ['label=OFFICE', 'label=OFFICE', [0, 2]],
    ['label=seattle%20o', 'label=seattle%20o', [0]],
    ['street_name=main', 'street_name=main', [1, 2]],
    ['street_name=st%20%26', 'street_name=st%20%26', [1]],
    ['city=sea', 'city=sea', [0, 1]],
    ['state=wa', 'state=WA', [0, 1]],
    ['state=Or', 'state=OR', [2]],
    ['state=NY', 'state=NY', []],
    ['state=&city=&label=&street_name=', '', [0, 1, 2]],
    ['street_name=MAIN&state=wa&label=s&city=a', 'city=a&label=s&state=WA&street_name=MAIN', [1]],
  ])('%s', async (query, echoed, places) => {
    const call = await prepare()
    const { list } = await call('GET', '/v2/e911s')
    const found = await call('GET', `/v2/e911s?${query}`)
    expect(found.status).toBe(200)
    expect(found.list).toEqual(places.map((place) => list[place]))
    const filters = echoed === '' ? '' : `${echoed}&`
    expect(found.links).toEqual({ self: `https://api.flowroute.com/v2/e911s?${filters}limit=10&offset=0` })
  })

  test.each(['w', 'was', 'w1', '98'])('state=%s is refused', async (state) => {
    const { call } = setUp()
    expectError(await call('GET', `/v2/e911s?state=${state}`), 422, 'state must be two letters.')
  })

  test('keeps its filters from page to page', async () => {
    const call = await prepare()
    const { list, links } = await call('GET', '/v2/e911s?limit=1&label=office')
    expect(list.map(({ attributes }) => attributes['label'])).toEqual(['Seattle office'])
    expect(links['next']).toBe('https://api.flowroute.com/v2/e911s?label=office&limit=1&offset=1')
    const next = await call('GET', '/v2/e911s?label=office&limit=1&offset=1')
    expect(next.list.map(({ attributes }) => attributes['label'])).toEqual(['Portland office'])
    expect(next.links).not.toHaveProperty('next')
  })
})
