import { describe, expect, test } from 'vitest'
import { buy, buyOne, type Call, createAddress, expectError, setUp } from './support.ts'

const unknown = 'Could not find that resource on your account.'
const relationship = (number: string) => `/v2/numbers/${number}/relationships/e911s`

/** A number with an address assigned to it. */
async function prepare() {
  const { call } = setUp()
  const [number, address] = [await buyOne(call), await createAddress(call)]
  expect((await call('PATCH', `${relationship(number)}/${address}`)).status).toBe(204)
  return { call, number, address }
}

/** What the number's details say of its address. */
async function assigned(call: Call, number: string) {
  const { data, included } = await call('GET', `/v2/numbers/${number}`)
  const whole = included.filter(({ type }) => type === 'e911')
  return { reference: data.relationships['e911_address'], whole }
}

const numbersOf = async (call: Call, address: string) =>
  (await call('GET', `/v2/e911s/${address}/relationships/numbers`)).list.map(({ id }) => id)

describe('assigning', () => {
  test('has no body and shows in the number, whole and by reference', async () => {
    const { call } = setUp()
    const [number, address] = [await buyOne(call), await createAddress(call)]
    expect(await assigned(call, number)).toEqual({ reference: { data: null }, whole: [] })
    const reply = await call('PATCH', `${relationship(number)}/${address}`)
    expect([reply.status, reply.text]).toEqual([204, ''])
    const { data } = await call('GET', `/v2/e911s/${address}`)
    expect(await assigned(call, number)).toEqual({
      reference: { data: { id: address, type: 'e911' } },
      whole: [data],
    })
    expect(await numbersOf(call, address)).toEqual([number])
  })

  test('again is no error; another address takes the place of the first', async () => {
    const { call, number, address } = await prepare()
    expect((await call('PATCH', `${relationship(number)}/${address}`)).status).toBe(204)
    const other = await createAddress(call, { label: 'other', street_number: '1' })
    expect((await call('PATCH', `${relationship(number)}/${other}`)).status).toBe(204)
    expect((await assigned(call, number)).reference).toEqual({ data: { id: other, type: 'e911' } })
    expect(await numbersOf(call, address)).toEqual([])
    expect(await numbersOf(call, other)).toEqual([number])
  })

  test('needs a number and an address that are on the account', async () => {
    const { call, number, address } = await prepare()
    expectError(await call('PATCH', `${relationship('12065550100')}/${address}`), 404, unknown)
    expectError(await call('PATCH', `${relationship(number)}/1`), 404, unknown)
    expect((await assigned(call, number)).whole).toHaveLength(1)
  })

  test.each(['1800', '1833'])('a %s number has no emergency service', async (prefix) => {
    const { call } = setUp()
    const number = await buyOne(call, `&starts_with=${prefix}`)
    const reply = await call('PATCH', `${relationship(number)}/${await createAddress(call)}`)
    const detail = 'Cannot assign an E911 record to a number that does not support emergency services.'
    expectError(reply, 422, detail)
    expect(reply.error.detail).toBe(detail)
    expect((await assigned(call, number)).reference).toEqual({ data: null })
  })

  test.each(['1844', '1855', '1866', '1877', '1888', '1604', '1907', '1808', '1830'])(
    'a %s number has it',
    async (prefix) => {
      const { call } = setUp()
      const number = await buyOne(call, `&starts_with=${prefix}`)
      expect((await call('PATCH', `${relationship(number)}/${await createAddress(call)}`)).status).toBe(204)
    },
  )
})

describe('taking the address off', () => {
  test('leaves the address on the account, and may be repeated', async () => {
    const { call, number, address } = await prepare()
    for (let time = 0; time < 2; time++) {
      const reply = await call('DELETE', relationship(number))
      expect([reply.status, reply.text]).toEqual([204, ''])
    }
    expect(await assigned(call, number)).toEqual({ reference: { data: null }, whole: [] })
    expect(await numbersOf(call, address)).toEqual([])
    expect((await call('GET', `/v2/e911s/${address}`)).status).toBe(200)
  })

  test('needs a number that is on the account', async () => {
    const { call } = setUp()
    expectError(await call('DELETE', relationship('12065550100')), 404, unknown)
  })
})

test('an address in use cannot be deleted until the last number is rid of it', async () => {
  const { call } = setUp()
  const address = await createAddress(call)
  const [one = '', two = ''] = await buy(call, 2)
  for (const number of [one, two]) await call('PATCH', `${relationship(number)}/${address}`)
  for (const rid of [() => call('DELETE', relationship(one)), () => call('DELETE', `/v2/numbers/${two}`)]) {
    const reply = await call('DELETE', `/v2/e911s/${address}`)
    expectError(reply, 403, 'Please disassociate all numbers before deleting.')
    expect(reply.error.title).toBe('This E911 address has numbers still associated to it.')
    expect((await rid()).status).toBe(204)
  }
  expect((await call('DELETE', `/v2/e911s/${address}`)).status).toBe(204)
})

test('a number that is released and bought again has no address', async () => {
  const { call, number, address } = await prepare()
  await call('DELETE', `/v2/numbers/${number}`)
  expect(await numbersOf(call, address)).toEqual([])
  await call('POST', `/v2/numbers/${number}`)
  expect(await assigned(call, number)).toEqual({ reference: { data: null }, whole: [] })
})

test('a change to the address shows in every number that has it, and in the answers to an update', async () => {
  const { call, number, address } = await prepare()
  await call('PATCH', `/v2/e911s/${address}`, { json: { label: 'Head office' } })
  const { data, included } = await call('PATCH', `/v2/numbers/${number}`, { json: { alias: 'x' } })
  expect(data.relationships['e911_address']).toEqual({ data: { id: address, type: 'e911' } })
  const found = included.find(({ type }) => type === 'e911')
  expect(found).toEqual((await call('GET', `/v2/e911s/${address}`)).data)
  expect(found?.attributes['label']).toBe('Head office')
})

test('details of many numbers include an address once', async () => {
  const { call } = setUp()
  const address = await createAddress(call)
  const numbers = await buy(call, 2)
  for (const number of numbers) await call('PATCH', `${relationship(number)}/${address}`)
  const { included } = await call('POST', '/v2/numbers/details', { json: { numbers } })
  expect(included.map(({ type, id }) => [type, id])).toEqual([
    ['route', '0'],
    ['e911', address],
  ])
})

test('the numbers of an address come in the order of their digits, with their aliases', async () => {
  const { call } = setUp()
  const address = await createAddress(call)
  const numbers = await buy(call, 3)
  for (const number of numbers.toReversed()) await call('PATCH', `${relationship(number)}/${address}`)
  await call('PATCH', `/v2/numbers/${numbers[0]}`, { json: { alias: 'front desk' } })
  const path = `/v2/e911s/${address}/relationships/numbers`
  const { list, links } = await call('GET', `${path}?limit=2`)
  expect(list).toEqual(
    numbers.slice(0, 2).map((number, index) => ({
      attributes: { alias: index === 0 ? 'front desk' : null, value: number },
      id: number,
      links: { self: `https://api.flowroute.com/v2/numbers/${number}` },
      type: 'number',
    })),
  )
  expect(links).toEqual({
    self: `https://api.flowroute.com${path}?limit=2&offset=0`,
    next: `https://api.flowroute.com${path}?limit=2&offset=2`,
  })
  expect((await call('GET', `${path}?limit=200&offset=2`)).list.map(({ id }) => id)).toEqual(numbers.slice(2))
  expectError(await call('GET', `${path}?limit=201`), 422, 'limit must be from 1 to 200.')
})
