import { describe, expect, test } from 'vitest'
import { buyOne, createPending, expectError, setUp } from './support.ts'
import { outside, setAccountCallback, setUpPosts } from './webhook-support.ts'

test('the emulator’s own paths need credentials too', async () => {
  const { call } = setUp()
  const headers = { authorization: '' }
  expectError(await call('POST', '/__emulator/clock', { json: { advance: 1 }, headers }), 401, 'failed')
})

describe('/__emulator/messages', () => {
  test('takes in a message from outside', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const to = await buyOne(call)
    await setAccountCallback(call, 'mms_callback', 'https://hooks.example.com/')
    const media_urls = ['https://example.com/a.png']
    const json = { from: outside, to: `+${to}`, body: 'look', media_urls }
    const { status, body } = await call('POST', '/__emulator/messages', { json })
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^mdr2-[\da-f]{32}$/) }])
    await pass(0)
    expect(posts).toMatchObject([{ json: { data: body } }])
    const { id } = body as { id: string }
    const { data } = await call('GET', `/v2.2/messages/${id}`)
    expect(data.attributes).toMatchObject({ direction: 'inbound', from: outside, to, body: 'look' })
    expect(emulator.deliveries()).toHaveLength(1)
  })

  test('refuses what is no message', async () => {
    const { call } = setUp()
    const to = await buyOne(call)
    const receive = (json: object) => call('POST', '/__emulator/messages', { json })
    expectError(await receive({ to, body: 'x' }), 422, 'from is required.')
    expectError(await receive({ from: '206', to, body: 'x' }), 422, 'from must be an 11-digit number')
    expectError(await receive({ from: outside, to }), 422, 'body or media_urls is required.')
    expectError(await receive({ from: outside, to, media_urls: ['x'] }), 422, 'media_urls must hold')
    expectError(await receive({ from: outside, to: outside, body: 'x' }), 404, 'on your account')
  })
})

describe('/__emulator/clock', () => {
  test('advances the clock', async () => {
    const { emulator, call } = setUp()
    const { status, body } = await call('POST', '/__emulator/clock', { json: { advance: 1_500 } })
    expect([status, body]).toEqual([200, { now: '2026-01-15T17:00:01.500Z' }])
    expect(emulator.clock.now().toISOString()).toBe('2026-01-15T17:00:01.500Z')
  })

  test.each([{}, { advance: '5' }, { advance: null }])('refuses %j', async (json) => {
    const { call } = setUp()
    expectError(await call('POST', '/__emulator/clock', { json }), 422, 'advance must be a number')
  })

  test.each([-1, 1e300])('refuses to advance by %d', async (advance) => {
    const { call } = setUp()
    const reply = await call('POST', '/__emulator/clock', { json: { advance } })
    expectError(reply, 422, `a clock cannot be advanced by ${advance} milliseconds`)
  })
})

describe('/__emulator/cnams', () => {
  test('approves and rejects pending names', async () => {
    const { call } = setUp()
    const [one, two] = [await createPending(call), await createPending(call, 'OTHER')]
    expect((await call('POST', `/__emulator/cnams/${one}/approve`)).status).toBe(204)
    const json = { reason: 'It names a public authority.' }
    expect((await call('POST', `/__emulator/cnams/${two}/reject`, { json })).status).toBe(204)
    expect((await call('GET', '/v2/cnams?is_approved=true')).list.map(({ id }) => id)).toEqual([one])
    expect((await call('GET', `/v2/cnams/${two}`)).text).toContain(json.reason)
  })

  test('refuses what is not pending, not there, or without a reason', async () => {
    const { call } = setUp()
    const id = await createPending(call)
    expectError(await call('POST', '/__emulator/cnams/1/approve'), 404, 'on your account')
    expectError(await call('POST', `/__emulator/cnams/${id}/reject`, { json: {} }), 422, 'reason is required')
    await call('POST', `/__emulator/cnams/${id}/approve`)
    expectError(await call('POST', `/__emulator/cnams/${id}/approve`), 422, 'no pending CNAM record')
    const json = { reason: 'late' }
    expectError(await call('POST', `/__emulator/cnams/${id}/reject`, { json }), 422, 'no pending CNAM record')
  })
})
