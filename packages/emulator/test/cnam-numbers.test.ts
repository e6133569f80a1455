import { describe, expect, test } from 'vitest'
import {
  buy,
  buyOne,
  type Call,
  createAddress,
  createApproved,
  createPending,
  expectError,
  setUp,
} from './support.ts'

const unknown = 'Could not find that resource on your account.'

/** A number and an approved name. */
async function prepare() {
  const { emulator, call } = setUp()
  return { emulator, call, number: await buyOne(call), name: await createApproved(call, emulator) }
}

/** What the number's details say of its caller name. */
async function assigned(call: Call, number: string) {
  const { data, included } = await call('GET', `/v2/numbers/${number}`)
  return {
    reference: data.relationships['cnam_preset'],
    whole: included.filter(({ type }) => type === 'cnam'),
  }
}

const nothing = { reference: { data: null }, whole: [] }

describe.each(['cnams', 'cnam'])('relationships/%s', (segment) => {
  const relationship = (number: string) => `/v2/numbers/${number}/relationships/${segment}`

  test('assigns, and shows it in the number and in the name', async () => {
    const { emulator, call, number, name } = await prepare()
    expect(await assigned(call, number)).toEqual(nothing)
    const before = (await call('GET', `/v2/cnams/${name}`)).data
    emulator.clock.advance(1_500)
    const reply = await call('PATCH', `${relationship(number)}/${name}`)
    expect(reply.status).toBe(202)
    const attributes = { date_created: 'Thu, 15 Jan 2026 17:00:01 GMT' }
    expect(reply.body).toEqual({ data: { attributes, id: Number(name), type: 'cnam' } })

    const { relationships: _none, ...whole } = before
    expect(await assigned(call, number)).toEqual({
      reference: { data: { id: name, type: 'cnam' } },
      whole: [whole],
    })
    const { data, included } = await call('GET', `/v2/cnams/${name}`)
    expect(data.relationships).toEqual({ numbers: { data: [{ id: number, type: 'number' }] } })
    expect(included).toEqual((await call('GET', '/v2/numbers')).list)
  })

  test('again is no error; another name takes the place of the first', async () => {
    const { emulator, call, number, name } = await prepare()
    const other = await createApproved(call, emulator, 'OTHER')
    for (const id of [name, name, other]) {
      expect((await call('PATCH', `${relationship(number)}/${id}`)).status).toBe(202)
    }
    expect((await assigned(call, number)).reference).toEqual({ data: { id: other, type: 'cnam' } })
    const { data, included } = await call('GET', `/v2/cnams/${name}`)
    expect([data.relationships['numbers'], included]).toEqual([{ data: [] }, []])
  })

  test('takes the name off, twice if one likes', async () => {
    const { call, number, name } = await prepare()
    await call('PATCH', `${relationship(number)}/${name}`)
    for (let time = 0; time < 2; time++) {
      const reply = await call('DELETE', relationship(number))
      expect(reply.status).toBe(202)
      const attributes = { date_created: 'Thu, 15 Jan 2026 17:00:00 GMT' }
      expect(reply.body).toEqual({ data: { attributes, id: null, type: 'cnam' } })
    }
    expect(await assigned(call, number)).toEqual(nothing)
    expect((await call('GET', `/v2/cnams/${name}`)).status).toBe(200)
  })

  test('needs a number and a name that are on the account', async () => {
    const { call, number, name } = await prepare()
    expectError(await call('PATCH', `${relationship('12065550100')}/${name}`), 404, unknown)
    expectError(await call('PATCH', `${relationship(number)}/1`), 404, unknown)
    expectError(await call('DELETE', relationship('12065550100')), 404, unknown)
  })

  test('needs a name that is approved', async () => {
    const { emulator, call, number } = await prepare()
    const name = await createPending(call, 'OTHER')
    const assign = () => call('PATCH', `${relationship(number)}/${name}`)
    const detail = 'Cannot assign a CNAM record that is not approved.'
    expectError(await assign(), 422, detail)
    emulator.cnams.reject(name, 'no')
    expectError(await assign(), 422, detail)
    expect(await assigned(call, number)).toEqual(nothing)
    await call('PATCH', `/v2/cnams/${name}`, { json: { value: 'BOB LAW' } })
    emulator.clock.advance(48 * 3_600_000)
    expect((await assign()).status).toBe(202)
  })

  test.each([
    ['toll-free', '&number_type=toll-free'],
    ['Canadian', '&iso_country=CA'],
  ])('needs a number that is not %s', async (_kind, query) => {
    const { call, name } = await prepare()
    const number = await buyOne(call, query)
    const reply = await call('PATCH', `${relationship(number)}/${name}`)
    expectError(reply, 422, 'Cannot assign a CNAM record to a number that is not a US local number.')
    expect(await assigned(call, number)).toEqual(nothing)
  })
})

const assign = (call: Call, number: string, name: string) =>
  call('PATCH', `/v2/numbers/${number}/relationships/cnams/${name}`)

test('a name that is deleted leaves its numbers', async () => {
  const { emulator, call, name } = await prepare()
  const other = await createApproved(call, emulator, 'OTHER')
  const [one = '', two = '', three = ''] = await buy(call, 3)
  await assign(call, one, name)
  await assign(call, two, name)
  await assign(call, three, other)
  expect((await call('DELETE', `/v2/cnams/${name}`)).status).toBe(204)
  expect(await assigned(call, one)).toEqual(nothing)
  expect(await assigned(call, two)).toEqual(nothing)
  expect((await assigned(call, three)).reference).toEqual({ data: { id: other, type: 'cnam' } })
})

test('a number that is released and bought again has no name', async () => {
  const { call, number, name } = await prepare()
  await assign(call, number, name)
  await call('DELETE', `/v2/numbers/${number}`)
  expect((await call('GET', `/v2/cnams/${name}`)).data.relationships['numbers']).toEqual({ data: [] })
  await call('POST', `/v2/numbers/${number}`)
  expect(await assigned(call, number)).toEqual(nothing)
})

test('the numbers of a name come in the order of their digits', async () => {
  const { call, name, number } = await prepare()
  const numbers = [number, ...(await buy(call, 3))].sort()
  for (const each of numbers.toReversed()) await assign(call, each, name)
  const { data, included } = await call('GET', `/v2/cnams/${name}`)
  expect(data.relationships['numbers']).toEqual({ data: numbers.map((id) => ({ id, type: 'number' })) })
  expect(included.map(({ id }) => id)).toEqual(numbers)
})

test('a number may have routes, an address, a name and a task, each included', async () => {
  const { call, number, name } = await prepare()
  const address = await createAddress(call)
  await assign(call, number, name)
  await call('PATCH', `/v2/numbers/${number}/relationships/e911s/${address}`)
  const json = { messaging_enabled: true }
  const { data, included } = await call('PATCH', `/v2/numbers/${number}`, { json })
  expect(data.relationships).toEqual({
    cnam_preset: { data: { id: name, type: 'cnam' } },
    e911_address: { data: { id: address, type: 'e911' } },
    failover_route: { data: null },
    primary_route: { data: { id: '0', type: 'route' } },
  })
  expect(included.map(({ type }) => type)).toEqual(['route', 'e911', 'cnam', 'message_provisioning_status'])
})
