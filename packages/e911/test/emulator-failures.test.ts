import { AuthenticationError, BadRequestError, NotFoundError, UnprocessableEntityError } from '@flowroute/core'
import { describe, expect, it, test } from 'vitest'
import type { E911 } from '../src/index.ts'
import { emulated } from './emulated.ts'
import { canadian, failureOf, methods, office } from './support.ts'

describe('what cannot be done is told with the reason', () => {
  const nowhere = { ...office, zip: '10001' }
  const cases = [
    { name: 'validate', call: (e911: E911) => e911.validate(nowhere) },
    { name: 'create', call: (e911: E911) => e911.create(nowhere) },
    {
      name: 'update',
      call: async (e911: E911) => e911.update((await e911.create(office)).id, { zip: '10001' }),
    },
  ]

  it.each(cases)('$name: a place that is not there', async ({ call }) => {
    const { e911 } = await emulated()
    const error = await failureOf(call(e911))
    expect(error).toBeInstanceOf(BadRequestError)
    expect(error).toMatchObject({ status: 400, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Could not geocode this address.')
    expect((await e911.list({ label: office.label }).toArray()).map(({ zip }) => zip)).not.toContain('10001')
  })

  it('create: a label that is taken', async () => {
    const { e911 } = await emulated()
    await e911.create(office)
    const error = await failureOf(e911.create({ ...canadian, label: office.label }))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ fields: { label: ['Label must be unique'] }, outcome: 'rejected' })
  })

  it('assign: a number without emergency services', async () => {
    const { e911, buy, addressOf } = await emulated()
    const [tollFree = ''] = await buy(1, '1833')
    const { id } = await e911.create(office)
    const error = await failureOf(e911.assign(id, tollFree))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error.message).toContain('does not support emergency services')
    expect(await addressOf(tollFree)).toBeUndefined()
  })
})

test.each(methods)('$name with a wrong key is an AuthenticationError', async ({ call }) => {
  const { e911 } = await emulated({ secretKey: 'not-the-secret' })
  const error = await failureOf(call(e911))
  expect(error).toBeInstanceOf(AuthenticationError)
  expect(error.message).toContain('Authentication failed.')
})

const needing = methods.filter(({ name }) => !['list', 'validate', 'create'].includes(name))

test.each(needing)('$name of what the account does not have is a NotFoundError', async ({ call }) => {
  const { e911 } = await emulated()
  const error = await failureOf(call(e911))
  expect(error).toBeInstanceOf(NotFoundError)
  expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
})
