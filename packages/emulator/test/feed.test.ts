import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createEmulator, type Emulator, startEmulator } from '../src/index.ts'
import { poll } from './patience.ts'
import { basic, buyOne, callerOf, createPending, setUp } from './support.ts'
import { outside, send, setAccountCallback } from './webhook-support.ts'

afterEach(() => {
  vi.useRealTimers()
})

interface FeedEvent {
  id: string
  name: string
  data: Record<string, unknown>
}

/** Reads the feed event by event. */
async function follow(emulator: Emulator, headers: Record<string, string> = {}, base = 'http://localhost') {
  const authorization = basic(emulator.accessKey, emulator.secretKey)
  const fetchIt = base === 'http://localhost' ? emulator.fetch : fetch
  const response = await fetchIt(`${base}/__emulator/events`, { headers: { authorization, ...headers } })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  onTestFinished(() => reader.cancel().catch(() => {}))
  const decoder = new TextDecoder()
  let rest = ''
  /** The next block that is written; undefined at the end. */
  const block = async (): Promise<string | undefined> => {
    while (!rest.includes('\n\n')) {
      const { done, value } = await reader.read()
      if (done) return undefined
      rest += decoder.decode(value, { stream: true })
    }
    const end = rest.indexOf('\n\n')
    const text = rest.slice(0, end)
    rest = rest.slice(end + 2)
    return text
  }
  const next = async (): Promise<FeedEvent | undefined> => {
    const text = await block()
    if (text === undefined) return undefined
    const [, id = '', name = '', data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(text) ?? []
    return { id, name, data: JSON.parse(data) as Record<string, unknown> }
  }
  return { next, block, reader }
}

describe('the feed', () => {
  test('tells of refused messages, and of each message with its conversation', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const { next } = await follow(emulator)
    expect((await next())?.name).toBe('open')
    const received = emulator.receive({ from: outside, to: number, body: 'STOP' })
    const pair = { ours: number, theirs: outside }
    expect(await next()).toMatchObject({
      name: 'message',
      data: { message: { id: received }, conversation: { ...pair, count: 1, optedOut: true } },
    })
    await call('POST', '/v2.2/messages', { json: { from: number, to: outside, body: 'hello?' } })
    const request = await next()
    expect(request).toMatchObject({ name: 'request', data: { request: { send: { text: 'hello?' } } } })
    expect(await next()).toMatchObject({
      name: 'refused',
      data: {
        message: {
          body: 'hello?',
          refused: { status: 400 },
          request: (request?.data['request'] as { id: string } | undefined)?.id,
        },
        conversation: { ...pair, count: 2, last: { body: 'hello?' } },
      },
    })
    await call('PUT', `/__emulator/names/${outside}`, { json: { name: 'Maria' } })
    expect((await next())?.name).toBe('account-changed')
  })

  test('needs credentials', async () => {
    const emulator = createEmulator()
    expect((await emulator.fetch('http://localhost/__emulator/events')).status).toBe(401)
  })

  test('begins with the time', async () => {
    const { next } = await follow(createEmulator())
    expect(await next()).toMatchObject({
      name: 'open',
      data: { now: '2026-01-15T17:00:00.000Z', running: false },
    })
    const server = await startEmulator()
    onTestFinished(() => server.close())
    const { next: nextOfServer } = await follow(server, {}, server.url)
    expect(await nextOfServer()).toMatchObject({ name: 'open', data: { running: true } })
  })

  test('tells of messages, receipts, calls, webhooks and time, in order', async () => {
    const { emulator, call } = setUp({ deliver: async () => new Response(null) })
    const number = await buyOne(call)
    await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/')
    const { next } = await follow(emulator)
    await next()
    const id = await send(call, number)
    expect(await next()).toMatchObject({
      name: 'message',
      data: { message: { id, direction: 'outbound', from: number, to: outside, delivery_receipts: [] } },
    })
    const told = await next()
    expect(told).toMatchObject({ name: 'request', data: { request: { method: 'POST', status: 202 } } })
    expect(Object.keys(told?.data['request'] as object)).not.toContain('requestBody')
    emulator.clock.advance(100)
    expect(await next()).toMatchObject({
      name: 'delivery',
      data: { delivery: { state: 'pending', attempts: [] } },
    })
    expect(await next()).toMatchObject({
      name: 'receipt',
      data: { message: { id, delivery_receipts: [{ level: 1 }] } },
    })
    expect(await next()).toMatchObject({ name: 'clock', data: { now: '2026-01-15T17:00:00.100Z' } })
    await emulator.settled()
    const attempts = [{ at: '2026-01-15T17:00:00.070Z', status: 200 }]
    expect(await next()).toMatchObject({
      name: 'delivery',
      data: { delivery: { state: 'delivered', attempts } },
    })
    const received = emulator.receive({ from: outside, to: number, body: 'x' })
    expect(await next()).toMatchObject({
      name: 'message',
      data: { message: { id: received, direction: 'inbound' } },
    })
  })

  test('tells of changes to the account, by the API and by the review of names', async () => {
    const { emulator, call } = setUp()
    const { next } = await follow(emulator)
    await next()
    const [one, two] = [await createPending(call), await createPending(call, 'OTHER')]
    const names = async (count: number) => {
      const found: (string | undefined)[] = []
      for (let index = 0; index < count; index++) found.push((await next())?.name)
      return found
    }
    expect(await names(4)).toEqual(['request', 'account-changed', 'request', 'account-changed'])
    emulator.cnams.approve(one)
    await call('POST', `/__emulator/cnams/${two}/approve`)
    await call('GET', '/v2/cnams')
    expect(await names(3)).toEqual(['account-changed', 'account-changed', 'request'])
  })

  test('says resync after a reset and after a restore, and goes on', async () => {
    const { emulator, call } = setUp()
    const { next } = await follow(emulator)
    await next()
    const snapshot = emulator.snapshot()
    emulator.reset()
    expect((await next())?.name).toBe('resync')
    expect((await next())?.name).toBe('clock')
    emulator.restore(snapshot)
    expect((await next())?.name).toBe('resync')
    expect((await next())?.name).toBe('clock')
    await call('GET', '/v2/cnams')
    expect((await next())?.name).toBe('request')
  })

  test('says resync to whoever comes back and has missed something, and to nobody else', async () => {
    const { emulator, call } = setUp()
    const first = await follow(emulator)
    await first.next()
    await call('GET', '/v2/cnams')
    const last = await first.next()
    await first.reader.cancel()
    const missedNothing = await follow(emulator, { 'last-event-id': last?.id ?? '' })
    expect((await missedNothing.next())?.name).toBe('open')
    await call('GET', '/v2/cnams')
    expect((await missedNothing.next())?.name).toBe('request')
    for (const id of [last?.id ?? '', 'of another emulator.1']) {
      const missed = await follow(emulator, { 'last-event-id': id })
      expect((await missed.next())?.name).toBe('open')
      expect((await missed.next())?.name).toBe('resync')
    }
  })

  test('a slow reader gets a resync in the place of what it has not read', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const { next } = await follow(emulator)
    await next()
    const body = 'x'.repeat(10_000)
    for (let index = 0; index < 250; index++)
      emulator.receive({ from: outside, to: number, body: `${index} ${body}` })
    const names: string[] = []
    let last: FeedEvent | undefined
    emulator.receive({ from: outside, to: number, body: 'the last one' })
    do {
      last = await next()
      names.push(last?.name ?? '')
    } while (JSON.stringify(last?.data).includes('the last one') === false)
    expect(names[0]).toBe('resync')
    expect(names.length).toBeLessThan(120)
    expect(names.filter((name) => name === 'resync')).toHaveLength(1)
  })

  test('gives a sign of life now and then, with no timer when nobody listens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { emulator } = setUp()
    const { next, block, reader } = await follow(emulator)
    await next()
    vi.advanceTimersByTime(15_000)
    expect(await block()).toBe(': here')
    await reader.cancel()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends when the server is closed', async () => {
    const server = await startEmulator()
    const inProcess = await follow(server)
    expect((await inProcess.next())?.name).toBe('open')
    const overSocket = await follow(server, {}, server.url)
    expect((await overSocket.next())?.name).toBe('open')
    await server.close()
    expect(await inProcess.next()).toBeUndefined()
    // Its socket is cut, or its stream ended before: both are an end.
    expect(await overSocket.next().catch(() => undefined)).toBeUndefined()
  })

  test('forgets a reader over a socket who has gone', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const server = await startEmulator({ startTime: new Date(0) })
    onTestFinished(() => server.close())
    const { next, reader } = await follow(server, {}, server.url)
    await next()
    expect(vi.getTimerCount()).toBe(1)
    await reader.cancel()
    const call = callerOf(server)
    await poll(async () => {
      await call('GET', '/v2/cnams')
      return vi.getTimerCount()
    }).toBe(0)
  })
})
