import { describe, expect, test } from 'vitest'
import { buyOne, expectError } from './support.ts'
import { outside, setAccountCallback, setUpPosts, statuses } from './webhook-support.ts'

const hook = 'https://hooks.example.com/'

/** An emulator whose webhook was posted once and answered with the first of the statuses. */
async function setUpOne(answers: number[]) {
  const parts = setUpPosts((_, index) => answers[Math.min(index, answers.length - 1)] ?? 200)
  const { emulator, call, pass } = parts
  const number = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', hook)
  emulator.receive({ from: outside, to: number, body: 'x' })
  await pass(0)
  const delivery = () => {
    const [found] = emulator.deliveries()
    if (found === undefined) throw new Error('there is no delivery')
    return found
  }
  return { ...parts, number, delivery, id: delivery().id }
}

describe('resend', () => {
  test('posts a webhook again at once', async () => {
    const { emulator, posts, pass, delivery, id } = await setUpOne([200])
    emulator.clock.advance(5_000)
    emulator.resend(id)
    await pass(0)
    expect(posts).toHaveLength(2)
    expect(posts[1]?.json).toEqual(posts[0]?.json)
    expect(delivery()).toMatchObject({
      state: 'delivered',
      attempts: [
        { at: new Date('2026-01-15T17:00:00.000Z'), status: 200 },
        { at: new Date('2026-01-15T17:00:05.000Z'), status: 200, resent: true },
      ],
    })
    expect(delivery().attempts[0]).not.toHaveProperty('resent')
  })

  test('delivers what was given up', async () => {
    const { emulator, pass, delivery, id } = await setUpOne([500, 500, 500, 500, 500, 200])
    for (let attempt = 0; attempt < 4; attempt++) await pass(30_000)
    expect(delivery().state).toBe('given-up')
    emulator.resend(id)
    await pass(0)
    expect(delivery().state).toBe('delivered')
  })

  test('leaves out the attempts to come when it succeeds', async () => {
    const { emulator, posts, pass, delivery, id } = await setUpOne([500, 200])
    emulator.resend(id)
    await pass(0)
    await pass(300_000)
    expect(posts).toHaveLength(2)
    expect(delivery()).toMatchObject({ state: 'delivered' })
  })

  test('is none of the five attempts and leads to no other when it fails', async () => {
    const { emulator, posts, pass, delivery, id } = await setUpOne([500])
    emulator.resend(id)
    emulator.resend(id)
    await pass(0)
    expect(posts).toHaveLength(3)
    for (let attempt = 0; attempt < 4; attempt++) {
      expect(delivery().state).toBe('pending')
      await pass(30_000)
    }
    expect(delivery().state).toBe('given-up')
    expect(statuses(delivery())).toHaveLength(7)
    emulator.resend(id)
    await pass(300_000)
    expect(posts).toHaveLength(8)
    expect(delivery().state).toBe('given-up')
  })

  test('what was delivered stays so when another attempt fails', async () => {
    const { emulator, pass, delivery, id } = await setUpOne([200, 500])
    emulator.resend(id)
    await pass(300_000)
    expect(delivery()).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }, { status: 500 }] })
  })

  test('refuses what is not there', async () => {
    const { emulator, id } = await setUpOne([200])
    expect(() => emulator.resend('nothing')).toThrow(new RangeError('there is no webhook nothing'))
    emulator.reset()
    expect(() => emulator.resend(id)).toThrow(RangeError)
  })

  test('is there for other processes', async () => {
    const { call, posts, pass, id } = await setUpOne([200])
    expect((await call('POST', `/__emulator/deliveries/${id}/resend`)).status).toBe(204)
    await pass(0)
    expect(posts).toHaveLength(2)
    expectError(await call('POST', '/__emulator/deliveries/nothing/resend'), 404, 'on your account')
  })
})

test('/__emulator/deliveries has them as deliveries() has, and in pages newest first', async () => {
  const { emulator, call, pass, number } = await setUpOne([500, 200])
  emulator.receive({ from: outside, to: number, body: 'y' })
  emulator.receive({ from: outside, to: number, body: 'z' })
  await pass(0)
  const read = async (query: string) => (await call('GET', `/__emulator/deliveries${query}`)).body
  const deliveries = JSON.parse(JSON.stringify(emulator.deliveries())) as { nextAttemptAt?: string }[]
  const all = deliveries.map(({ nextAttemptAt, ...rest }) => ({
    ...rest,
    nextAttempt: nextAttemptAt ?? null,
    about: expect.objectContaining({ kind: 'message' }),
  }))
  expect(all).toMatchObject([
    { state: 'pending', attempts: [{ status: 500 }], nextAttempt: '2026-01-15T17:00:30.000Z' },
    { state: 'delivered', nextAttempt: null },
    {},
  ])
  expect(await read('')).toEqual({ deliveries: all, more: false })
  expect(await read('?limit=2')).toEqual({ deliveries: [all[2], all[1]], more: true })
  expect(await read('?limit=2&offset=2')).toEqual({ deliveries: [all[0]], more: false })
})
