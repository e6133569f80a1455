import { inspect } from 'node:util'
import { startServer } from '@flowroute/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { version } from '../package.json'
import { EmulatorControl, startEmulator } from '../src/index.ts'
import { failureOf } from './control-support.ts'

const secretKey = 'a-secret-that-nobody-may-see'
const token = Buffer.from(`12345678:${secretKey}`).toString('base64')

async function started() {
  const server = await startEmulator({ secretKey })
  onTestFinished(() => server.close())
  return server
}

function expectNoSecret(value: unknown): void {
  const seen = `${inspect(value, { depth: 20, showHidden: true })} ${JSON.stringify(value)} ${String(value)}`
  expect(seen).not.toContain(secretKey)
  expect(seen).not.toContain(token)
}

test('every answer of the control API names the emulator, and no other does', async () => {
  const { url, secretKey: password, accessKey } = await started()
  const headers = { authorization: `Basic ${btoa(`${accessKey}:${password}`)}` }
  const nameAt = async (path: string, init?: RequestInit): Promise<string | null> =>
    (await fetch(`${url}${path}`, init)).headers.get('flowroute-emulator')
  expect(await nameAt('/__emulator/clock', { headers })).toBe(version)
  expect(await nameAt('/__emulator/clock')).toBe(version)
  expect(await nameAt('/__emulator/nowhere', { headers })).toBe(version)
  expect(await nameAt('/__emulator/reset', { headers, method: 'POST' })).toBe(version)
  expect(await nameAt('/v2/numbers', { headers })).toBeNull()
})

test('wrong credentials', async () => {
  const { url } = await started()
  const control = new EmulatorControl({ url, secretKey: `not ${secretKey}` })
  const error = await failureOf(control.clock.now())
  expect(error).toMatchObject({
    message: `GET ${url}/__emulator/clock was refused: Authentication failed.`,
    status: 401,
    reason: 'Authentication failed.',
  })
  expectNoSecret(error)
})

describe('a server that is no emulator', () => {
  test.each([
    [{ status: 200, body: { now: '2026-01-15T17:00:00.000Z' } }],
    [{ status: 401, body: 'Who are you?' }],
    [{ status: 302, headers: { location: '/__emulator/clock?again' } }],
  ])('is told so, and shown nothing: %j', async (answer) => {
    const server = await startServer([answer])
    onTestFinished(() => server.close())
    const control = new EmulatorControl({ url: server.url, secretKey })
    const error = await failureOf(control.faults.clear())
    expect(error.message).toBe(
      `GET ${server.url}/__emulator/clock reached no emulator: the answer lacks the header flowroute-emulator`,
    )
    expect(error.status).toBeUndefined()
    expect(server.requests).toMatchObject([{ method: 'GET', target: '/__emulator/clock' }])
    expect(server.requests[0]?.headers['authorization']).toBeUndefined()
  })

  test('that came in the place of one', async () => {
    const headers = { 'flowroute-emulator': version }
    const server = await startServer([{ headers }, { body: { now: '2026-01-15T17:00:00.000Z' } }])
    onTestFinished(() => server.close())
    const error = await failureOf(new EmulatorControl({ url: server.url }).clock.now())
    expect(error.message).toContain('reached no emulator')
  })

  test('is looked for once; after a failure once more', async () => {
    const headers = { 'flowroute-emulator': version }
    const server = await startServer([{ status: 503 }, { status: 204, headers }])
    onTestFinished(() => server.close())
    const control = new EmulatorControl({ url: server.url })
    await failureOf(control.reset())
    await Promise.all([control.reset(), control.settled()])
    await control.reset()
    const paths = server.requests.map(({ path }) => path.replace('/__emulator/', ''))
    expect(paths.toSorted()).toEqual(['clock', 'clock', 'reset', 'reset', 'settled'])
  })
})

describe('the cause is kept', () => {
  test('of a server that was never there', async () => {
    const server = await started()
    await server.close()
    const error = await failureOf(new EmulatorControl({ url: server.url, secretKey }).reset())
    const what = 'had no answer: connect ECONNREFUSED 127.0.0.1'
    expect(error.message).toBe(`GET ${server.url}/__emulator/clock ${what}:${server.port}`)
    expect(error.status).toBeUndefined()
    expect(error.cause).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } })
    expectNoSecret(error)
  })

  test('of a server that has gone', async () => {
    const server = await started()
    const control = new EmulatorControl({ url: server.url, secretKey })
    await control.reset()
    await server.close()
    const error = await failureOf(control.reset())
    expect(error.message).toMatch(/^POST http:\S+\/__emulator\/reset had no answer: ./)
    expect(error.cause).toMatchObject({ name: 'TypeError', cause: { name: expect.stringMatching('Error') } })
    expectNoSecret(error)
  })
})

describe('an answer that is not as expected', () => {
  const answers = (...body: unknown[]) =>
    startServer(body.map((one) => ({ headers: { 'flowroute-emulator': version }, body: one })))

  test.each([
    [{}, 'now: Invalid key'],
    [{ now: 'noon' }, 'now: Invalid timestamp'],
    ['<p>', 'the answer: Invalid JSON'],
  ])('%j', async (answer, problem) => {
    const server = await answers(answer)
    onTestFinished(() => server.close())
    const error = await failureOf(new EmulatorControl({ url: server.url }).clock.now())
    expect(error.message).toContain(`was answered in another form than expected: ${problem}`)
    expect(error.status).toBe(200)
    expect(error.cause).toMatchObject({ name: 'ValiError' })
  })

  test('a fault of a kind that is not known', async () => {
    const fault = { id: 'fault-1', hits: 0, remaining: null, fault: { kind: 'flood' } }
    const server = await answers({}, { faults: [fault] })
    onTestFinished(() => server.close())
    const error = await failureOf(new EmulatorControl({ url: server.url }).faults.list())
    expect(error.message).toContain('faults.0: fault.kind must be one of')
  })

  test('a listing that says there is more and has nothing comes to an end', async () => {
    const server = await answers({}, { messages: [], more: true })
    onTestFinished(() => server.close())
    expect(await new EmulatorControl({ url: server.url }).messages().toArray()).toEqual([])
  })

  test('an error without a reason', async () => {
    const headers = { 'flowroute-emulator': version }
    const server = await startServer([{ headers }, { headers, status: 502, body: 'Bad gateway' }])
    onTestFinished(() => server.close())
    const error = await failureOf(new EmulatorControl({ url: server.url }).reset())
    expect(error).toMatchObject({ status: 502, reason: undefined })
    expect(error.message).toContain('was answered with the status 502')
  })
})

describe('the secret', () => {
  test('is not in the object', async () => {
    const { url } = await started()
    const control = new EmulatorControl({ url, secretKey })
    await control.reset()
    expectNoSecret(control)
    expectNoSecret({ ...control })
  })

  test('is not in what a custom fetch fails with', async () => {
    const { url } = await started()
    const fetch = async (target: string, init: RequestInit): Promise<Response> => {
      if (!target.endsWith('/reset')) return globalThis.fetch(target, init)
      const request = new Request(target, init)
      const { authorization } = init.headers as Record<string, string>
      throw Object.assign(new Error(`no way with ${authorization}`), { request, secretKey })
    }
    const error = await failureOf(new EmulatorControl({ url, secretKey, fetch }).reset())
    expect(error.message).toContain('had no answer: no way with Basic [hidden]')
    expect(error.cause).toMatchObject({ message: 'Error: no way with Basic [hidden]' })
    expectNoSecret(error)
  })

  test('is not in a reason', async () => {
    const headers = { 'flowroute-emulator': version }
    const body = { errors: [{ detail: { told: secretKey } }] }
    const server = await startServer([{ headers }, { headers, status: 422, body }])
    onTestFinished(() => server.close())
    const error = await failureOf(new EmulatorControl({ url: server.url, secretKey }).reset())
    expect(error.reason).toBe('{"told":"[hidden]"}')
    expectNoSecret(error)
  })
})

test.each(['', '.', '..', undefined as never])(
  'an id that is %j is refused before anything is sent',
  async (id) => {
    const server = await startServer([{ status: 500 }])
    onTestFinished(() => server.close())
    const control = new EmulatorControl({ url: server.url })
    const calls = [
      control.cnams.approve(id),
      control.cnams.reject(id, 'x'),
      control.faults.remove(id),
      control.resend(id),
    ]
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } })
    }
    expect(server.requests).toEqual([])
  },
)

test('an id is one segment of the path', async () => {
  const { url } = await started()
  const control = new EmulatorControl({ url, secretKey })
  await expect(control.faults.remove('../reset?')).rejects.toMatchObject({
    message: expect.stringContaining('/__emulator/faults/..%2Freset%3F was refused'),
    status: 404,
  })
})
