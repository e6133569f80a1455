import {
  AuthenticationError,
  BadRequestError,
  DuplicateAddressError,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from '@flowroute/core'
import type { AddressChanges, E911, EmergencyAddress } from '@flowroute/e911'
import { callMethod, failureOf, methods } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { changedAddress } from './arbitrary.ts'
import { emulated, idsOf } from './emulated.ts'
import { canadian, house, office } from './support.ts'

/** An address without its id and without fields that have no value. */
function fieldsOf(address: EmergencyAddress): object {
  const { id: _, ...fields } = address
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

describe('create', () => {
  it.each([
    ['with a suite', office],
    ['without', house],
    ['in Canada', canadian],
  ])('saves an address %s as given', async (_, address) => {
    const { e911 } = await emulated()
    const { data, response } = await e911.create(address).withResponse()
    expect(response.status).toBe(201)
    expect(data.id).toMatch(/^\d+$/)
    expect(fieldsOf(data)).toStrictEqual(address)
    expect(await e911.get(data.id)).toStrictEqual(data)
    expect((await e911.list()).items).toStrictEqual([data])
  })

  it('refuses an address that the account has already', async () => {
    const { e911 } = await emulated()
    const { id } = await e911.create(office)
    const error = await failureOf(e911.create(office))
    expect(error).toBeInstanceOf(DuplicateAddressError)
    expect(error).toMatchObject({ status: 403, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Duplicate address.')
    expect(idsOf((await e911.list()).items)).toStrictEqual([id])
  })

  it('accepts other upper and lower case', async () => {
    const { e911 } = await emulated()
    const address = { ...office, addressType: 'sUITE', state: 'wa', country: 'us' }
    expect(fieldsOf(await e911.create(address))).toStrictEqual(office)
  })
})

it('validates without saving', async () => {
  const { e911 } = await emulated()
  expect(await e911.validate(office)).toBeUndefined()
  expect(await e911.validate(canadian)).toBeUndefined()
  expect((await e911.list()).items).toStrictEqual([])
})

it('lists with every filter, by page', async () => {
  const { e911 } = await emulated()
  const saved: EmergencyAddress[] = []
  for (const address of [
    office,
    canadian,
    { ...house, label: 'Warehouse', streetNumber: '1', streetName: 'Alaskan Way', city: 'Tacoma' },
    { ...house, label: 'Portland office', city: 'Portland', state: 'OR', zip: '97204' },
  ])
    saved.push(await e911.create(address))
  const [seattle = '', toronto = '', tacoma = '', portland = ''] = idsOf(saved)

  expect(await e911.list().toArray()).toStrictEqual(saved)
  expect(await e911.list({ pageSize: 1, prefetch: 2 }).toArray()).toStrictEqual(saved)
  expect(await e911.list({ pageSize: 3, offset: 1 }).toArray()).toStrictEqual(saved.slice(1))
  expect(await e911.list({ pageSize: 3 })).toMatchObject({ hasNext: true, offset: 0 })
  expect(await e911.list().take(2)).toStrictEqual(saved.slice(0, 2))

  const found = async (options: Parameters<E911['list']>[0]): Promise<string[]> =>
    idsOf(await e911.list(options).toArray())
  expect(await found({ label: 'OFFICE' })).toStrictEqual([seattle, toronto, portland])
  expect(await found({ streetName: 'Alaskan' })).toStrictEqual([tacoma])
  expect(await found({ city: 'or' })).toStrictEqual([toronto, portland])
  expect(await found({ state: 'wa' })).toStrictEqual([seattle, tacoma])
  expect(await found({ state: 'ON' })).toStrictEqual([toronto])
  expect(await found({ label: 'office', state: 'or' })).toStrictEqual([portland])
  expect(await found({ label: 'nowhere' })).toStrictEqual([])
})

describe('update', () => {
  const changes: AddressChanges[] = [
    { label: 'Head office' },
    { firstName: 'Mario' },
    { lastName: 'Bermudez-Łukasz' },
    { streetNumber: '7744' },
    { streetName: '21st Ave SW' },
    { city: 'Burien' },
    { zip: '98146' },
    { state: 'OR', zip: '97204' },
    { country: 'US' },
    { addressType: 'Floor', addressTypeNumber: '3' },
    { addressTypeNumber: 'A-1' },
    { state: 'ON', country: 'CA', zip: 'M4C 5K7', city: 'Toronto' },
  ]

  it.each(changes)('changes %o and nothing else', async (given) => {
    const { e911 } = await emulated()
    const before = await e911.create(office)
    const after = await e911.update(before.id, given)
    expect(after).toStrictEqual({ ...before, ...given })
    expect(await e911.get(before.id)).toStrictEqual(after)
  })

  it('removes the suite with null, and only then', async () => {
    const { e911 } = await emulated()
    const before = await e911.create(office)
    await e911.update(before.id, { label: 'Head office' })
    expect(await e911.get(before.id)).toMatchObject({ addressType: 'Suite', addressTypeNumber: '12' })
    await e911.update(before.id, { addressType: null, addressTypeNumber: null })
    expect(fieldsOf(await e911.get(before.id))).toStrictEqual({ ...house, label: 'Head office' })
  })
})

test('an update changes no other field', async () => {
  const { e911, emulator } = await emulated()
  await fc.assert(
    fc.asyncProperty(changedAddress, async ([address, changes]) => {
      emulator.reset()
      const { id } = await e911.create(address)
      const updated = await e911.update(id, changes)
      const expected = Object.entries({ ...address, ...changes }).filter(([, value]) => value !== null)
      expect(fieldsOf(updated)).toStrictEqual(Object.fromEntries(expected))
      expect(await e911.get(id)).toStrictEqual(updated)
      expect((await e911.list()).items).toStrictEqual([updated])
    }),
  )
})

describe('assign', () => {
  it('assigns, again and in place of another address, until unassigned', async () => {
    const { e911, buy, addressOf } = await emulated()
    const [first = '', second = ''] = await buy(2)
    const { id: one } = await e911.create(office)
    const { id: other } = await e911.create({ ...house, label: 'Warehouse', streetNumber: '1' })
    const numbersOf = async (id: string): Promise<string[]> => idsOf(await e911.listNumbers(id).toArray())

    expect(await e911.assign(one, first)).toBeUndefined()
    expect(await e911.assign(one, first)).toBeUndefined()
    await e911.assign(one, second)
    expect(await numbersOf(one)).toStrictEqual([first, second].toSorted())
    expect(await addressOf(first)).toBe(one)

    await e911.assign(other, first)
    expect([await numbersOf(one), await numbersOf(other)]).toStrictEqual([[second], [first]])

    expect(await e911.unassign(first)).toBeUndefined()
    expect([await numbersOf(other), await addressOf(first)]).toStrictEqual([[], undefined])
  })

  it('lists the numbers by page', async () => {
    const { e911, buy } = await emulated()
    const ids = await buy(3)
    const { id } = await e911.create(office)
    for (const number of ids) await e911.assign(id, number)
    const expected = ids.toSorted().map((number) => ({ id: number, alias: null, value: number }))
    expect(await e911.listNumbers(id).toArray()).toStrictEqual(expected)
    expect(await e911.listNumbers(id, { pageSize: 1, prefetch: 1 }).toArray()).toStrictEqual(expected)
    expect((await e911.listNumbers(id, { pageSize: 2, offset: 1 })).items).toStrictEqual(expected.slice(1))
  })
})

describe('delete', () => {
  it('is refused while a number has the address, and succeeds afterwards', async () => {
    const { e911, buy, addressOf } = await emulated()
    const [number = ''] = await buy(1)
    const { id } = await e911.create(office)
    await e911.assign(id, number)
    const error = await failureOf(e911.delete(id))
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error).toMatchObject({ status: 403, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Please disassociate all numbers before deleting.')
    expect(await addressOf(number)).toBe(id)

    await e911.unassign(number)
    expect(await e911.delete(id)).toBeUndefined()
    expect(await failureOf(e911.get(id))).toBeInstanceOf(NotFoundError)
    expect(await failureOf(e911.delete(id))).toBeInstanceOf(NotFoundError)
    expect((await e911.list()).items).toStrictEqual([])
  })
})

test('an address whose creation has an unknown outcome is found by its label', async () => {
  const { e911 } = await emulated({
    middleware: [
      async (request, next) => {
        const response = await next(request)
        return request.method === 'POST' ? new Response('upstream timed out', { status: 504 }) : response
      },
    ],
  })
  const error = await failureOf(e911.create(office))
  expect(error).toMatchObject({ name: 'ServerError', status: 504, outcome: 'unknown', attempts: 1 })
  const found = await e911.list({ label: office.label }).toArray()
  expect(found.map(fieldsOf)).toStrictEqual([office])
})

describe('a refusal is a typed error with the reason', () => {
  const nowhere = { ...office, zip: '10001' }
  const cases = [
    { name: 'validate', call: (e911: E911) => e911.validate(nowhere) },
    { name: 'create', call: (e911: E911) => e911.create(nowhere) },
    {
      name: 'update',
      call: async (e911: E911) => e911.update((await e911.create(office)).id, { zip: '10001' }),
    },
  ]

  it.each(cases)('$name: a place that does not exist', async ({ call }) => {
    const { e911 } = await emulated()
    const error = await failureOf(call(e911))
    expect(error).toBeInstanceOf(BadRequestError)
    expect(error).toMatchObject({ status: 400, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Could not geocode this address.')
    expect((await e911.list({ label: office.label }).toArray()).map(({ zip }) => zip)).not.toContain('10001')
  })

  test('create: a label that another address has', async () => {
    const { e911 } = await emulated()
    await e911.create(office)
    const error = await failureOf(e911.create({ ...canadian, label: office.label }))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ fields: { label: ['Label must be unique'] }, outcome: 'rejected' })
  })

  test('assign: a number without emergency services', async () => {
    const { e911, buy, addressOf } = await emulated()
    const [tollFree = ''] = await buy(1, '1833')
    const { id } = await e911.create(office)
    const error = await failureOf(e911.assign(id, tollFree))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error.message).toContain('does not support emergency services')
    expect(await addressOf(tollFree)).toBeUndefined()
  })

  test('a wrong secret key', async () => {
    const { e911 } = await emulated({ secretKey: 'not-the-secret' })
    const error = await failureOf(e911.list())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('Authentication failed.')
  })

  const withId = methods.E911.filter(({ name }) => !['list', 'validate', 'create'].includes(name))

  test.each(withId)('$name: an address or number that is not on the account', async (method) => {
    const { e911 } = await emulated()
    const error = await failureOf(callMethod(e911, method, {}))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Could not find that resource on your account.')
  })
})
