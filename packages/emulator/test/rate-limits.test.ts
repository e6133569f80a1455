import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../src/index.ts'
import { buyOne, type Call, expectError, type Reply, setUp } from './support.ts'
import { outside } from './webhook-support.ts'

async function sender(options: EmulatorOptions = { rateLimits: true }) {
  const { emulator, call } = setUp(options)
  const from = await buyOne(call)
  const send = (more: object = {}, version = 'v2.2'): Promise<Reply> =>
    call('POST', `/${version}/messages`, { json: { to: outside, from, body: 'hello', ...more } })
  return { emulator, call, from, send }
}

async function expectAccepted(replies: Promise<Reply>[]): Promise<void> {
  for (const { status, text } of await Promise.all(replies)) expect(status, text).toBe(202)
}

async function recorded(call: Call): Promise<number> {
  return (await call('GET', '/v2.2/messages?start_date=2026-01-01&limit=100')).list.length
}

const mms = { is_mms: true }

describe('when they hold', () => {
  test('five SMS a second of the clock over each endpoint, and the sixth is refused', async () => {
    const { emulator, call, send } = await sender()
    for (const version of ['v2.1', 'v2.2']) {
      await expectAccepted(Array.from({ length: 5 }, () => send({}, version)))
    }
    emulator.clock.advance(999)
    for (const version of ['v2.1', 'v2.2']) {
      const refused = await send({}, version)
      expectError(refused, 429, 'Too many messages at once: at most 5 SMS per second.')
      expect(refused.error.title).toBe('Too Many Requests')
      expect(refused.headers.get('retry-after')).toBe('1')
    }
    expect(await recorded(call)).toBe(10)
    emulator.clock.advance(1)
    await expectAccepted([send({}, 'v2.1')])
    await expectAccepted([send(mms, 'v2.1'), send(mms, 'v2.2')])
    expect((await send(mms, 'v2.1')).status).toBe(429)
  })

  test('the second slides: each message leaves it on its own', async () => {
    const { emulator, send } = await sender()
    await expectAccepted([send(), send()])
    emulator.clock.advance(600)
    await expectAccepted([send(), send(), send()])
    emulator.clock.advance(400)
    await expectAccepted([send(), send()])
    expect((await send()).status).toBe(429)
    emulator.clock.advance(600)
    await expectAccepted([send(), send(), send()])
    expect((await send()).status).toBe(429)
  })

  test('one MMS a second, beside the SMS', async () => {
    const { emulator, send } = await sender()
    await expectAccepted([send(mms), send(), send(), send(), send(), send()])
    const media = { media_urls: ['https://example.com/a.png'] }
    const refused = await send(media)
    expectError(refused, 429, 'Too many messages at once: at most 1 MMS per second.')
    emulator.clock.advance(1_000)
    await expectAccepted([send(media)])
    expect((await send(mms)).status).toBe(429)
  })

  test('what is refused does not count, for whatever reason', async () => {
    const { emulator, from, send } = await sender()
    emulator.receive({ from: '12065550101', to: from, body: 'STOP' })
    for (let index = 0; index < 6; index++) {
      expect((await send({ to: '12065550101' })).status).toBe(400)
      expect((await send({ from: outside })).status).toBe(403)
      expect((await send({ body: '' })).status).toBe(422)
    }
    await expectAccepted([send(), send(), send(), send(), send()])
    emulator.clock.advance(500)
    expect((await send()).status).toBe(429)
    emulator.clock.advance(500)
    await expectAccepted([send(), send(), send(), send(), send()])
  })

  test('messages from outside and other calls have none', async () => {
    const { emulator, call, from, send } = await sender()
    await expectAccepted([send(), send(), send(), send(), send()])
    for (let index = 0; index < 20; index++) emulator.receive({ from: outside, to: from, body: 'hello' })
    expect(await recorded(call)).toBe(25)
  })
})

describe('the switch', () => {
  test('is off at first', async () => {
    const { emulator, send } = await sender({})
    expect(emulator.rateLimits.enabled).toBe(false)
    await expectAccepted(Array.from({ length: 12 }, () => send()))
    await expectAccepted([send(mms), send(mms)])
  })

  test('counts what was accepted before it was on, and forgets nothing when it is off', async () => {
    const { emulator, send } = await sender({})
    await expectAccepted([send(), send()])
    emulator.clock.advance(500)
    await expectAccepted(Array.from({ length: 6 }, () => send()))
    emulator.rateLimits.enabled = true
    expect((await send()).status).toBe(429)
    emulator.clock.advance(500)
    expect((await send()).status).toBe(429)
    emulator.rateLimits.enabled = false
    await expectAccepted([send()])
    emulator.rateLimits.enabled = true
    emulator.clock.advance(500)
    await expectAccepted([send(), send(), send(), send()])
    expect((await send()).status).toBe(429)
  })

  test('a reset puts it back to what it was made with, and forgets what was sent', async () => {
    const { emulator, call, send } = await sender()
    await expectAccepted([send(), send(), send(), send(), send()])
    emulator.rateLimits.enabled = false
    emulator.reset()
    expect(emulator.rateLimits.enabled).toBe(true)
    await buyOne(call)
    await expectAccepted([send(), send(), send(), send(), send()])
    expect((await send()).status).toBe(429)
  })

  test('over HTTP', async () => {
    const { emulator, call } = setUp()
    const path = '/__emulator/rate-limits'
    expect((await call('GET', path)).body).toEqual({ enabled: false })
    expect((await call('PUT', path, { json: { enabled: true } })).status).toBe(204)
    expect(emulator.rateLimits.enabled).toBe(true)
    expect((await call('GET', path)).body).toEqual({ enabled: true })
    for (const json of [{}, { enabled: 'false' }, { enabled: null }]) {
      expectError(await call('PUT', path, { json }), 422, 'enabled must be true or false.')
    }
    expect(emulator.rateLimits.enabled).toBe(true)
    expect((await call('PUT', path, { json: { enabled: false } })).status).toBe(204)
    expect(emulator.rateLimits.enabled).toBe(false)
  })

  test('takes nothing but a boolean', () => {
    const wrong = { rateLimits: 'on' } as unknown as EmulatorOptions
    expect(() => setUp(wrong)).toThrow(new TypeError('rateLimits must be true or false'))
    const { emulator } = setUp()
    expect(() => Object.assign(emulator.rateLimits, { enabled: 1 })).toThrow(TypeError)
    expect(emulator.rateLimits.enabled).toBe(false)
  })
})
