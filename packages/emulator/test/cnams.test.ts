import { describe, expect, test } from 'vitest'
import { createApproved, createPending, expectError, expectWrong, setUp } from './support.ts'

const unknown = 'Could not find that resource on your account.'

describe('a caller name', () => {
  test('is created pending, shown, changed and deleted', async () => {
    const { call } = setUp()
    const made = await call('POST', '/v2/cnams', { json: { value: 'Bob Law' } })
    expect(made.status).toBe(201)
    const { id } = made.data
    expect(id).toMatch(/^\d{5}$/)
    expect(made.body).toEqual({
      data: {
        attributes: {
          approval_datetime: null,
          creation_datetime: '2026-01-15 17:00:00.000000+00:00',
          is_approved: false,
          rejection_reason: null,
          value: 'Bob Law',
        },
        id,
        links: { self: `https://api.flowroute.com/v2/cnams/${id}` },
        type: 'cnam',
      },
    })
    const got = await call('GET', `/v2/cnams/${id}`)
    expect([got.status, got.body]).toEqual([200, made.body])
    const changed = await call('PATCH', `/v2/cnams/${id}`, { json: { value: 'BOB' } })
    expect(changed.status).toBe(200)
    expect(changed.data).toEqual({ ...made.data, attributes: { ...made.data.attributes, value: 'BOB' } })
    expect((await call('GET', `/v2/cnams/${id}`)).body).toEqual(changed.body)
    const gone = await call('DELETE', `/v2/cnams/${id}`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expectError(await call('GET', `/v2/cnams/${id}`), 404, unknown)
    expectError(await call('PATCH', `/v2/cnams/${id}`, { json: { value: 'BOB' } }), 404, unknown)
    expectError(await call('DELETE', `/v2/cnams/${id}`), 404, unknown)
    expect(Number(await createPending(call))).toBe(Number(id) + 1)
  })

  test('may not be there twice, whatever became of the first one', async () => {
    const { emulator, call } = setUp()
    const duplicate = /^Duplicate CNAM entry found on your account$/
    for (const value of ['PENDING', 'APPROVED', 'REJECTED']) {
      const id = await createPending(call, value)
      if (value === 'APPROVED') emulator.cnams.approve(id)
      if (value === 'REJECTED') emulator.cnams.reject(id, 'No.')
      expectError(await call('POST', '/v2/cnams', { json: { value } }), 422, duplicate)
    }
    const id = await createPending(call, 'Pending')
    expectError(await call('PATCH', `/v2/cnams/${id}`, { json: { value: 'PENDING' } }), 422, duplicate)
    expect((await call('GET', '/v2/cnams')).list.map(({ attributes }) => attributes['value'])).toEqual([
      ...['PENDING', 'APPROVED', 'REJECTED', 'Pending'],
    ])
    expect((await call('PATCH', `/v2/cnams/${id}`, { json: { value: 'Pending' } })).status).toBe(200)
    await call('DELETE', `/v2/cnams/${id}`)
    expect(await createPending(call, 'Pending')).not.toBe(id)
  })

  const json = 'application/json'
  test.each([
    ['flat', '{"value":"FR TEST"}', json],
    ['flat with its type', '{"type":"cnam","value":"FR TEST"}', json],
    ['enveloped', '{"data":{"type":"cnam","attributes":{"value":"FR TEST"}}}', 'application/vnd.api+json'],
    ['as a form', 'value=FR+TEST', 'application/x-www-form-urlencoded'],
    ['as a form with its charset', 'value=FR%20TEST', 'application/x-www-form-urlencoded; charset=utf-8'],
  ])('is taken %s', async (_form, raw, contentType) => {
    const { call } = setUp()
    const sent = { raw, headers: { 'content-type': contentType } }
    const { status, data } = await call('POST', '/v2/cnams', sent)
    expect([status, data.attributes['value']]).toEqual([201, 'FR TEST'])
    await call('DELETE', `/v2/cnams/${data.id}`)
    const id = await createPending(call)
    const changed = await call('PATCH', `/v2/cnams/${id}`, sent)
    expect([changed.status, changed.data.attributes['value']]).toEqual([200, 'FR TEST'])
  })
})

describe('what can be stored', () => {
  const missing = 'Missing data for required field.'
  const long = 'Longer than maximum length 15.'
  const letter = 'Must have at least one letter.'
  const characters = `Must have only letters, digits, spaces and - _ . , @ + & ' / ".`

  test.each(['A', 'FR H5K8', 'TEST, MARIA', `-_.,@+&'/" 09aZ`, '123456789012345'.replace('5', 'x')])(
    '%s',
    async (value) => {
      const { call } = setUp()
      const { data } = await call('GET', `/v2/cnams/${await createPending(call, value)}`)
      expect(data.attributes['value']).toBe(value)
    },
  )

  test.each([
    [{}, [missing]],
    [{ value: null }, [missing]],
    [{ value: '' }, [missing]],
    [{ value: '   ' }, [missing]],
    [{ value: 7 }, ['Not a valid string.']],
    [{ value: ['FR', 'TEST'] }, ['Not a valid string.']],
    [{ value: 'SIXTEEN LETTERS!'.replace('!', 'X') }, [long]],
    [{ value: '206 555 0100' }, [letter]],
    [{ value: '-' }, [letter]],
    [{ value: 'CAFÉ' }, [characters]],
    [{ value: 'A*B' }, [characters]],
    [{ value: 'A\nB' }, [characters]],
    [{ value: 'A(B)' }, [characters]],
    [{ value: '(206) 555-0100 #' }, [long, letter, characters]],
  ])('not %j', async (json, wrong) => {
    const { call } = setUp()
    expectWrong(await call('POST', '/v2/cnams', { json }), { value: wrong })
    expect((await call('GET', '/v2/cnams')).list).toEqual([])
    const id = await createPending(call)
    expectWrong(await call('PATCH', `/v2/cnams/${id}`, { json }), { value: wrong })
  })

  test('nothing of another type', async () => {
    const { call } = setUp()
    expectError(
      await call('POST', '/v2/cnams', { json: { type: 'e911', value: 'A' } }),
      422,
      'type must be "cnam".',
    )
  })
})

describe('the listing', () => {
  async function prepare() {
    const { emulator, call } = setUp()
    await createApproved(call, emulator, 'RAIN CITY BREAD')
    await createPending(call, 'Bread & Butter')
    await createPending(call, 'RAIN CITY CAKES')
    emulator.cnams.reject(await createPending(call, 'CITY POLICE'), 'It names a public authority.')
    return call
  }

  test.each([
    ['', '', [0, 1, 2, 3]],
    ['is_approved=true', 'is_approved=True', [0]],
    ['is_approved=True', 'is_approved=True', [0]],
    ['is_approved=false', 'is_approved=False', [1, 2, 3]],
    ['is_approved=FALSE', 'is_approved=False', [1, 2, 3]],
    ['value=bread', 'value=bread', [0, 1]],
    ['value=D+%26+B', 'value=D%20%26%20B', [1]],
    ['starts_with=rain', 'starts_with=rain', [0, 2]],
    ['contains=CITY', 'contains=CITY', [0, 2, 3]],
    ['ends_with=bread', 'ends_with=bread', [0]],
    ['value=nobody', 'value=nobody', []],
    [
      'value=i&starts_with=R&is_approved=false&ends_with=s&contains=city',
      'contains=city&ends_with=s&is_approved=False&starts_with=R&value=i',
      [2],
    ],
    ['is_approved=&value=', '', [0, 1, 2, 3]],
  ])('%s', async (query, echoed, places) => {
    const call = await prepare()
    const { list } = await call('GET', '/v2/cnams')
    const found = await call('GET', `/v2/cnams?${query}`)
    expect(found.status).toBe(200)
    expect(found.list).toEqual(places.map((place) => list[place]))
    const filters = echoed === '' ? '' : `${echoed}&`
    expect(found.links).toEqual({ self: `https://api.flowroute.com/v2/cnams?${filters}limit=10&offset=0` })
  })

  test('has no relationships, which the details have', async () => {
    const call = await prepare()
    const { body } = await call('GET', '/v2/cnams')
    expect(JSON.stringify(body)).not.toContain('relationships')
  })

  test.each(['1', 'yes', 'null'])('is_approved=%s is refused', async (value) => {
    const { call } = setUp()
    expectError(
      await call('GET', `/v2/cnams?is_approved=${value}`),
      422,
      'is_approved must be true or false.',
    )
  })

  test('has any limit above 0', async () => {
    const { call } = setUp()
    const { status, links } = await call('GET', '/v2/cnams?limit=100000&offset=1')
    expect(status).toBe(200)
    expect(links['self']).toBe('https://api.flowroute.com/v2/cnams?limit=100000&offset=1')
    expectError(await call('GET', '/v2/cnams?limit=0'), 422, 'limit must be greater than 0.')
  })

  test('keeps its filters from page to page', async () => {
    const call = await prepare()
    const { links } = await call('GET', '/v2/cnams?limit=1&is_approved=false&offset=1')
    expect(links).toEqual({
      self: 'https://api.flowroute.com/v2/cnams?is_approved=False&limit=1&offset=1',
      next: 'https://api.flowroute.com/v2/cnams?is_approved=False&limit=1&offset=2',
    })
    const next = await call('GET', '/v2/cnams?is_approved=False&limit=1&offset=2')
    expect(next.list.map(({ attributes }) => attributes['value'])).toEqual(['CITY POLICE'])
    expect(next.links).not.toHaveProperty('next')
  })
})
