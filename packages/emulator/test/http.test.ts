import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../src/app.ts'
import { bareWorld } from './bare-world.ts'
import { basic, buyOne, expectError, forSale, setUp } from './support.ts'

describe('paths and methods', () => {
  test.each(['/', '/v2', '/v2.1', '/v2/nothing', '/v2x1/messages', '/v2/numbers/1/relationships/nothing'])(
    'unknown path %s',
    async (path) => {
      const { call } = setUp()
      const { status, headers, body } = await call('GET', path)
      expect([status, headers.get('content-type')]).toEqual([404, 'application/vnd.api+json'])
      expect(body).toEqual({
        errors: [
          {
            status:
              '404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling.',
          },
        ],
      })
    },
  )

  test('an unknown path of the emulator itself has its own document', async () => {
    const { call } = setUp()
    for (const path of ['/__emulator', '/__emulator/nothing']) {
      expectError(await call('GET', path), 404, `There is no ${path}.`)
    }
  })

  test.each([
    ['DELETE', '/v2/numbers', 'GET, HEAD, OPTIONS'],
    ['POST', '/v2/numbers/available', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v2/numbers/available/areacodes', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v2/numbers/available/exchanges', 'GET, HEAD, OPTIONS'],
    ['GET', '/v2/numbers/details', 'POST, OPTIONS'],
    ['PUT', '/v2/numbers/12065550100', 'GET, HEAD, POST, PATCH, DELETE, OPTIONS'],
    ['GET', '/v2/numbers/12065550100/relationships/primary_route', 'PATCH, DELETE, OPTIONS'],
    ['PUT', '/v2/numbers/12065550100/relationships/sms_callback', 'POST, GET, HEAD, DELETE, OPTIONS'],
    ['PUT', '/v2/routes', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/v2/routes/1', 'PATCH, DELETE, OPTIONS'],
    ['POST', '/v2/routes/edge_strategies', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v2/e911s', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/v2/e911s/validate', 'POST, OPTIONS'],
    ['DELETE', '/v2/e911s/validate', 'POST, OPTIONS'],
    ['POST', '/v2/e911s/1', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['POST', '/v2/e911s/1/relationships/numbers', 'GET, HEAD, OPTIONS'],
    ['GET', '/v2/numbers/12065550100/relationships/e911s', 'DELETE, OPTIONS'],
    ['POST', '/v2/numbers/12065550100/relationships/e911s/1', 'PATCH, OPTIONS'],
    ['PUT', '/v2/cnams', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/v2/cnams/1', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['POST', '/v2/numbers/12065550100/relationships/cnam', 'DELETE, OPTIONS'],
    ['GET', '/v2/numbers/12065550100/relationships/cnams/1', 'PATCH, OPTIONS'],
    ['DELETE', '/v2.1/messages', 'POST, GET, HEAD, OPTIONS'],
    ['DELETE', '/v2.2/messages/mdr2-0', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v2.1/messages/sms_callback', 'PUT, GET, HEAD, DELETE, OPTIONS'],
    ['PROPFIND', '/v2/numbers', 'GET, HEAD, OPTIONS'],
  ])('%s %s is not allowed', async (method, path, allow) => {
    const { call } = setUp()
    const reply = await call(method, path)
    expectError(reply, 405, `${method} is not allowed on ${path}.`)
    expect(reply.headers.get('allow')).toBe(allow)
  })

  test('OPTIONS says what is allowed', async () => {
    const { call } = setUp()
    const reply = await call('OPTIONS', '/v2/routes')
    expect(reply.status).toBe(204)
    expect(reply.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(reply.text).toBe('')
    expect((await call('OPTIONS', '/v2/nothing')).status).toBe(404)
  })

  test('HEAD is GET without the body', async () => {
    const { call } = setUp()
    const reply = await call('HEAD', '/v2/numbers')
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/vnd.api+json')
    expect(reply.text).toBe('')
    expect((await call('HEAD', '/v2/numbers/12065550100')).status).toBe(404)
  })

  test('a slash at the end changes nothing: the official clients send one for an id that is missing', async () => {
    const { call } = setUp()
    expect((await call('GET', '/v2/numbers/')).links['self']).toBe(
      'https://api.flowroute.com/v2/numbers?limit=10&offset=0',
    )
  })

  test('parts of the path are decoded', async () => {
    const { call } = setUp()
    const number = await buyOne(call)
    expect((await call('GET', `/v2/numbers/%31${number.slice(1)}`)).data.id).toBe(number)
    expectError(await call('GET', `/v2/numbers/%2B${number}`), 404, 'on your account')
    expectError(await call('GET', `/v2/numbers/${number}%2F`), 404, 'on your account')
    expectError(await call('GET', '/v2/numbers/%zz'), 404, 'on your account')
  })
})

test('a fault of the emulator’s own is a 500 document that tells nothing of its insides', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
  const broken = {
    method: 'GET',
    path: '/v2/broken',
    handle() {
      throw new Error('the secret inside')
    },
  } as const
  const app = createApp(bareWorld(new Date(0)), { accessKey: 'a', secretKey: 's' }, [broken])
  const response = await app.request('/v2/broken', { headers: { authorization: basic('a', 's') } })
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        id: expect.any(String),
        status: 500,
        title: 'Internal Server Error',
        detail: 'An unexpected error occurred.',
      },
    ],
  })
  expect(text).not.toContain('secret inside')
  expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'the secret inside' }))
})

describe('fetch in this process', () => {
  const url = 'https://api.flowroute.com/v2/numbers'

  test('takes a Request, a URL or a text, and works apart from its object', async () => {
    const { emulator } = setUp()
    const { fetch, accessKey, secretKey } = emulator
    const init = { headers: { authorization: basic(accessKey, secretKey) } }
    expect((await fetch(url, init)).status).toBe(200)
    expect((await fetch(new URL(url), init)).status).toBe(200)
    expect((await fetch(new Request(url, init))).status).toBe(200)
    expect((await fetch(new Request(url), init)).status).toBe(200)
  })

  test('refuses a relative URL, as the global fetch does', async () => {
    const { emulator } = setUp()
    await expect(emulator.fetch('/v2/numbers')).rejects.toThrow(TypeError)
  })

  test('does nothing when it is aborted beforehand', async () => {
    const { emulator, call } = setUp()
    const [id] = await forSale(call, 1)
    const { accessKey, secretKey } = emulator
    const purchase = emulator.fetch(`${url}/${id}`, {
      method: 'POST',
      headers: { authorization: basic(accessKey, secretKey) },
      signal: AbortSignal.abort(new Error('no more')),
    })
    await expect(purchase).rejects.toThrow('no more')
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
  })

  test('rejects when it is aborted while a body is on its way', async () => {
    const { emulator } = setUp()
    const controller = new AbortController()
    const pending = emulator.fetch('https://api.flowroute.com/v2/routes', {
      method: 'POST',
      headers: { authorization: basic(emulator.accessKey, emulator.secretKey) },
      body: new ReadableStream({ pull: () => new Promise(() => {}) }),
      signal: controller.signal,
      duplex: 'half',
    } as RequestInit)
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })

  test('a body that breaks off is a 400', async () => {
    const { emulator } = setUp()
    const response = await emulator.fetch('https://api.flowroute.com/v2/routes', {
      method: 'POST',
      headers: { authorization: basic(emulator.accessKey, emulator.secretKey) },
      body: new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) }),
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('ended early')
  })
})
