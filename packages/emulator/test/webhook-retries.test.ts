import { afterEach, describe, expect, test, vi } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { buyOne, callerOf, setUp } from './support.ts'
import { outside, receiver, setAccountCallback, setUpPosts, statuses } from './webhook-support.ts'

const hook = 'https://hooks.example.com/in'
const start = Date.UTC(2026, 0, 15, 17)

async function receiveOne({ emulator, call }: ReturnType<typeof setUp>, url = hook): Promise<void> {
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', url)
  emulator.receive({ from: outside, to, body: 'hello' })
  await emulator.settled()
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a webhook that is not answered with 200', () => {
  test('is tried again four times, 30 seconds apart, and then given up', async () => {
    const world = setUpPosts(() => 500)
    await receiveOne(world)
    const { emulator, posts, pass } = world
    for (const attempts of [1, 2, 3, 4]) {
      expect(posts).toHaveLength(attempts)
      await pass(29_999)
      expect(posts).toHaveLength(attempts)
      expect(emulator.deliveries()[0]?.state).toBe('pending')
      await pass(1)
    }
    expect(posts).toHaveLength(5)
    await pass(86_400_000)
    expect(posts).toHaveLength(5)
    for (const { json } of posts) expect(json).toEqual(posts[0]?.json)
    const attempts = [0, 30, 60, 90, 120].map((s) => ({ at: new Date(start + s * 1_000), status: 500 }))
    const payload = posts[0]?.json
    const id = expect.stringMatching(/^[\da-f-]{36}$/)
    expect(emulator.deliveries()).toMatchObject([{ id, url: hook, payload, attempts, state: 'given-up' }])
  })

  test('is tried again as often when the clock makes one leap', async () => {
    const world = setUpPosts(() => 503)
    await receiveOne(world)
    await world.pass(3_600_000)
    const [delivery] = world.emulator.deliveries()
    expect(delivery?.state).toBe('given-up')
    expect(delivery?.attempts.map(({ at }) => at.getTime() - start)).toEqual([0, 30e3, 60e3, 90e3, 120e3])
  })

  test.each([201, 202, 204, 301, 302, 400, 410, 429])('is tried again: %i', async (status) => {
    const world = setUpPosts((_, index) => (index === 0 ? status : 200))
    await receiveOne(world)
    await world.pass(30_000)
    await world.pass(86_400_000)
    const [delivery] = world.emulator.deliveries()
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status }, { status: 200 }] })
    expect(delivery?.attempts).toHaveLength(2)
  })

  test('is delivered if the fifth attempt is', async () => {
    const world = setUpPosts((_, index) => (index === 4 ? 200 : 500))
    await receiveOne(world)
    await world.pass(120_000)
    expect(world.emulator.deliveries().map(statuses)).toEqual([[500, 500, 500, 500, 200]])
    expect(world.emulator.deliveries()[0]?.state).toBe('delivered')
  })
})

describe('over a socket', () => {
  test('a redirect is not followed', async () => {
    const world = setUp()
    const target = await receiver([{ status: 200 }])
    const server = await receiver([{ status: 301, headers: { location: target.url } }])
    await receiveOne(world, server.url)
    world.emulator.clock.advance(30_000)
    await world.emulator.settled()
    expect(server.requests).toHaveLength(2)
    expect(target.requests).toEqual([])
    expect(world.emulator.deliveries().map(statuses)).toEqual([[301, 301]])
  })

  test('a server that hangs up, then fails, then answers', async () => {
    const world = setUp()
    const server = await receiver((_request, _response, socket) => {
      if (server.requests.length === 2) return { status: 500, body: 'x'.repeat(1_000_000) }
      if (server.requests.length === 3) return { status: 200 }
      socket.destroy()
      return undefined
    })
    await receiveOne(world, server.url)
    world.emulator.clock.advance(60_000)
    await world.emulator.settled()
    expect(server.requests).toHaveLength(3)
    const [delivery] = world.emulator.deliveries()
    expect(delivery?.state).toBe('delivered')
    expect(delivery?.attempts).toMatchObject([
      { at: new Date(start), status: null, error: expect.stringMatching(/.+/) },
      { at: new Date(start + 30_000), status: 500, answer: { body: { truncated: true } } },
      { at: new Date(start + 60_000), status: 200 },
    ])
  })

  test('a server that is not there', async () => {
    const world = setUp()
    const server = await receiver([])
    await server.close()
    await receiveOne(world, server.url)
    world.emulator.clock.advance(120_000)
    await world.emulator.settled()
    const [delivery] = world.emulator.deliveries()
    expect(delivery?.state).toBe('given-up')
    expect(delivery && statuses(delivery)).toEqual([null, null, null, null, null])
    expect(delivery?.attempts[0]?.error).toContain('ECONNREFUSED')
  })
})

describe('`deliver`', () => {
  test.each([
    ['rejects', () => Promise.reject(new Error('no such app'))],
    [
      'throws',
      () => {
        throw new Error('no such app')
      },
    ],
    ['rejects with no error', () => Promise.reject('no such app')],
  ])('that %s is no answer', async (_, deliver) => {
    const emulator = createEmulator({ deliver })
    await receiveOne({ emulator, call: callerOf(emulator) })
    expect(emulator.deliveries()[0]).toMatchObject({
      state: 'pending',
      attempts: [{ status: null, error: 'no such app' }],
    })
  })

  test.each([
    ['ends with its request', true],
    ['pays no attention', false],
  ])('that never answers is given up after ten seconds and %s', async (_, heeds) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let ask: (signal: AbortSignal) => void
    const asked = new Promise<AbortSignal>((resolve) => {
      ask = resolve
    })
    const deliver = ({ signal }: Request): Promise<Response> => {
      ask(signal)
      return new Promise((_resolve, reject) => {
        if (heeds) signal.addEventListener('abort', () => reject(signal.reason))
      })
    }
    const emulator = createEmulator({ deliver })
    const settled = receiveOne({ emulator, call: callerOf(emulator) })
    const signal = await asked
    await vi.advanceTimersByTimeAsync(9_999)
    expect(signal.aborted).toBe(false)
    expect(emulator.deliveries()[0]?.attempts).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await settled
    expect(signal.aborted).toBe(true)
    const error = 'There was no answer within 10 seconds.'
    expect(emulator.deliveries()[0]?.attempts).toEqual([{ at: new Date(start), status: null, error }])
    expect(vi.getTimerCount()).toBe(0)
  })
})
