import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshEmulator, type UseEmulatorOptions, useEmulator } from '../src/index.ts'
import { buyOne, callerOf } from './support.ts'
import { outside, setAccountCallback } from './webhook-support.ts'

/** A runner that does what it is told: `begin` and `end` run the hooks of a test. */
function handDriven(options: UseEmulatorOptions = {}) {
  const before: (() => Promise<void>)[] = []
  const after: (() => Promise<void>)[] = []
  const emulator = useEmulator({
    ...options,
    beforeEach: (work) => before.push(work),
    afterEach: (work) => after.push(work),
  })
  const run = async (hooks: (() => Promise<void>)[]): Promise<void> => {
    for (const hook of hooks) await hook()
  }
  return { emulator, call: callerOf(emulator), begin: () => run(before), end: () => run(after) }
}

describe('in vitest', () => {
  const emulator = useEmulator({ beforeEach, afterEach, seed: 7 })
  const { clock, faults, deliveries, fetch } = emulator
  const call = callerOf({ ...emulator, fetch })

  // Twice the same: the second one finds nothing of the first.
  test.each([1, 2])(
    'each test has a world of its own, and what was taken out of the emulator with it',
    async () => {
      expect((await call('GET', '/v2/numbers')).list).toEqual([])
      expect(clock.now().toISOString()).toBe('2026-01-15T17:00:00.000Z')
      expect([faults.list(), deliveries(), emulator.account.balance]).toEqual([[], [], null])
      const number = await buyOne(call)
      emulator.receive({ from: outside, to: number, body: 'x' })
      clock.advance(1)
      faults.add({ path: '/v2/routes', fault: { kind: 'empty' } })
      emulator.account.setBalance(0)
      emulator.rateLimits.enabled = true
    },
  )
})

test('the options are those of an emulator, and of a client', async () => {
  const startTime = new Date('2020-02-02T02:02:02.020Z')
  const { emulator, call, begin } = handDriven({ seed: 7, accessKey: 'me', secretKey: 'it', startTime })
  await begin()
  const same = freshEmulator({ seed: 7 })
  expect(await buyOne(call)).toBe(await buyOne(callerOf(same)))
  expect(emulator.clock.now()).toEqual(startTime)
  const { fetch, accessKey, secretKey, baseUrl } = emulator.clientOptions
  expect([accessKey, secretKey, baseUrl]).toEqual(['me', 'it', 'https://emulator.invalid'])
  const headers = { authorization: `Basic ${btoa('me:it')}` }
  const answer = await fetch(`${baseUrl}/v2/numbers`, { headers })
  expect(await answer.json()).toMatchObject({ data: [{}] })
})

describe('without hooks', () => {
  test('says what to pass', () => {
    const advice = "Pass the test runner's: useEmulator({ beforeEach, afterEach })."
    expect(() => useEmulator()).toThrow(new TypeError(`useEmulator: there is no beforeEach. ${advice}`))
    const lacking = (): unknown => useEmulator({ beforeEach })
    expect(lacking).toThrow(new TypeError(`useEmulator: there is no afterEach. ${advice}`))
  })

  test('takes the global ones', async () => {
    const hooks: (() => Promise<void>)[] = []
    const add = (work: () => Promise<void>): void => void hooks.push(work)
    Object.assign(globalThis, { beforeEach: add, afterEach: add })
    try {
      const emulator = useEmulator()
      for (const hook of hooks) await hook()
      expect((await callerOf(emulator)('GET', '/v2/numbers')).status).toBe(200)
    } finally {
      Reflect.deleteProperty(globalThis, 'beforeEach')
      Reflect.deleteProperty(globalThis, 'afterEach')
    }
  })
})

describe('webhooks', () => {
  test('of a test that is over are not posted, and the next test has its own', async () => {
    const posts: string[] = []
    const deliver = async (request: Request): Promise<Response> => {
      posts.push(await request.text())
      return new Response()
    }
    const { emulator, call, begin, end } = handDriven({ deliver })
    const prepare = async (): Promise<string> => {
      await begin()
      await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
      return buyOne(call)
    }
    const first = await prepare()
    emulator.receive({ from: outside, to: first, body: 'of the first test' })
    await end()
    // Until the next test the world is still there to be looked at.
    expect(emulator.deliveries()).toMatchObject([{ state: 'pending', attempts: [] }])
    const second = await prepare()
    emulator.receive({ from: outside, to: second, body: 'of the second test' })
    await emulator.settled()
    expect(posts).toEqual([expect.stringContaining('of the second test')])
    await end()
  })

  test('under way are broken off at the end of the test', async () => {
    let started = (_signal: AbortSignal): void => {}
    const underWay = new Promise<AbortSignal>((resolve) => {
      started = resolve
    })
    const deliver = (request: Request): Promise<Response> => {
      started(request.signal)
      return new Promise(() => {})
    }
    const { emulator, call, begin, end } = handDriven({ deliver })
    await begin()
    const to = await buyOne(call)
    await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
    emulator.receive({ from: outside, to, body: 'x' })
    const signal = await underWay
    await end()
    expect(signal.aborted).toBe(true)
  })
})

describe('a test that begins while another one is running', () => {
  test('is turned away, and does the other one no harm', async () => {
    const deliver = async (): Promise<Response> => new Response()
    const { emulator, call, begin, end } = handDriven({ deliver })
    await begin()
    const to = await buyOne(call)
    await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
    await expect(begin()).rejects.toThrow('useEmulator: this test began while another one')
    // Runners call the hooks after a test for the one that was turned away too.
    await end()
    emulator.receive({ from: outside, to, body: 'x' })
    await emulator.settled()
    expect(emulator.deliveries()).toMatchObject([{ state: 'delivered' }])
    await expect(begin()).rejects.toThrow('freshEmulator()')
    await end()
    expect((await call('GET', '/v2/numbers')).list).toHaveLength(1)
    await end()
    await begin()
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
  })

  test('is not one whose hook before ours has failed', async () => {
    const { begin, end } = handDriven()
    await end()
    await begin()
    await expect(begin()).rejects.toThrow('useEmulator')
  })

  test('has nothing to do with the tests of another file', async () => {
    const [one, two] = [handDriven(), handDriven()]
    await one.begin()
    await buyOne(one.call)
    await two.begin()
    expect((await two.call('GET', '/v2/numbers')).list).toEqual([])
    expect((await one.call('GET', '/v2/numbers')).list).toHaveLength(1)
  })
})

test('before the first test nothing can be done that would be lost', async () => {
  const { emulator, begin } = handDriven()
  const tooEarly = 'useEmulator: the emulator was used before the first test'
  await expect(emulator.fetch('https://emulator.invalid/v2/numbers')).rejects.toThrow(tooEarly)
  const message = { from: outside, to: outside, body: 'x' }
  expect(() => emulator.receive(message)).toThrow(tooEarly)
  await begin()
  expect((await emulator.fetch('https://emulator.invalid/v2/numbers')).status).toBe(401)
  expect(() => emulator.receive(message)).toThrow('to must be a number on the account')
})

describe('freshEmulator', () => {
  test('is one more world, with the options of a client', async () => {
    await using one = freshEmulator()
    await using two = freshEmulator({ accessKey: 'me' })
    await buyOne(callerOf(one))
    expect((await callerOf(two)('GET', '/v2/numbers')).list).toEqual([])
    const { fetch, accessKey, secretKey } = two.clientOptions
    expect([fetch, accessKey, secretKey]).toEqual([two.fetch, 'me', two.secretKey])
  })

  test.each(['close', Symbol.asyncDispose] as const)('posts no webhooks after %s', async (end) => {
    const posts: Request[] = []
    const deliver = async (request: Request): Promise<Response> => {
      posts.push(request)
      return new Response()
    }
    const emulator = freshEmulator({ deliver })
    const call = callerOf(emulator)
    const to = await buyOne(call)
    await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
    emulator.receive({ from: outside, to, body: 'x' })
    await emulator[end]()
    await emulator[end]()
    await emulator.settled()
    expect(posts).toEqual([])
  })
})
