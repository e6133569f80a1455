import { AuthenticationError, NotFoundError, UnprocessableEntityError } from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { testRefusals } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import type { Numbers } from '../src/index.ts'
import { failureOf, methods, numbersAt, secretKey } from './support.ts'

describe.each(methods)('$name', ({ call }) => {
  testRefusals((server) => call(numbersAt(server, { retries: 0 })), secretKey)

  it('is an AuthenticationError for a wrong key, at a real service', async () => {
    await using emulator = await startEmulator()
    const error = await failureOf(call(numbersAt(emulator, { secretKey: 'not-the-secret' })))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('Authentication failed.')
    expect(error).toMatchObject({ status: 401, outcome: 'rejected', attempts: 1 })
    expect(JSON.stringify(error) + error.stack).not.toContain('not-the-secret')
  })
})

describe('at a real service', () => {
  const notOwned = '12065550100'
  const missing: { name: string; call(numbers: Numbers): PromiseLike<unknown>; reason: string }[] = [
    { name: 'get', call: (numbers) => numbers.get(notOwned), reason: 'Could not find that resource' },
    { name: 'release', call: (numbers) => numbers.release(notOwned), reason: 'Could not find that resource' },
    {
      name: 'update',
      call: (numbers) => numbers.update(notOwned, { alias: 'x' }),
      reason: 'Could not find that resource',
    },
    {
      name: 'setCallback',
      call: (numbers) => numbers.setCallback(notOwned, 'mms_callback', 'https://example.com'),
      reason: 'Could not find that resource',
    },
    { name: 'getMany', call: (numbers) => numbers.getMany([notOwned]), reason: notOwned },
    { name: 'purchase', call: (numbers) => numbers.purchase('+442079460958'), reason: 'not available' },
  ]

  it.each(missing)('$name of a number that is not there is a NotFoundError', async ({ call, reason }) => {
    await using emulator = await startEmulator()
    const error = await failureOf(call(numbersAt(emulator)))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain(reason)
  })

  it('refuses what it cannot do with an UnprocessableEntityError', async () => {
    await using emulator = await startEmulator()
    const numbers = numbersAt(emulator)
    const [{ id } = { id: '' }] = await numbers.search().take(1)
    await numbers.purchase(id)
    const again = await failureOf(numbers.purchase(id))
    const mailOnEnd = await failureOf(numbers.update(id, { messagingEnabled: false, messagingEmail: true }))
    const order = await failureOf(numbers.search({ orderBy: 'beauty' }))
    for (const error of [again, mailOnEnd, order]) {
      expect(error).toBeInstanceOf(UnprocessableEntityError)
      expect(error).toMatchObject({ status: 422, outcome: 'rejected', attempts: 1 })
    }
    expect(again.message).toContain(`${id} is already on your account.`)
    expect(mailOnEnd.message).toContain('messaging_email needs messaging_enabled to be true.')
    expect(order.message).toContain('order_by must be')
  })
})
