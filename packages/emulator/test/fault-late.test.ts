import { describe, expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { open, until, watch, ways } from './fault-support.ts'
import { buyOne, type Call, callerOf, createRoute, expectError } from './support.ts'
import { outside, send, setUpPosts } from './webhook-support.ts'

/** The ids of all messages that are listed. */
async function listed(call: Call): Promise<string[]> {
  return (await call('GET', '/v2.2/messages?start_date=2026-01-01&limit=100')).list.map(({ id }) => id)
}

describe('late-record', () => {
  const lateRecord = { kind: 'late-record', milliseconds: 60_000 } as const

  test('the message is sent, and its record found later', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const number = await buyOne(call)
    emulator.faults.add({ times: 1, fault: lateRecord })
    const id = await send(call, number, { dlr_callback: 'https://hooks.example.com/' })
    await pass(59_999)
    expect(posts).toHaveLength(2)
    expectError(await call('GET', `/v2.2/messages/${id}`), 404, 'on your account')
    expect(await listed(call)).toEqual([])
    await pass(1)
    expect((await call('GET', `/v2.2/messages/${id}`)).data.attributes).toMatchObject({
      timestamp: '2026-01-15T17:00:00.00Z',
      status: 'message buffered',
    })
    expect(await listed(call)).toEqual([id])
  })

  test('it is listed where it belongs, between what was sent before and after', async () => {
    const { emulator, call } = setUpPosts()
    const number = await buyOne(call)
    const ids = []
    for (const times of [0, 1, 0]) {
      if (times === 1) emulator.faults.add({ times, fault: lateRecord })
      ids.push(await send(call, number))
      emulator.clock.advance(1_000)
    }
    expect(await listed(call)).toEqual([ids[2], ids[0]])
    emulator.clock.advance(60_000)
    expect(await listed(call)).toEqual(ids.toReversed())
  })

  test('only sending meets it', async () => {
    const { emulator, call } = setUpPosts()
    const number = await buyOne(call)
    emulator.faults.add({ fault: lateRecord })
    await listed(call)
    await createRoute(call)
    await call('PUT', '/v2.2/messages/sms_callback', { json: { callback_url: 'https://x.example/' } })
    expect(emulator.faults.list()).toMatchObject([{ hits: 0 }])
    for (const path of ['/v2.1/messages', '/v2.2/messages/']) {
      await call('POST', path, { json: { from: number, to: outside, body: 'hi' } })
    }
    expect(emulator.faults.list()).toMatchObject([{ hits: 2 }])
  })

  test('another fault goes with it: the answer is lost, and the record late', async () => {
    const { emulator, call } = setUpPosts()
    const number = await buyOne(call)
    emulator.faults.add({ times: 1, fault: lateRecord })
    emulator.faults.add({ method: 'POST', times: 1, fault: { kind: 'status', status: 503, when: 'after' } })
    const json = { from: number, to: outside, body: 'hi' }
    expect((await call('POST', '/v2.2/messages', { json })).status).toBe(503)
    expect(await listed(call)).toEqual([])
    emulator.clock.advance(60_000)
    expect(await listed(call)).toHaveLength(1)
  })

  test('a snapshot keeps it from being found', async () => {
    const { emulator, call } = setUpPosts()
    const number = await buyOne(call)
    emulator.faults.add({ times: 1, fault: lateRecord })
    const id = await send(call, number)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await listed(callerOf(other))).toEqual([])
    other.clock.advance(60_000)
    expect(await listed(callerOf(other))).toEqual([id])
  })
})

describe.each(ways)('late-effect, %s', (way) => {
  const fault = { kind: 'late-effect', milliseconds: 6_000 } as const

  /** A message that waits to be sent. */
  async function waiting(more: object = {}) {
    const opened = await open(way)
    const from = await buyOne(opened.call)
    opened.emulator.faults.add({ method: 'POST', path: '/v2.2/messages', fault: { ...fault, ...more } })
    const controller = new AbortController()
    const json = { from, to: outside, body: 'hello' }
    const arriving = opened.send('POST', '/v2.2/messages', { json, signal: controller.signal })
    await until(() => opened.emulator.faults.list()[0]?.hits === 1)
    // The request's body has to have been read too.
    expect(await listed(opened.call)).toEqual([])
    return { ...opened, arriving, controller }
  }

  test('it is done at its time, and then answered', async () => {
    const { emulator, call, arriving } = await waiting()
    const state = watch(arriving)
    emulator.clock.advance(5_999)
    await emulator.settled()
    expect([await listed(call), state.settled]).toEqual([[], false])
    emulator.clock.advance(1)
    await emulator.settled()
    const ids = await listed(call)
    expect(await arriving).toMatchObject({ status: 202, text: expect.stringContaining(ids[0] ?? 'none') })
    const { data } = await call('GET', `/v2.2/messages/${ids[0]}`)
    expect(data.attributes['timestamp']).toBe('2026-01-15T17:00:06.00Z')
  })

  test('it is done although the client has gone away', async () => {
    const { emulator, call, arriving, controller } = await waiting()
    controller.abort()
    expect((await arriving).status).toBeUndefined()
    emulator.clock.advance(6_000)
    await emulator.settled()
    expect(await listed(call)).toHaveLength(1)
  })

  test('with no answer the client is cut off at once, and it is done later', async () => {
    const { emulator, call, arriving } = await waiting({ answer: 'none' })
    expect(await arriving).toMatchObject({ status: undefined, code: 'ECONNRESET' })
    expect(emulator.requests()).toContainEqual(
      expect.objectContaining({ method: 'POST', path: '/v2.2/messages', status: null }),
    )
    emulator.clock.advance(6_000)
    await emulator.settled()
    expect(await listed(call)).toHaveLength(1)
  })

  test('a reset drops it', async () => {
    const { emulator, call, arriving } = await waiting()
    emulator.reset()
    expect(await arriving).toMatchObject({ status: undefined, code: 'ECONNRESET' })
    emulator.clock.advance(6_000)
    await emulator.settled()
    expect(await listed(call)).toEqual([])
  })

  test('what it is refused for is found out then', async () => {
    const { emulator, call, send: request } = await open(way)
    emulator.faults.add({ method: 'DELETE', times: 1, fault })
    const id = await createRoute(call)
    const arriving = request('DELETE', `/v2/routes/${id}`)
    await until(() => emulator.faults.list()[0]?.hits === 1)
    expect((await call('DELETE', `/v2/routes/${id}`)).status).toBe(204)
    emulator.clock.advance(6_000)
    expect((await arriving).status).toBe(404)
  })

  test('another fault goes with it', async () => {
    const { emulator, call, send: request } = await open(way)
    emulator.faults.add({ method: 'POST', fault })
    emulator.faults.add({ method: 'POST', fault: { kind: 'html', when: 'after' } })
    const json = { alias: 'a', route_type: 'host', value: 'sip.example.com' }
    const arriving = request('POST', '/v2/routes', { json })
    await until(() => emulator.faults.list()[1]?.hits === 1)
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
    emulator.clock.advance(6_000)
    expect((await arriving).text).toContain('<!doctype html>')
    expect((await call('GET', '/v2/routes')).list).toHaveLength(2)
  })
})
