import { type ClientOptions, ConfigurationError, createClient } from '@flowroute/core'
import { toClient } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { accessKey, clientOf, secretKey } from './set-up.ts'

const basic = (access: string, secret: string): string =>
  `Basic ${Buffer.from(`${access}:${secret}`, 'utf8').toString('base64')}`

function refusal(options: ClientOptions): ConfigurationError {
  try {
    createClient(options)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return error as ConfigurationError
  }
  throw new Error(`The options ${JSON.stringify(options)} were accepted.`)
}

beforeEach(() => {
  for (const name of ['FR_ACCESS_KEY', 'FR_SECRET_KEY', 'FR_BASE_URL']) vi.stubEnv(name, undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('credentials', () => {
  test.each([
    ['accessKey', 'FR_ACCESS_KEY', { secretKey }],
    ['secretKey', 'FR_SECRET_KEY', { accessKey }],
    ['accessKey', 'FR_ACCESS_KEY', { accessKey: '', secretKey }],
    ['secretKey', 'FR_SECRET_KEY', { accessKey, secretKey: ' \t' }],
    ['accessKey', 'FR_ACCESS_KEY', {}],
  ])('without a usable %s (%s) there is no client', (option, variable, options) => {
    const error = refusal(options)
    expect(error.message).toContain(option)
    expect(error.message).toContain(variable)
    expect(error).toMatchObject({ name: 'ConfigurationError', outcome: 'not-sent', attempts: 0 })
  })

  test('are taken from the environment where the options do not have them', async () => {
    vi.stubEnv('FR_ACCESS_KEY', 'env-access')
    vi.stubEnv('FR_SECRET_KEY', 'env-secret')
    await using server = await startServer([{ body: {} }])
    await createClient({ baseUrl: server.url }).request({ path: '/a' })
    await createClient({ baseUrl: server.url, accessKey }).request({ path: '/b' })
    await createClient({ baseUrl: server.url, accessKey, secretKey }).request({ path: '/c' })
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual([
      basic('env-access', 'env-secret'),
      basic(accessKey, 'env-secret'),
      basic(accessKey, secretKey),
    ])
  })

  test('are never shared between clients, also when their calls overlap', async () => {
    await using server = await startServer([{ body: {} }])
    const first = clientOf(server, { accessKey: 'first', headers: { 'x-account': 'first' } })
    const second = clientOf(server, { accessKey: 'second', secretKey: 'other-secret' })
    const paths = [1, 2, 3].flatMap((call) => [
      first.request({ path: `/first/${call}` }),
      second.request({ path: `/second/${call}` }),
    ])
    await Promise.all(paths)
    for (const { path, headers } of server.requests) {
      const isFirst = path.startsWith('/first/')
      const expected = isFirst ? basic('first', secretKey) : basic('second', 'other-secret')
      expect(headers['authorization']).toBe(expected)
      expect(headers['x-account']).toBe(isFirst ? 'first' : undefined)
    }
    expect(server.requests).toHaveLength(6)
  })

  test('may have characters outside ASCII, and a colon in the secret key', async () => {
    await using server = await startServer([{ body: {} }])
    await clientOf(server, { accessKey: 'zugang', secretKey: 'schlüssel:密鑰-🔑' }).request({ path: '/a' })
    expect(server.requests[0]?.headers['authorization']).toBe(basic('zugang', 'schlüssel:密鑰-🔑'))
  })

  test('with a colon in the access key are refused, since it would end there', () => {
    expect(refusal({ accessKey: 'ab:cd', secretKey }).message).toContain('accessKey')
  })
})

describe('base URL', () => {
  const withKeys = (options: ClientOptions): ClientOptions => ({ accessKey, secretKey, ...options })

  test('comes from the option, then FR_BASE_URL, then the default', () => {
    expect(createClient(withKeys({})).baseUrl).toBe('https://api.flowroute.com')
    vi.stubEnv('FR_BASE_URL', 'https://staging.example')
    expect(createClient(withKeys({})).baseUrl).toBe('https://staging.example')
    expect(createClient(withKeys({ baseUrl: 'https://own.example' })).baseUrl).toBe('https://own.example')
  })

  test('keeps its path as a prefix', async () => {
    await using server = await startServer([{ body: {} }])
    const client = clientOf({ url: `${server.url}/proxy/flowroute//` })
    expect(client.baseUrl).toBe(`${server.url}/proxy/flowroute`)
    await client.request({ path: '/v2/numbers', query: { limit: 1 } })
    expect(server.requests[0]?.target).toBe('/proxy/flowroute/v2/numbers?limit=1')
  })

  test.each(['https://own.example/?', 'https://own.example/#'])(
    '%s says no more than without its end',
    (baseUrl) => {
      expect(createClient(withKeys({ baseUrl })).baseUrl).toBe('https://own.example')
    },
  )

  test.each([
    'http://localhost:8080',
    'http://emulator.localhost',
    'http://127.0.0.1',
    'http://127.8.9.1:99',
    'http://[::1]:8080',
  ])('may be %s, which never leaves the machine', (baseUrl) => {
    expect(createClient(withKeys({ baseUrl })).baseUrl).toBe(baseUrl)
  })

  test.each([
    'http://api.flowroute.com',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://notlocalhost',
    'http://10.0.0.1',
    'http://[::2]',
  ])('%s would send the credentials unencrypted', (baseUrl) => {
    expect(refusal(withKeys({ baseUrl })).message).toContain('allowInsecureHttp')
    expect(createClient(withKeys({ baseUrl, allowInsecureHttp: true })).baseUrl).toBe(baseUrl)
  })

  test.each([
    ['https://user:hidden@api.example', 'credentials'],
    ['https://user@api.example', 'credentials'],
    ['https://api.example/?a=hidden', 'query'],
    ['https://api.example/#hidden', 'fragment'],
    ['ftp://api.example', 'https'],
    ['javascript:alert(1)', 'https'],
    ['api.flowroute.com', 'absolute'],
    ['', 'absolute'],
  ])('cannot be %j', (baseUrl, problem) => {
    const { message } = refusal(withKeys({ baseUrl, allowInsecureHttp: true }))
    expect(message).toContain('baseUrl')
    expect(message).toContain('FR_BASE_URL')
    expect(message).toContain(problem)
    expect(message).not.toContain('hidden')
  })
})

describe('settings', () => {
  test.each([
    ['timeout', { timeout: -1 }],
    ['timeout', { timeout: Number.NaN }],
    ['deadline', { deadline: '5' as unknown as number }],
    ['retries', { retries: -1 }],
    ['retries', { retries: 1.5 }],
    ['backoff.base', { backoff: { base: -1 } }],
    ['backoff.max', { backoff: { max: Number.NaN } }],
    ['maxResponseBytes', { maxResponseBytes: -1 }],
    ['headers.x-a', { headers: { 'x-a': 'a\nb' } }],
    ['headers.Authorization', { headers: { Authorization: 'Bearer x' } }],
  ])('with a %s that has no meaning are refused', (name, options) => {
    expect(refusal({ accessKey, secretKey, ...options }).message).toContain(name)
  })

  test('are read once: changing the options later changes nothing', async () => {
    await using server = await startServer([{ body: {} }])
    const options = { accessKey, secretKey, baseUrl: server.url, headers: { 'x-a': '1' } }
    const client = createClient(options)
    options.secretKey = 'another-secret'
    options.headers['x-a'] = '2'
    await client.request({ path: '/a' })
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: basic(accessKey, secretKey),
      'x-a': '1',
    })
  })
})

describe('toClient', () => {
  test('gives back a client, and makes one from options or the environment', () => {
    vi.stubEnv('FR_ACCESS_KEY', accessKey)
    vi.stubEnv('FR_SECRET_KEY', secretKey)
    const client = createClient()
    expect(toClient(client)).toBe(client)
    expect(toClient({ baseUrl: 'https://own.example' }).baseUrl).toBe('https://own.example')
    expect(toClient().baseUrl).toBe('https://api.flowroute.com')
  })

  test.each([null, 'access-key'])('refuses %j', (value) => {
    expect(() => toClient(value as never)).toThrow(ConfigurationError)
  })
})
