import { describe, expect, onTestFinished, test } from 'vitest'
import { type EmulatorServer, type ServerOptions, startEmulator } from '../src/index.ts'
import { type Got, get } from './raw-requests.ts'
import { basic } from './support.ts'

async function started(options?: ServerOptions): Promise<EmulatorServer> {
  const server = await startEmulator(options)
  onTestFinished(() => server.close())
  return server
}

/** What a browser sends when somebody types the address, with changes. */
const navigation = {
  accept: 'text/html,application/xhtml+xml',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
}

function isPage({ status, headers, text }: Got): boolean {
  return (
    status === 200 &&
    headers['content-type'] === 'text/html; charset=utf-8' &&
    text.startsWith('<!doctype html>')
  )
}

describe('a browser on this machine', () => {
  test.each(['localhost:4010', 'LOCALHOST', '127.0.0.1:4010', '127.8.9.10', '[::1]:4010'])(
    'that asks %s for the page gets it, with the credentials',
    async (host) => {
      const server = await started()
      const got = await get(server, { ...navigation, host })
      expect(isPage(got)).toBe(true)
      expect(got.text).toContain(
        `<meta name="authorization" content="${basic(server.accessKey, server.secretKey)}">`,
      )
    },
  )

  test('that does not say how it came gets it when it asks for HTML', async () => {
    expect(isPage(await get(await started(), { accept: 'text/html' }))).toBe(true)
  })

  test.each([
    ['another name that points here', { host: 'rebound.example.com:4010' }],
    ['a name that looks alike', { host: 'localhost.example.com' }],
    ['an address that looks alike', { host: '127.0.0.1.example.com' }],
    ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame', { 'sec-fetch-dest': 'iframe' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
  ])('%s has to show the credentials', async (_, headers) => {
    // Other hosts would be refused before anything else.
    const server = await started({ allowRemote: true })
    const got = await get(server, { host: `127.0.0.1:${server.port}`, ...navigation, ...headers })
    expect(got).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="Flowroute"' } })
    expect(got.text).not.toContain(server.secretKey)
    const authorization = basic(server.accessKey, server.secretKey)
    expect(isPage(await get(server, { ...navigation, ...headers, authorization }))).toBe(true)
  })

  test('a program without credentials gets no page', async () => {
    expect((await get(await started(), { accept: '*/*' })).status).toBe(401)
  })

  test('nothing but the page is open to it', async () => {
    const server = await started()
    expect((await get(server, navigation, 'GET', '/__emulator/conversations')).status).toBe(401)
    expect((await get(server, navigation, 'GET', '/v2/numbers')).status).toBe(401)
    expect((await get(server, navigation, 'POST')).status).toBe(401)
  })
})

test('a server that others reach asks everybody for credentials', async () => {
  const server = await started({ host: '0.0.0.0' })
  const host = `localhost:${server.port}`
  expect((await get(server, { ...navigation, host })).status).toBe(401)
  const wrong = { ...navigation, host, authorization: basic(server.accessKey, 'wrong') }
  expect((await get(server, wrong)).status).toBe(401)
  const authorization = basic(server.accessKey, server.secretKey)
  expect(isPage(await get(server, { ...navigation, host, authorization }))).toBe(true)
})

test('the page may load nothing but itself, and be nobody’s part', async () => {
  const { headers, text } = await get(await started(), navigation)
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(headers['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'",
    expect.stringMatching(/^script-src 'sha256-[\w+/]{43}='$/),
    expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
    "connect-src 'self'",
    "img-src data: 'self' http://localhost:* http://127.0.0.1:*",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])
  expect(text).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="(?!data:)/)
})

describe('what a web page of another origin sends', () => {
  test.each(['https://example.com', 'http://127.0.0.1:1', 'null'])('%s is refused', async (origin) => {
    const server = await started()
    const headers = { authorization: basic(server.accessKey, server.secretKey), origin }
    const reset = await get(server, headers, 'POST', '/__emulator/reset')
    expect(reset.status).toBe(403)
    expect(reset.text).toContain('A web page of another origin may not do this.')
    expect((await get(server, headers, 'DELETE', '/v2/numbers/12065550100')).status).toBe(403)
    expect(server.requests().at(-1)?.status).toBe(403)
    expect((await get(server, headers, 'GET', '/v2/numbers')).status).toBe(200)
  })

  test('but not what its own page sends', async () => {
    const server = await started()
    const headers = { authorization: basic(server.accessKey, server.secretKey), origin: server.url }
    expect((await get(server, headers, 'POST', '/__emulator/reset')).status).toBe(204)
  })
})
