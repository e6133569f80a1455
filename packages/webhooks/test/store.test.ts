import { FlowrouteError } from '@flowroute/core'
import { memoryStore, type SeenStore, type WebhookOptions } from '@flowroute/webhooks'
import { inboundSms } from '@flowroute/webhooks/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callDirectly, post } from './servers.ts'
import { signal } from './signal.ts'

const payload = inboundSms({ id: 'mdr2-a' })

/** Counts calls of the callback, and collects what is reported. */
function counted(options: WebhookOptions) {
  let calls = 0
  const errors: unknown[] = []
  const server = callDirectly({
    onMessage: () => {
      calls += 1
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  return { server, calls: () => calls, errors }
}

describe('a store', () => {
  const keys = new Set<string>()
  test.each<[string, SeenStore]>([
    ['synchronous', { has: (key) => keys.has(key), add: (key) => keys.add(key) }],
    ['asynchronous', { has: async (key) => keys.has(key), add: async (key) => keys.add(key) }],
    ['a Set', keys],
  ])('may be %s, and shared by handlers', async (_, seen) => {
    keys.clear()
    const one = counted({ seen })
    const other = counted({ seen })
    for (const { server } of [one, other, one]) expect((await post(server, payload)).status).toBe(200)
    expect([one.calls(), other.calls()]).toEqual([1, 0])
    expect([...keys]).toEqual(['message:mdr2-a'])
  })

  const fails: [string, () => never | Promise<never>][] = [
    [
      'throws',
      () => {
        throw new Error('away')
      },
    ],
    ['rejects', () => Promise.reject(new Error('away'))],
  ]
  test.each(fails)('whose has() %s leaves the message to a repeat', async (_, has) => {
    const { server, calls, errors } = counted({ seen: { has, add: () => {} } })
    expect((await post(server, payload)).status).toBe(500)
    expect([calls(), errors]).toEqual([0, [new Error('away')]])
  })

  test.each(fails)('whose add() %s does not undo what is done', async (_, add) => {
    const { server, calls, errors } = counted({ seen: { has: () => false, add } })
    expect((await post(server, payload)).status).toBe(200)
    expect([calls(), errors]).toEqual([1, [new Error('away')]])
  })

  test('is not told of failures', async () => {
    const added: string[] = []
    const { server } = counted({
      seen: { has: () => false, add: (key) => added.push(key) },
      onMessage: () => Promise.reject(new Error('no')),
    })
    expect((await post(server, payload)).status).toBe(500)
    expect(added).toEqual([])
  })
})

describe('a store that never answers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  /** The status of an answer so far. */
  function watch(answer: Promise<Response>): () => number | undefined {
    let status: number | undefined
    void answer.then((response) => {
      status = response.status
    })
    return () => status
  }

  /** A method that never answers; its timer is set as soon as `called` is reached. */
  function never() {
    const called = signal()
    const method = (): Promise<never> => {
      called.reach()
      return new Promise(() => {})
    }
    return { called: called.reached, method }
  }

  test.each<[WebhookOptions, number]>([
    [{}, 5_000],
    [{ storeTimeout: 100 }, 100],
  ])('to has() is given up: %j', async (options, timeout) => {
    const { called, method } = never()
    let has: SeenStore['has'] = method
    const { server, calls, errors } = counted({ ...options, seen: { has: (key) => has(key), add: () => {} } })
    const first = watch(post(server, payload))
    await called
    await vi.advanceTimersByTimeAsync(timeout - 1)
    expect([first(), errors]).toEqual([undefined, []])
    await vi.advanceTimersByTimeAsync(1)
    expect([first(), calls()]).toEqual([500, 0])
    expect(errors).toEqual([new FlowrouteError(`The seen store did not answer has() within ${timeout} ms.`)])
    // The key is free again.
    has = () => false
    expect((await post(server, payload)).status).toBe(200)
    expect([calls(), vi.getTimerCount()]).toEqual([1, 0])
  })

  test.each<[WebhookOptions, number]>([
    [{}, 5_000],
    [{ storeTimeout: 100 }, 100],
  ])('to add() is given up: %j', async (options, timeout) => {
    const { called, method } = never()
    const { server, calls, errors } = counted({ ...options, seen: { has: () => false, add: method } })
    const first = watch(post(server, payload))
    await called
    await vi.advanceTimersByTimeAsync(timeout - 1)
    expect([first(), calls()]).toEqual([undefined, 1])
    await vi.advanceTimersByTimeAsync(1)
    expect([first(), calls()]).toEqual([200, 1])
    expect(errors).toEqual([new FlowrouteError(`The seen store did not answer add() within ${timeout} ms.`)])
  })

  test('holds only its own key', async () => {
    const { called, method } = never()
    const seen: SeenStore = { has: (key) => (key === 'message:mdr2-a' ? method() : false), add: () => {} }
    const { server } = counted({ seen })
    const stuck = watch(post(server, payload))
    await called
    expect((await post(server, inboundSms({ id: 'mdr2-b' }))).status).toBe(200)
    expect(stuck()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stuck()).toBe(500)
  })

  test('and rejects when nobody waits any more does no harm', async () => {
    let reject: (error: Error) => void = () => {}
    const called = signal()
    const has = (): Promise<never> =>
      new Promise((_, refuse) => {
        reject = refuse
        called.reach()
      })
    const { server, errors } = counted({ seen: { has, add: () => {} } })
    const answer = watch(post(server, payload))
    await called.reached
    await vi.advanceTimersByTimeAsync(5_000)
    reject(new Error('late'))
    await new Promise((resolve) => setImmediate(resolve))
    expect([answer(), errors.length]).toEqual([500, 1])
  })

  test('leaves no timer where it does answer', async () => {
    const { server } = counted({ seen: { has: async () => false, add: async () => {} } })
    expect((await post(server, payload)).status).toBe(200)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('the store in memory forgets the oldest keys', () => {
  const few = memoryStore(2)
  for (const key of ['a', 'b', 'b', 'c']) few.add(key)
  expect(['a', 'b', 'c'].map((key) => few.has(key))).toEqual([false, true, true])
  const many = memoryStore()
  for (let key = 0; key <= 10_000; key++) many.add(String(key))
  expect([many.has('0'), many.has('1'), many.has('10000')]).toEqual([false, true, true])
})
