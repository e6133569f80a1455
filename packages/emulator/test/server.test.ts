import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type EmulatorServer, type ServerOptions, startEmulator } from '../src/index.ts'
import { basic, buyOne, createRoute, expectError, socketCallerOf } from './support.ts'

/** From before the first server of this file. */
const before = [globalThis.Request, globalThis.Response]

async function started(options?: ServerOptions): Promise<EmulatorServer> {
  const server = await startEmulator(options)
  onTestFinished(() => server.close())
  return server
}

test('listens on a free port of the loopback address', async () => {
  const [one, two] = [await started(), await started()]
  expect(one.url).toBe(`http://127.0.0.1:${one.port}`)
  expect(one.port).toBeGreaterThan(0)
  expect(one.port).not.toBe(two.port)
  const headers = { authorization: basic(one.accessKey, one.secretKey) }
  expect((await fetch(`${one.url}/v2/numbers`, { headers })).status).toBe(200)
})

test('listens on the port and the address that it is given', async () => {
  const first = await started()
  await first.close()
  const again = await started({ port: first.port, host: 'localhost' })
  expect(again.port).toBe(first.port)
  const headers = { authorization: basic(again.accessKey, again.secretKey) }
  expect((await fetch(`${again.url}/v2/numbers`, { headers })).status).toBe(200)
})

test('an IPv6 address stands in brackets in the URL', async () => {
  const server = await started({ host: '::1' })
  expect(server.url).toBe(`http://[::1]:${server.port}`)
  expect((await fetch(`${server.url}/v2/numbers`)).status).toBe(401)
})

test('a taken port is an error', async () => {
  const { port } = await started()
  await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a life of a number over a socket', async () => {
  const call = socketCallerOf(await started({ startTime: new Date('2026-01-01T00:00:00Z') }))
  const number = await buyOne(call)
  const routeId = await createRoute(call)
  const path = `/v2/numbers/${number}`
  expect((await call('PATCH', `${path}/relationships/primary_route`, { json: { id: routeId } })).status).toBe(
    204,
  )
  expectError(await call('DELETE', `/v2/routes/${routeId}`), 403, 'Please disassociate all numbers')
  const sent = await call('POST', '/v2.2/messages', { json: { to: number, from: number, body: 'é' } })
  expect(sent.status).toBe(202)
  expect((await call('GET', `/v2.2/messages/${sent.data.id}`)).data.attributes).toMatchObject({ body: 'é' })
  expect((await call('DELETE', path)).status).toBe(204)
  expectError(await call('GET', path), 404, 'on your account')
  expect((await call('DELETE', `/v2/routes/${routeId}`)).status).toBe(204)
})

describe('errors over a socket', () => {
  test('a body that is too large', async () => {
    const call = socketCallerOf(await started())
    const raw = JSON.stringify({ padding: 'x'.repeat(11 * 1024 * 1024) })
    expectError(await call('POST', '/v2/routes', { raw }), 413, 'over 10485760 bytes')
  })

  test.each([
    ['POST', '/v2.2/messages'],
    ['POST', '/v2/cnams'],
    ['POST', '/__emulator/messages'],
    ['POST', '/__emulator/faults'],
    ['PUT', '/__emulator/account'],
  ])('%s %s bounds what it reads, with a length and without', async (method, path) => {
    const call = socketCallerOf(await started())
    const raw = `{"padding":"${'x'.repeat(10 * 1024 * 1024)}"}`
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      expectError(await call(method, path, { raw, headers }), 413, 'over 10485760 bytes')
    }
    // A byte less than too much is read, and refused for what it says.
    const most = `{"padding":"${'x'.repeat(10 * 1024 * 1024 - 14)}"}`
    expect((await call(method, path, { raw: most })).status).toBe(422)
  })

  test('a body without a length that is too large', async () => {
    const call = socketCallerOf(await started())
    const raw = JSON.stringify({ padding: 'x'.repeat(11 * 1024 * 1024) })
    const headers = { 'transfer-encoding': 'chunked' }
    expectError(await call('POST', '/v2/routes', { raw, headers }), 413, 'over 10485760 bytes')
  })

  test('a client that goes away in the middle of its body does no harm', async () => {
    const server = await started()
    const socket = connect(server.port, '127.0.0.1')
    const head = [
      'POST /v2/routes HTTP/1.1',
      'Host: localhost',
      `Authorization: ${basic(server.accessKey, server.secretKey)}`,
      'Content-Length: 1000',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n{"alias":`)
    await once(socket, 'ready')
    socket.destroy()
    const call = socketCallerOf(server)
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  })
})

describe('close', () => {
  test('ends connections that are kept alive, and may be called again', async () => {
    const server = await started()
    const agent = new Agent({ keepAlive: true })
    const outgoing = request(`${server.url}/v2/numbers`, { agent })
    const [incoming] = await once(outgoing.end(), 'response')
    incoming.resume()
    await once(incoming, 'end')
    await server.close()
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow()
  })

  test('ends a request that is under way', async () => {
    const server = await started()
    const headers = { authorization: basic(server.accessKey, server.secretKey), 'content-length': '1000' }
    const outgoing = request(`${server.url}/v2/routes`, { method: 'POST', headers })
    const failed = once(outgoing, 'error')
    outgoing.write('{"alias":')
    const [socket] = await once(outgoing, 'socket')
    if (socket.connecting) await once(socket, 'connect')
    // Once another request was answered this one's connection has been taken on too.
    await socketCallerOf(server)('GET', '/v2/routes')
    await server.close()
    await expect(failed).resolves.toBeDefined()
  })

  test('happens by itself at the end of an await using', async () => {
    let url: string
    {
      await using server = await startEmulator()
      url = server.url
      expect((await fetch(url)).status).toBe(401)
    }
    await expect(fetch(url)).rejects.toThrow()
  })
})

describe('the clock', () => {
  test('follows the machine’s, ahead by what it was advanced; a reset takes that back', async () => {
    const { clock, reset } = await started()
    const before = Date.now()
    const now = clock.now().getTime()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
    clock.advance(3_600_000)
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + 3_600_000)
    reset()
    expect(clock.now().getTime()).toBeLessThanOrEqual(Date.now())
  })

  test('stands still from a start time that is given', async () => {
    const startTime = new Date('2020-02-02T02:02:02.020Z')
    const { clock } = await started({ startTime })
    expect(clock.now()).toEqual(startTime)
    clock.advance(5)
    expect(clock.now().toISOString()).toBe('2020-02-02T02:02:02.025Z')
  })
})

test('the server’s fetch and its socket share one world', async () => {
  const server = await started()
  const call = socketCallerOf(server)
  const number = await buyOne(call)
  const headers = { authorization: basic(server.accessKey, server.secretKey) }
  const response = await server.fetch(`https://api.flowroute.com/v2/numbers/${number}`, { headers })
  expect(response.status).toBe(200)
  server.reset()
  expectError(await call('GET', `/v2/numbers/${number}`), 404, 'on your account')
})

test('starting a server leaves the process’s own Request and Response alone', async () => {
  await started()
  expect(globalThis.Request).toBe(before[0])
  expect(globalThis.Response).toBe(before[1])
})
