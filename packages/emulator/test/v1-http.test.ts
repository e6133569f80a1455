import { assert, asyncProperty, constantFrom, dictionary, jsonValue, oneof, record, string } from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../src/app.ts'
import { bareWorld } from './bare-world.ts'
import { buyOne, setUp } from './support.ts'
import { documentedSigner, expectV1Error, v1CallerOf } from './v1-support.ts'

function start() {
  return v1CallerOf(setUp().emulator)
}

describe('paths and methods', () => {
  test.each([
    ['POST', '/v1/tns', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/v1/tns/12065550100', 'GET, HEAD, PUT, PATCH, OPTIONS'],
    ['PUT', '/v1/routes', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/routes/office', 'PUT, OPTIONS'],
    ['POST', '/v1/available-tns/npas', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v1/available-tns/npanxxs', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v1/available-tns/tns', 'GET, HEAD, OPTIONS'],
  ])('%s %s is not allowed', async (method, path, allow) => {
    const reply = await start()(method, path)
    expectV1Error(reply, 405, `${method} is not allowed on ${path}.`)
    expect(reply.headers.get('allow')).toBe(allow)
  })

  test.each(['/v1', '/v1/numbers', '/v1/tns/1/routes', '/v1/available-tns'])(
    'unknown path %s',
    async (path) => {
      expectV1Error(await start()('GET', path), 404, `There is no ${path}.`)
    },
  )

  test('what only begins like it is none of it', async () => {
    const { call } = setUp()
    const reply = await call('GET', '/v10/tns')
    expect(reply.status).toBe(404)
    expect(reply.error).toEqual({ status: expect.stringMatching(/^404 Not Found: /) })
  })

  test('the slash at the end may be there or not', async () => {
    const call = start()
    for (const path of [
      '/v1/available-tns/npas',
      '/v1/available-tns/npanxxs',
      '/v1/available-tns/tns',
      '/v1/routes',
    ]) {
      const reply = await call('GET', path)
      expect(reply.status).toBe(200)
      expect((await call('GET', `${path}/`)).text).toBe(reply.text)
    }
  })

  test('HEAD is GET without the body, OPTIONS says what is allowed', async () => {
    const call = start()
    const head = await call('HEAD', '/v1/routes/')
    expect([head.status, head.headers.get('content-type'), head.text]).toEqual([200, 'application/json', ''])
    const options = await call('OPTIONS', '/v1/tns/12065550100')
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, PUT, PATCH, OPTIONS'])
  })
})

test('a body that is too large is a 413 and one that breaks off a 400, before the signature is looked at', async () => {
  const { emulator } = setUp()
  const url = 'https://api.flowroute.com/v1/routes/office'
  const { headers } = documentedSigner('2026-01-15T17:00:00Z')({ method: 'PUT', url }, emulator)
  const large = await emulator.fetch(url, { method: 'PUT', headers, body: new Uint8Array(11 * 1024 * 1024) })
  expect([large.status, await large.json()]).toEqual([
    413,
    { error: 'The request body is over 10485760 bytes.' },
  ])
  const broken = await emulator.fetch(url, {
    method: 'PUT',
    headers,
    body: new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) }),
    duplex: 'half',
  } as RequestInit)
  expect([broken.status, await broken.json()]).toEqual([400, { error: 'The request body ended early.' }])
})

test('a fault of the emulator’s own is a 500 that tells nothing of its insides', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
  const broken = {
    method: 'GET',
    path: '/v1/broken',
    handle() {
      throw new Error('the secret inside')
    },
  } as const
  const now = new Date('2026-01-15T17:00:00Z')
  const credentials = { accessKey: 'a', secretKey: 's' }
  const app = createApp(bareWorld(now), credentials, [broken])
  const unsigned = { method: 'GET', url: 'http://localhost/v1/broken' }
  const { url, headers } = documentedSigner('2026-01-15T17:00:00Z')(unsigned, credentials)
  const response = await app.request(url, { headers })
  expect([response.status, await response.json()]).toEqual([500, { error: 'An unexpected error occurred.' }])
  expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'the secret inside' }))
})

test('whatever is asked, the answer has the form of v1, and is no 500 but for a limit of 0', async () => {
  const { emulator, call } = setUp()
  const v1 = v1CallerOf(emulator)
  const number = await buyOne(call)
  const texts = [
    '',
    '0',
    '1',
    '-1',
    '206',
    number,
    'null',
    'WA',
    'seattle',
    'é',
    '%00',
    'sip-reg',
    '__proto__',
    '\ud800',
  ]
  const word = oneof(constantFrom(...texts), string())
  const paths = [
    'available-tns/npas',
    'available-tns/npanxxs',
    'available-tns/tns',
    'tns',
    `tns/${number}`,
    'tns/1',
    'routes',
  ]
  const names = ['limit', 'page', 'npa', 'nxx', 'ratecenter', 'state', 'tn', 'pattern', 'x']
  const members = ['billing_method', 'routes', 'name', 'type', 'value', 'data', '__proto__']
  const request = record({
    method: constantFrom('GET', 'PUT', 'PATCH', 'POST', 'DELETE'),
    path: oneof(
      constantFrom(...paths),
      word.map((name) => `routes/${encodeURIComponent(Buffer.from(name).toString())}`),
    ),
    query: dictionary(constantFrom(...names), word),
    json: oneof(dictionary(constantFrom(...members), oneof(word, jsonValue())), jsonValue()),
  })
  const property = asyncProperty(request, async ({ method, path, query, json }) => {
    const reply = await v1(
      method,
      `/v1/${path}?${new URLSearchParams(query)}`,
      method === 'GET' ? {} : { json },
    )
    expect(reply.headers.get('content-type')).toBe('application/json')
    if (Number(query['limit']) !== 0) expect(reply.status).toBeLessThan(500)
    if (reply.status >= 400) expect(reply.body).toEqual({ error: expect.stringMatching(/\S/) })
  })
  await assert(property, { numRuns: 1_000 })
  expect((await v1('GET', '/v1/routes/')).status).toBe(200)
})
