import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { buyOne, callerOf } from './support.ts'
import { outside, receiver, send, setAccountCallback } from './webhook-support.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function started(deliver?: (request: Request) => Promise<Response>) {
  const server = await startEmulator(deliver === undefined ? {} : { deliver })
  onTestFinished(() => server.close())
  const call = callerOf(server)
  return { server, call, number: await buyOne(call) }
}

/** Answers with a status and tells of each request. */
function counting(status: number) {
  let count = 0
  let wanted = Number.POSITIVE_INFINITY
  let reached = (): void => {}
  const answer = (): { status: number } => {
    count += 1
    if (count === wanted) reached()
    return { status }
  }
  const until = (number: number): Promise<void> =>
    new Promise((resolve) => {
      wanted = number
      reached = resolve
      if (count >= number) resolve()
    })
  return { answer, until, count: () => count }
}

describe('with a clock that runs', () => {
  test('webhooks go out by themselves', async () => {
    const { server, call, number } = await started()
    const requests = counting(200)
    const target = await receiver(requests.answer)
    await setAccountCallback(call, 'sms_callback', target.url)
    await setAccountCallback(call, 'sms_dlr_callback', target.url)
    const sent = await send(call, number)
    const received = server.receive({ from: outside, to: number, body: 'x' })
    await requests.until(3)
    await server.settled()
    const told = server.deliveries().map(({ payload, state }) => ({ payload, state }))
    expect(told).toMatchObject([
      { state: 'delivered', payload: { data: { id: received, type: 'message' } } },
      { state: 'delivered', payload: { data: { id: sent, attributes: { level: 1 } } } },
      { state: 'delivered', payload: { data: { id: sent, attributes: { level: 2 } } } },
    ])
  })

  test('they are tried again when 30 seconds have passed, and advancing counts', async () => {
    const { server, call, number } = await started()
    const requests = counting(500)
    const target = await receiver(requests.answer)
    await setAccountCallback(call, 'sms_callback', target.url)
    server.receive({ from: outside, to: number, body: 'x' })
    await server.settled()
    expect(requests.count()).toBe(1)
    for (const count of [2, 3, 4, 5]) {
      server.clock.advance(30_000)
      await server.settled()
      expect(requests.count()).toBe(count)
    }
    expect(server.deliveries()[0]?.state).toBe('given-up')
  })

  test('what waits does not keep the process alive', async () => {
    const { call, number } = await started()
    await setAccountCallback(call, 'sms_dlr_callback', 'http://127.0.0.1:9/')
    const setTimer = vi.spyOn(globalThis, 'setTimeout')
    await send(call, number)
    const timers = setTimer.mock.results.map(({ value }) => value as NodeJS.Timeout)
    expect(timers.length).toBeGreaterThan(0)
    expect(timers.filter((timer) => timer.hasRef())).toEqual([])
  })
})

describe('close', () => {
  test('clears what waits, and nothing goes out after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const requests = counting(500)
    const { server, call, number } = await started(async () => new Response(null, requests.answer()))
    await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
    await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/')
    await send(call, number)
    server.receive({ from: outside, to: number, body: 'x' })
    await server.settled()
    const before = requests.count()
    expect(before).toBeGreaterThan(0)
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    await server.close()
    expect(vi.getTimerCount()).toBe(0)
    server.clock.advance(86_400_000)
    server.receive({ from: outside, to: number, body: 'y' })
    await server.settled()
    await server.close()
    expect(requests.count()).toBe(before)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('breaks off what is under way', async () => {
    const { server, call, number } = await started()
    let seen = (): void => {}
    const asked = new Promise<void>((resolve) => {
      seen = resolve
    })
    let gone = (): void => {}
    const hungUp = new Promise<void>((resolve) => {
      gone = resolve
    })
    const target = await receiver((_request, _response, socket) => {
      socket.once('close', gone)
      seen()
      return undefined
    })
    await setAccountCallback(call, 'sms_callback', target.url)
    server.receive({ from: outside, to: number, body: 'x' })
    await asked
    await server.close()
    await hungUp
    await server.settled()
    expect(server.deliveries()).toMatchObject([{ state: 'pending', attempts: [] }])
  })

  test('holds for a world that is made by a reset after it', async () => {
    const { server, call, number } = await started()
    await server.close()
    server.reset()
    expect((await call('POST', `/v2/numbers/${number}`)).status).toBe(201)
    await setAccountCallback(call, 'sms_callback', 'http://127.0.0.1:9/')
    server.receive({ from: outside, to: number, body: 'x' })
    await server.settled()
    expect(server.deliveries()).toEqual([])
  })
})
