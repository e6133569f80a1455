import { describe, expect, test } from 'vitest'
import { poll } from './patience.ts'
import { basic, buyOne, callerOf, createPending, expectError, setUp } from './support.ts'
import { outside, send } from './webhook-support.ts'

describe('requests()', () => {
  test('has each call of the API with its answer, the oldest one first', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.clock.advance(5_000)
    const query = `limit=5&starts_with=%2B${number}`
    await call('GET', `/v2/numbers?${query}`, { headers: { 'x-trace': 'abc' } })
    const [search, purchase, list] = emulator.requests()
    expect(search).toMatchObject({ method: 'GET', path: '/v2/numbers/available', status: 200 })
    expect(purchase).toMatchObject({ method: 'POST', path: `/v2/numbers/${number}`, status: 201 })
    expect(list).toMatchObject({
      at: new Date('2026-01-15T17:00:05.000Z'),
      query,
      requestHeaders: { 'x-trace': 'abc' },
      requestBody: { text: '', truncated: false },
      responseHeaders: { 'content-type': 'application/vnd.api+json' },
    })
    expect(JSON.parse(list?.responseBody.text ?? '')).toMatchObject({ data: [{ id: number }] })
    expect(list?.milliseconds).toBeGreaterThanOrEqual(0)
    expect(new Set(emulator.requests().map(({ id }) => id)).size).toBe(3)
  })

  test('has bodies just as they were sent, of refused calls too', async () => {
    const { emulator, call } = setUp()
    const raw = '{ "value":  "Ünfug" }'
    await call('POST', '/v2/cnams', { raw })
    await call('POST', '/v2/cnams', { raw, headers: { authorization: '' } })
    await poll(() => emulator.requests().map(({ requestBody }) => requestBody.text)).toEqual([raw, raw])
    expect(emulator.requests().map(({ status }) => status)).toEqual([422, 401])
    expect(emulator.requests()[1]?.responseBody.text).toContain('Authentication failed.')
  })

  test('has no calls of the inbox page, which meet no faults either', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ times: 1, fault: { kind: 'status', status: 503 } })
    const answer = await call('GET', '/v2/numbers', { headers: { 'flowroute-inbox': '1' } })
    expect(answer.status).toBe(200)
    expect(emulator.requests()).toEqual([])
    expect(emulator.faults.list()).toMatchObject([{ hits: 0 }])
  })

  test('has neither the control API nor the page', async () => {
    const { emulator, call } = setUp()
    await call('GET', '/__emulator/requests')
    await call('GET', '/__emulator')
    await call('GET', '/')
    await call('GET', '/v2/nothing')
    expect(emulator.requests().map(({ path }) => path)).toEqual(['/v2/nothing'])
  })

  test('keeps the latest 1,000, until a reset', async () => {
    const { emulator, call } = setUp()
    for (let index = 0; index < 1_002; index++) await call('GET', `/v2/cnams/${index}`)
    expect(emulator.requests()).toHaveLength(1_000)
    expect(emulator.requests()[0]?.path).toBe('/v2/cnams/2')
    emulator.reset()
    expect(emulator.requests()).toEqual([])
  })

  test('keeps 16,384 characters of a body', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const id = await send(call, number, { body: 'ä'.repeat(20_000) })
    await call('GET', `/v2.2/messages/${id}`)
    const [sent, looked] = emulator.requests().slice(-2)
    for (const body of [sent?.requestBody, looked?.responseBody]) {
      expect(body?.text).toHaveLength(16_384)
      expect(body?.truncated).toBe(true)
      expect(body?.text.endsWith('ä')).toBe(true)
    }
  })
})

describe('secrets', () => {
  const secretKey = 'öpen "sesame" & co'

  test('are dots wherever they stand', async () => {
    const { emulator, call } = setUp({ secretKey })
    const json = { value: `A ${secretKey} B` }
    await call('POST', `/v2/cnams?secret=${encodeURIComponent(secretKey)}`, { json })
    await call('PUT', `/v2/numbers/${encodeURIComponent(secretKey)}`)
    const [sent, missing] = emulator.requests()
    expect(sent?.requestHeaders['authorization']).toMatch(/^Basic •+$/)
    expect(sent?.requestBody.text).toBe(`{"value":"A ${'•'.repeat(secretKey.length + 2)} B"}`)
    expect(sent?.query).toMatch(/^secret=•+$/)
    expect(missing?.path).toMatch(/^\/v2\/numbers\/•+$/)
    expect(missing?.responseBody.text).toMatch(/PUT is not allowed on \/v2\/numbers\/•+\./)
    const everything = JSON.stringify(emulator.requests())
    for (const form of [
      'sesame',
      encodeURIComponent('"sesame"'),
      Buffer.from(secretKey).toString('base64'),
    ]) {
      expect(everything).not.toContain(form)
    }
  })

  test('other credentials are hidden too, and the scheme is not', async () => {
    const { emulator, call } = setUp()
    await call('GET', '/v2/cnams', { headers: { authorization: 'Bearer abcdef', cookie: 'session=abcdef' } })
    const [{ requestHeaders } = { requestHeaders: {} }] = emulator.requests()
    expect(requestHeaders).toMatchObject({ authorization: 'Bearer ••••••', cookie: '•'.repeat(14) })
  })

  test('leave no beginning where a body is cut', async () => {
    const { emulator, call } = setUp()
    const { secretKey: secret } = emulator
    const number = await buyOne(call)
    const before = '{"body":"'.length
    const body = `${'x'.repeat(16_384 - before - 10)}${secret}${'y'.repeat(5_000)}`
    await call('POST', '/v2.2/messages', { raw: JSON.stringify({ body, from: number, to: outside }) })
    const text = emulator.requests().at(-1)?.requestBody.text ?? ''
    expect(text).toHaveLength(16_384)
    expect(text.endsWith(`x${'•'.repeat(10)}`)).toBe(true)
  })
})

describe('faults', () => {
  test('are in the log as what the caller met', async () => {
    const { emulator, call } = setUp()
    emulator.faults.add({ times: 1, fault: { kind: 'status', status: 503 } })
    emulator.faults.add({ times: 1, fault: { kind: 'html' } })
    emulator.faults.add({ times: 1, fault: { kind: 'reset', when: 'after' } })
    emulator.faults.add({ times: 1, fault: { kind: 'reset', when: 'during' } })
    await call('POST', '/v2/cnams', { json: { value: 'ONE' } })
    const { accessKey, secretKey } = emulator
    const headers = { authorization: basic(accessKey, secretKey) }
    await emulator.fetch('https://api.flowroute.com/v2/cnams', { headers })
    await expect(call('POST', '/v2/cnams', { json: { value: 'TWO' } })).rejects.toThrow()
    await expect(call('GET', '/v2/cnams')).rejects.toThrow()
    await poll(() => emulator.requests()[1]?.responseBody.text).toContain('<!doctype html>')
    expect(emulator.requests()).toMatchObject([
      { status: 503, requestBody: { text: '{"value":"ONE"}' } },
      { status: 200 },
      {
        status: null,
        error: 'No answer: the connection was reset.',
        requestBody: { text: '{"value":"TWO"}' },
        responseBody: { text: '', truncated: false },
      },
      { status: 200, error: 'Half of the answer was sent; then the connection was reset.' },
    ])
  })
})

describe('/__emulator/requests', () => {
  test('has the same, newest first and in pages', async () => {
    const { emulator, call } = setUp()
    const id = await createPending(call)
    await call('GET', `/v2/cnams/${id}`)
    await call('GET', '/v2/cnams')
    const page = async (query: string) => (await call('GET', `/__emulator/requests${query}`)).body
    const noSend = { message: null, reason: null, send: null, deliveries: [] }
    const all = emulator
      .requests()
      .map(({ at, ...request }) => ({ ...request, ...noSend, at: at.toISOString() }))
    expect(await page('')).toEqual({ requests: all.toReversed(), more: false })
    expect(await page('?limit=1')).toEqual({ requests: [all[2]], more: true })
    expect(await page('?limit=2&offset=1')).toEqual({ requests: [all[1], all[0]], more: false })
    expectError(await call('GET', '/__emulator/requests?limit=1001'), 422, 'limit must be from 1 to 1000.')
    expect((await call('GET', `/__emulator/requests/${all[1]?.id}`)).body).toEqual(all[1])
    expectError(await call('GET', '/__emulator/requests/99'), 404, 'on your account')
  })
})

test('a body that is still on its way does not hold up the answer that does not wait for it', async () => {
  const { emulator } = setUp()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"value":')),
  })
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit
  expect((await emulator.fetch('https://api.flowroute.com/v2/cnams', init)).status).toBe(401)
  await poll(() => emulator.requests()[0]?.requestBody.text).toBe('{"value":')
  expect((await callerOf(emulator)('GET', '/v2/cnams')).status).toBe(200)
})

test('an endless body is read no further than it is kept', async () => {
  const { emulator } = setUp()
  const chunk = new TextEncoder().encode('x'.repeat(10_000))
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk) })
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit
  expect((await emulator.fetch('https://api.flowroute.com/v2/cnams', init)).status).toBe(401)
  const kept = { text: 'x'.repeat(16_384), truncated: true }
  await poll(() => emulator.requests()[0]?.requestBody).toEqual(kept)
})
