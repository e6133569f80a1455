import { expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { basic, expectError, setUp } from './support.ts'

test('the default credentials are the documented ones and have Flowroute’s form', () => {
  const { accessKey, secretKey } = createEmulator()
  expect(accessKey).toBe('12345678')
  expect(secretKey).toBe('0123456789abcdef0123456789abcdef')
})

test.each([
  ['none', undefined],
  ['another scheme', 'Bearer abc'],
  ['a wrong secret', basic('12345678', 'nonsense')],
  ['a wrong access key', basic('87654321', '0123456789abcdef0123456789abcdef')],
  ['no colon', `Basic ${btoa('12345678')}`],
  ['no credentials at all', 'Basic '],
  ['characters that are not base64', 'Basic %%%'],
])('credentials refused: %s', async (_case, authorization) => {
  const { emulator } = setUp()
  const headers = authorization === undefined ? {} : { authorization }
  const response = await emulator.fetch('https://api.flowroute.com/v2/numbers', { headers })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Basic realm="Flowroute"')
  const { errors } = (await response.json()) as { errors: Record<string, unknown>[] }
  expect(errors).toEqual([
    { id: expect.any(String), status: 401, title: 'Unauthorized', detail: 'Authentication failed.' },
  ])
})

test('an unknown path is not told from a known one without credentials', async () => {
  const { emulator } = setUp()
  expect((await emulator.fetch('https://api.flowroute.com/nowhere')).status).toBe(401)
})

test('the credentials may be chosen, and any host is asked the same', async () => {
  const { emulator, call } = setUp({ accessKey: 'aBcDeFgH', secretKey: 'pass:word é' })
  expect((await call('GET', '/v2/numbers')).status).toBe(200)
  const headers = { authorization: basic('aBcDeFgH', 'pass:word é') }
  const response = await emulator.fetch('http://127.0.0.1:9/v2/numbers', { headers })
  expect(response.status).toBe(200)
})

test('the scheme’s name is read in any case', async () => {
  const { call } = setUp()
  const authorization = basic('12345678', '0123456789abcdef0123456789abcdef').replace('Basic', 'bAsIc')
  expect((await call('GET', '/v2/numbers', { headers: { authorization } })).status).toBe(200)
})

test('error ids differ from answer to answer', async () => {
  const { call } = setUp()
  const path = '/v2/numbers/1'
  const ids = [(await call('GET', path)).error.id, (await call('GET', path)).error.id]
  expect(new Set(ids).size).toBe(2)
  expectError(await call('GET', path), 404, 'on your account')
})

test.each([
  [{ accessKey: '' }, TypeError],
  [{ secretKey: '' }, TypeError],
  [{ accessKey: 'a:b' }, TypeError],
  [{ seed: 1.5 }, RangeError],
  [{ seed: -1 }, RangeError],
  [{ seed: 2 ** 32 }, RangeError],
  [{ startTime: new Date('never') }, RangeError],
])('options refused: %j', (options, error) => {
  expect(() => createEmulator(options)).toThrow(error)
})
