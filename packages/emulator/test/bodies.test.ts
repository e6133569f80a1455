import { describe, expect, test } from 'vitest'
import { basic, expectError, setUp } from './support.ts'

const attributes = { alias: 'office', route_type: 'host', value: 'sip.example.com' }
const otherTypes = ['application/x-www-form-urlencoded', 'text/plain;charset=UTF-8', 'text/xml', 'nonsense']
const envelope = { data: { type: 'route', attributes } }

describe('forms of a body that are taken', () => {
  test.each([
    ['the JSON:API envelope', envelope],
    ['the envelope without a type', { data: { attributes } }],
    ['flat attributes', attributes],
    ['flat attributes with a type', { type: 'route', ...attributes }],
    ['null for what was never set', { ...attributes, edge_strategy_id: null }],
    ['members nobody knows', { ...attributes, colour: 'red' }],
  ])('%s', async (_form, json) => {
    const { call } = setUp()
    const { status, data } = await call('POST', '/v2/routes', { json })
    expect(status).toBe(201)
    expect(data.attributes).toEqual({ ...attributes, edge_strategy_id: null })
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'application/vnd.api+json',
    'application/vnd.api+json; charset=utf-8',
    undefined,
  ])('content type %s', async (contentType) => {
    const { call } = setUp()
    const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType }
    const { status } = await call('POST', '/v2/routes', { raw: JSON.stringify(envelope), headers })
    expect(status).toBe(201)
  })

  test.each(otherTypes)('JSON under %s, told by its first character', async (contentType) => {
    const { call } = setUp()
    const headers = { 'content-type': contentType }
    for (const [index, space] of ['', '\r\n\t ', '\uFEFF'].entries()) {
      const json = { ...attributes, alias: `office ${index}` }
      const reply = await call('POST', '/v2/routes', { raw: `${space}${JSON.stringify(json)}`, headers })
      expect(reply.status, reply.text).toBe(201)
    }
  })

  test('a string body in process, which the global fetch gives the type text/plain', async () => {
    const { emulator } = setUp()
    const response = await emulator.fetch('https://api.flowroute.com/v2/routes', {
      method: 'POST',
      headers: { authorization: basic(emulator.accessKey, emulator.secretKey) },
      body: JSON.stringify(envelope),
    })
    expect(response.status).toBe(201)
  })

  test('a byte order mark before the JSON', async () => {
    const { call } = setUp()
    expect((await call('POST', '/v2/routes', { raw: `\uFEFF${JSON.stringify(envelope)}` })).status).toBe(201)
  })

  test('a body on a request that needs none is left alone', async () => {
    const { call } = setUp()
    const headers = { 'content-type': 'text/plain' }
    expectError(await call('DELETE', '/v2/routes/1', { raw: 'hello', headers }), 404, 'on your account')
  })
})

describe('forms of a body that are refused', () => {
  test.each([
    ['nothing', undefined, 400, 'A request body is required.'],
    ['an empty text', '', 400, 'A request body is required.'],
    ['cut JSON', '{"data":{"type":"ro', 400, 'not valid JSON'],
    ['typographic quotes', '{“alias”:“office”}', 400, 'not valid JSON'],
    ['a form under no content type', 'alias=office', 400, 'not valid JSON'],
    ['an array', '[]', 422, 'must be a JSON object'],
    ['a string', '"alias"', 422, 'must be a JSON object'],
    ['JSON inside a JSON string', JSON.stringify('{"alias":"a"}'), 422, 'must be a JSON object'],
    ['a number', '1', 422, 'must be a JSON object'],
    ['null', 'null', 422, 'must be a JSON object'],
    ['data that is null', '{"data":null}', 422, 'data must be an object'],
    ['data that is an array', '{"data":[]}', 422, 'data must be an object'],
    ['attributes that are an array', '{"data":{"attributes":[]}}', 422, 'data.attributes must be an object'],
    ['another type in the envelope', '{"data":{"type":"number"}}', 422, 'type must be "route"'],
    ['another type beside the attributes', '{"type":"routes"}', 422, 'type must be "route"'],
    ['an envelope without attributes', '{"data":{"type":"route"}}', 422, 'alias is required'],
  ])('%s', async (_form, raw, status, detail) => {
    const { call } = setUp()
    expectError(await call('POST', '/v2/routes', raw === undefined ? {} : { raw }), status, detail)
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  })

  test('bytes that are not UTF-8', async () => {
    const { emulator, call } = setUp()
    const response = await emulator.fetch('https://api.flowroute.com/v2/routes', {
      method: 'POST',
      headers: { authorization: basic(emulator.accessKey, emulator.secretKey) },
      body: Uint8Array.of(0x7b, 0xff, 0x7d),
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('not valid UTF-8')
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  })

  test.each(otherTypes)('a body that is not JSON under %s', async (contentType) => {
    const { call } = setUp()
    const headers = { 'content-type': contentType }
    for (const raw of ['alias=office&route_type=host', '"{}"', ' ', 'null']) {
      expectError(await call('POST', '/v2/routes', { raw, headers }), 415, /is not supported/)
    }
  })

  test.each(otherTypes)('cut JSON under %s', async (contentType) => {
    const { call } = setUp()
    const headers = { 'content-type': contentType }
    const reply = await call('POST', '/v2/routes', { raw: '{"data":{"type":"ro', headers })
    expectError(reply, 400, 'not valid JSON')
  })
})

describe('the size of a body', () => {
  const tenMebibytes = 10 * 1024 * 1024
  const padded = (size: number): string => {
    const empty = JSON.stringify({ ...attributes, padding: '' })
    return JSON.stringify({ ...attributes, padding: 'x'.repeat(size - empty.length) })
  }

  test('10 MiB is taken', async () => {
    const { call } = setUp()
    expect((await call('POST', '/v2/routes', { raw: padded(tenMebibytes) })).status).toBe(201)
  })

  test('a byte more is refused', async () => {
    const { call } = setUp()
    expectError(
      await call('POST', '/v2/routes', { raw: padded(tenMebibytes + 1) }),
      413,
      'over 10485760 bytes',
    )
  })

  test('an endless body is read for forty MiB and no further', async () => {
    const { emulator } = setUp()
    const chunk = new Uint8Array(1024 * 1024).fill(32)
    let produced = 0
    const body = new ReadableStream({
      pull(controller) {
        produced += chunk.length
        controller.enqueue(chunk)
      },
    })
    const headers = { authorization: basic(emulator.accessKey, emulator.secretKey) }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const response = await emulator.fetch('https://api.flowroute.com/v2/routes', init as RequestInit)
    expect(response.status).toBe(413)
    expect(produced).toBeLessThanOrEqual(4.5 * tenMebibytes)
  })

  test('a length that is announced is refused before the body is read', async () => {
    const { call } = setUp()
    const headers = { 'content-length': String(tenMebibytes + 1) }
    expectError(await call('POST', '/v2/routes', { raw: '{}', headers }), 413, 'over 10485760 bytes')
  })
})
