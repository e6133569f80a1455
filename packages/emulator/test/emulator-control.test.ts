import { describe, expect, test } from 'vitest'
import { createEmulator, EmulatorControl } from '../src/index.ts'
import { setUpControl, startTime } from './control-support.ts'
import { buyOne, createPending } from './support.ts'
import { outside, send } from './webhook-support.ts'

describe('the world', () => {
  test('reset starts over', async () => {
    const { server, control, call } = await setUpControl()
    await buyOne(call)
    server.clock.advance(5)
    await control.reset()
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
    expect(server.clock.now()).toEqual(startTime)
  })

  test('snapshot and restore take it from one emulator to another', async () => {
    const [from, to] = [await setUpControl(), await setUpControl()]
    const number = await buyOne(from.call)
    const id = await createPending(from.call)
    from.server.clock.advance(5)
    const snapshot = await from.control.snapshot()
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
    await to.control.restore(snapshot)
    expect((await to.call('GET', '/v2/numbers')).list).toMatchObject([{ id: number }])
    expect((await to.call('GET', `/v2/cnams/${id}`)).status).toBe(200)
    expect(await to.control.clock.now()).toEqual(new Date('2026-01-15T17:00:00.005Z'))
  })

  test('restore refuses what is no snapshot', async () => {
    const { control, call } = await setUpControl()
    await buyOne(call)
    await expect(control.restore({} as never)).rejects.toMatchObject({
      name: 'EmulatorControlError',
      status: 422,
    })
    expect((await call('GET', '/v2/numbers')).list).toHaveLength(1)
  })
})

describe('the clock', () => {
  test('is read and advanced', async () => {
    const { server, control } = await setUpControl()
    expect(await control.clock.now()).toEqual(startTime)
    expect(await control.clock.advance(1_500)).toEqual(new Date('2026-01-15T17:00:01.500Z'))
    expect(server.clock.now()).toEqual(new Date('2026-01-15T17:00:01.500Z'))
  })

  test.each([-1, Number.NaN])('cannot be advanced by %s', async (milliseconds) => {
    const { server, control } = await setUpControl()
    await expect(control.clock.advance(milliseconds)).rejects.toMatchObject({
      status: 422,
      reason: expect.stringContaining('advance'),
    })
    expect(server.clock.now()).toEqual(startTime)
  })
})

describe('messages', () => {
  test('receive takes one in, messages lists them under the API’s names, newest first', async () => {
    const { server, control, call } = await setUpControl()
    const number = await buyOne(call)
    const received = await control.receive({
      from: outside,
      to: number,
      body: 'look',
      mediaUrls: ['https://example.com/a.png'],
    })
    server.clock.advance(1_000)
    const sent = await send(call, number)
    server.clock.advance(600)
    const messages = await control.messages().toArray()
    expect(messages).toMatchObject([
      { id: sent, direction: 'outbound', from: number, to: outside, body: 'hello', media_urls: [] },
      { id: received, direction: 'inbound', is_mms: true, media_urls: ['https://example.com/a.png'] },
    ])
    expect(messages[0]?.delivery_receipts.map(({ level }) => level)).toEqual([2, 1])
  })

  test('receive tells why not', async () => {
    const { control } = await setUpControl()
    const message = { from: outside, to: outside, body: 'x' }
    await expect(control.receive(message)).rejects.toMatchObject({
      message: `POST ${control.url}/__emulator/messages was refused: Could not find that resource on your account.`,
      status: 404,
      reason: 'Could not find that resource on your account.',
    })
  })

  test('what comes in while they are read is not read, and nothing is read twice', async () => {
    const { server, control, call } = await setUpControl()
    const to = await buyOne(call)
    const receive = (body: string): string => server.receive({ from: outside, to, body })
    const ids = Array.from({ length: 230 }, (_, index) => receive(String(index))).reverse()
    const read: string[] = []
    for await (const { id } of control.messages()) {
      // Moves every message to come by one place.
      if (read.length % 50 === 0) receive('late')
      read.push(id)
    }
    expect(read).toEqual(ids)
  })

  test('no more is asked for than is read', async () => {
    const { server, call } = await setUpControl()
    const to = await buyOne(call)
    for (let index = 0; index < 101; index++) server.receive({ from: outside, to, body: 'x' })
    const urls: string[] = []
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      urls.push(url)
      return globalThis.fetch(url, init)
    }
    const { url, accessKey, secretKey } = server
    const control = new EmulatorControl({ url, accessKey, secretKey, fetch })
    for await (const _message of control.messages()) break
    expect(urls.filter((asked) => asked.includes('/messages'))).toEqual([
      `${url}/__emulator/messages?limit=100&offset=0`,
    ])
  })
})

test('cnams are approved and rejected', async () => {
  const { control, call } = await setUpControl()
  const [one, two] = [await createPending(call), await createPending(call, 'OTHER')]
  await control.cnams.approve(one)
  await control.cnams.reject(two, 'It names a public authority.')
  expect((await call('GET', '/v2/cnams?is_approved=true')).list.map(({ id }) => id)).toEqual([one])
  expect((await call('GET', `/v2/cnams/${two}`)).text).toContain('It names a public authority.')
  const reason = `there is no pending CNAM record ${one}`
  await expect(control.cnams.approve(one)).rejects.toMatchObject({ status: 422, reason })
  await expect(control.cnams.reject(one, 'late')).rejects.toMatchObject({ status: 422, reason })
})

test('faults are added, listed and taken away', async () => {
  const { control, call } = await setUpControl()
  const broken = { path: '/v2/numbers', fault: { kind: 'status', status: 503, retryAfter: 1 } } as const
  const first = await control.faults.add(broken)
  const second = await control.faults.add({ times: 2, fault: { kind: 'empty' } })
  expect((await call('GET', '/v2/numbers')).status).toBe(503)
  expect(await control.faults.list()).toEqual([
    { id: first, ...broken, hits: 1, remaining: null },
    { id: second, times: 2, fault: { kind: 'empty' }, hits: 0, remaining: 2 },
  ])
  await control.faults.remove(first)
  expect((await control.faults.list()).map(({ id }) => id)).toEqual([second])
  await expect(control.faults.remove(first)).rejects.toMatchObject({ status: 404 })
  await control.faults.clear()
  expect(await control.faults.list()).toEqual([])
  expect((await call('GET', '/v2/numbers')).status).toBe(200)
  const reason = 'times must be an integer from 1 to 9007199254740991, and is 0.'
  await expect(control.faults.add({ ...broken, times: 0 })).rejects.toMatchObject({ status: 422, reason })
})

test('the balance is read and set', async () => {
  const { server, control } = await setUpControl()
  expect(await control.account.balance()).toBeNull()
  await control.account.setBalance(2.5)
  expect([await control.account.balance(), server.account.balance]).toEqual([2.5, 2.5])
  await control.account.setBalance(null)
  expect(server.account.balance).toBeNull()
  await expect(control.account.setBalance(-1)).rejects.toMatchObject({ status: 422 })
})

test('rate limits are read and set', async () => {
  const { server, control } = await setUpControl()
  expect(await control.rateLimits.enabled()).toBe(false)
  await control.rateLimits.setEnabled(true)
  expect([await control.rateLimits.enabled(), server.rateLimits.enabled]).toEqual([true, true])
  await control.rateLimits.setEnabled(false)
  expect(server.rateLimits.enabled).toBe(false)
})

test('requests are the calls of the API, newest first', async () => {
  const { server, control, call } = await setUpControl()
  await call('GET', '/v2/numbers?limit=3')
  await call('POST', '/v2/routes', { json: { alias: 'office' } })
  const requests = await control.requests().toArray()
  expect(requests).toMatchObject([
    { method: 'POST', path: '/v2/routes', status: 422, requestBody: { text: '{"alias":"office"}' } },
    { method: 'GET', path: '/v2/numbers', query: 'limit=3', status: 200, at: startTime },
  ])
  expect(requests).toEqual([...server.requests()].reverse())
})

test('an emulator of this process will do as it is', async () => {
  const { server } = await setUpControl()
  const emulator = createEmulator()
  for (const one of [server, emulator]) {
    await new EmulatorControl(one).clock.advance(5)
    expect(one.clock.now().getMilliseconds()).toBe(5)
  }
})
