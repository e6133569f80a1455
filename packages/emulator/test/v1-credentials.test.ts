import { afterEach, describe, expect, test, vi } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { basic, buyOne, callerOf, setUp } from './support.ts'
import {
  authorize,
  documentedSigner,
  expectEmpty,
  expectV1Error,
  mismatch,
  outdated,
  statusAndError,
  timestampOf,
  v1CallerOf,
  workedAccount,
} from './v1-support.ts'

const origin = 'https://api.flowroute.com'

afterEach(() => {
  vi.useRealTimers()
})

describe('the window', () => {
  const later = (milliseconds: number) => new Date(workedAccount.startTime.getTime() + milliseconds)
  const reply = (signedAt: Date, now: Date) => {
    const emulator = createEmulator({ ...workedAccount, startTime: now })
    return v1CallerOf(emulator, documentedSigner(timestampOf(signedAt)))('GET', '/v1/tns/')
  }

  test.each([-300_000, -1_000, 0, 1_000, 300_000])('%i ms from the emulator’s clock', async (off) => {
    expect((await reply(later(off), workedAccount.startTime)).status).toBe(200)
  })

  test.each([-301_000, 301_000, 86_400_000])('%i ms from the emulator’s clock is too far', async (off) => {
    expectV1Error(await reply(later(off), workedAccount.startTime), 401, outdated)
  })

  test('it ends to the millisecond, and moves with the clock', async () => {
    expect((await reply(workedAccount.startTime, later(300_000))).status).toBe(200)
    expectV1Error(await reply(workedAccount.startTime, later(300_001)), 401, outdated)
    const emulator = createEmulator(workedAccount)
    emulator.clock.advance(3_600_000)
    const call = v1CallerOf(emulator, documentedSigner(timestampOf(later(3_600_000))))
    expect((await call('GET', '/v1/tns/')).status).toBe(200)
  })

  test('a client that signs by the machine’s time is let through, whatever time it is here', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-05T05:05:05.500Z') })
    const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)
    expect((await reply(ago(0), workedAccount.startTime)).status).toBe(200)
    expect((await reply(ago(299_500), workedAccount.startTime)).status).toBe(200)
    expectV1Error(await reply(ago(300_500), workedAccount.startTime), 401, outdated)
    expectV1Error(await reply(ago(-301_000), workedAccount.startTime), 401, outdated)
  })
})

describe('what is missing or has the wrong form', () => {
  const url = `${origin}/v1/tns/`
  const timestamp = '2026-01-15T17:00:00Z'

  async function errorFor(change: Record<string, string | undefined>) {
    const { emulator } = setUp()
    const { headers } = documentedSigner(timestamp)({ method: 'GET', url }, emulator)
    const given = Object.entries({ ...headers, ...change }).filter(([, value]) => value !== undefined)
    const response = await emulator.fetch(url, { headers: given as [string, string][] })
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="Flowroute"')
    return statusAndError(response)
  }

  test.each([undefined, 'Bearer abc', 'Basic ', `Basic ${btoa('12345678')}`, 'Basic %%%'])(
    'Authorization %s',
    async (authorization) => {
      const error = 'Authentication failed: HTTP Basic credentials are missing.'
      expect(await errorFor({ authorization })).toEqual([401, error])
    },
  )

  test('another access key', async () => {
    const authorization = authorize(
      { accessKey: '87654321', secretKey: '0123456789abcdef0123456789abcdef' },
      [timestamp, 'GET', '', url, ''],
    )
    const error = 'Authentication failed: the access key is unknown.'
    expect(await errorFor({ authorization })).toEqual([401, error])
  })

  test('no timestamp', async () => {
    const error = 'Authentication failed: X-Timestamp is missing.'
    expect(await errorFor({ 'x-timestamp': undefined })).toEqual([401, error])
  })

  test.each([
    '',
    'now',
    '1768496400',
    '2026-01-15',
    '2026-01-15 17:00:00Z',
    '2026-01-15T17:00Z',
    '2026-01-15T17:00:00.000Z',
    '2026-01-15T17:00:00+00:00',
    '2026-01-15T17:00:00z',
    '2026-13-15T17:00:00Z',
    '2026-02-30T17:00:00Z',
    '2026-01-15T17:00:00Z, 2026-01-15T17:00:00Z',
  ])('X-Timestamp %j', async (given) => {
    const error =
      'Authentication failed: X-Timestamp must be UTC to the second, such as 2015-09-05T21:29:22Z.'
    expect(await errorFor({ 'x-timestamp': given })).toEqual([401, error])
  })

  test.each([
    ['the secret key', (_right: string, secretKey: string) => secretKey],
    ['nothing', () => ''],
    ['upper case', (right: string) => right.toUpperCase()],
    ['one digit changed', (right: string) => `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`],
    ['one digit too few', (right: string) => right.slice(0, -1)],
    ['one digit too many', (right: string) => `${right}0`],
    ['as many characters of more bytes', (right: string) => `${right.slice(0, -1)}é`],
  ])('for a password %s', async (_what, password) => {
    const { accessKey, secretKey } = createEmulator()
    const { headers } = documentedSigner(timestamp)({ method: 'GET', url }, { accessKey, secretKey })
    const encoded = headers['authorization']?.slice(6) ?? ''
    const [, right = ''] = Buffer.from(encoded, 'base64').toString().split(':')
    const authorization = basic(accessKey, password(right, secretKey))
    expect(await errorFor({ authorization })).toEqual([401, mismatch])
  })

  test('no refusal shows a signature or the secret', async () => {
    const { emulator, call } = setUp()
    const { headers } = documentedSigner(timestamp)({ method: 'GET', url }, emulator)
    const right =
      Buffer.from(headers['authorization']?.slice(6) ?? '', 'base64')
        .toString()
        .split(':')[1] ?? ''
    const refused = await call('GET', '/v1/tns/', { headers: { 'x-timestamp': timestamp } })
    expect(refused.status).toBe(401)
    expect(refused.text).not.toContain(right)
    expect(refused.text).not.toContain(emulator.secretKey)
  })
})

test('the secret key opens v2 and a signature v1, and neither the other', async () => {
  const { emulator, call } = setUp()
  await buyOne(call)
  expect((await call('GET', '/v1/tns/')).status).toBe(401)
  expect((await v1CallerOf(emulator)('GET', '/v1/tns/')).status).toBe(200)
  const v2 = await v1CallerOf(emulator)('GET', '/v2/numbers')
  expect([v2.status, v2.body]).toEqual([401, { errors: [expect.objectContaining({ status: 401 })] }])
  const control = await v1CallerOf(emulator)('POST', '/__emulator/clock', { json: { advance: 1 } })
  expect(control.status).toBe(401)
})

test('an unknown path is not told from a known one without a signature', async () => {
  const { emulator, call } = setUp()
  expect((await call('GET', '/v1/nothing')).status).toBe(401)
  expectV1Error(await v1CallerOf(emulator)('GET', '/v1/nothing'), 404, 'There is no /v1/nothing.')
})

test('a reset leaves the credentials as they are', async () => {
  const { emulator } = setUp(workedAccount)
  const call = v1CallerOf(emulator)
  expectEmpty(await call('PUT', '/v1/routes/a', { json: { type: 'HOST', value: 'example.com' } }), 201)
  emulator.reset()
  expectEmpty(await call('PUT', '/v1/routes/a', { json: { type: 'HOST', value: 'example.com' } }), 201)
  expect((await callerOf(emulator)('GET', '/v2/routes')).list).toHaveLength(2)
})
