import { describe, expect, onTestFinished, test } from 'vitest'
import { type EmulatorServer, type ServerOptions, startEmulator } from '../src/index.ts'
import { get } from './raw-requests.ts'
import { basic, expectError, socketCallerOf } from './support.ts'

async function started(options?: ServerOptions): Promise<EmulatorServer> {
  const server = await startEmulator(options)
  onTestFinished(() => server.close())
  return server
}

/** Asks for the account's numbers with the right credentials. */
function listNumbers(server: EmulatorServer, host: string, path = '/v2/numbers') {
  return get(server, { host, authorization: basic(server.accessKey, server.secretKey) }, 'GET', path)
}

const loopbackHosts = [
  ...['localhost', 'localhost:4010', 'LocalHost', 'localhost.', 'emulator.localhost:4010'],
  ...['127.0.0.1:4010', '127.8.9.10', '127.1', '0x7f.1', '[::1]', '[::1]:4010', '[0:0:0:0:0:0:0:1]:4010'],
  ...['[::ffff:127.0.0.1]:4010', '[::FFFF:7f00:1]'],
]

const otherHosts = [
  ...[
    'rebound.example.com',
    'rebound.example.com:4010',
    'localhost.example.com',
    'notlocalhost',
    'api.flowroute.com.example.com',
  ],
  ...[
    '127.0.0.1.example.com',
    '128.0.0.1',
    '0.0.0.0',
    '[::]',
    '[::2]',
    '[::ffff:10.0.0.1]',
    '192.168.1.2:4010',
  ],
]

describe('a server on a loopback address', () => {
  test.each([...loopbackHosts, 'api.flowroute.com', 'api.flowroute.com:443'])(
    'answers requests for %s',
    async (host) => {
      expect((await listNumbers(await started(), host)).status).toBe(200)
    },
  )

  test.each(otherHosts)('refuses requests for %s, whatever their credentials', async (host) => {
    const server = await started()
    for (const path of ['/v2/numbers', '/__emulator/clock', '/']) {
      const { status, text } = await listNumbers(server, host, path)
      expect(status).toBe(403)
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            id: expect.any(String),
            status: 403,
            title: 'Forbidden',
            detail: expect.stringContaining(
              `this one is for ${JSON.stringify(host)}. Start the emulator with --allow-remote`,
            ),
          },
        ],
      })
    }
    expect(server.requests()).toEqual([])
  })

  test('refuses under /v1 in that API’s form', async () => {
    const { status, text } = await listNumbers(await started(), 'rebound.example.com', '/v1/tns/')
    expect(status).toBe(403)
    expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('rebound.example.com') })
  })

  test('refuses a whole URL in the request line that is for another host', async () => {
    const server = await started()
    const path = 'http://rebound.example.com/v2/numbers'
    expect((await listNumbers(server, '127.0.0.1', path)).status).toBe(403)
    expect((await listNumbers(server, '127.0.0.1', 'http://localhost/v2/numbers')).status).toBe(200)
  })

  test('answers requests for any host when that is allowed', async () => {
    const server = await started({ allowRemote: true })
    for (const host of otherHosts) expect((await listNumbers(server, host)).status).toBe(200)
  })

  test('reads a refused request to its end, so that the client gets the answer', async () => {
    const server = await started()
    const call = socketCallerOf(server)
    const headers = { host: 'rebound.example.com', 'transfer-encoding': 'chunked' }
    expectError(
      await call('POST', '/v2/routes', { raw: 'x'.repeat(4_000_000), headers }),
      403,
      /--allow-remote/,
    )
  })
})

test('a server on another address answers requests for any host', async () => {
  const server = await started({ host: '0.0.0.0' })
  expect((await listNumbers(server, 'emulator.internal:4010')).status).toBe(200)
})

test.each(['127.999.1.1', '127.0.0.1:99999', '[::1', 'a b', 'user@127.0.0.1', '127.0.0.1/x'])(
  'the malformed host %s is refused, allowed or not',
  async (host) => {
    for (const allowRemote of [true, false]) {
      const server = await started({ allowRemote })
      for (const path of ['/', '/v2/numbers']) {
        const { status, text } = await listNumbers(server, host, path)
        expect(status).toBe(400)
        expect(JSON.parse(text).errors[0].detail).toBe(`The host ${JSON.stringify(host)} is not valid.`)
      }
    }
  },
)

test('a malformed host gets neither the page nor the credentials in it', async () => {
  const server = await started()
  const headers = { host: '127.999.1.1', accept: 'text/html' }
  const { status, text } = await get(server, headers)
  expect(status).toBe(400)
  expect(text).not.toContain(server.secretKey)
})
