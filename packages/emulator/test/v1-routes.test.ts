import { describe, expect, test } from 'vitest'
import { setUp } from './support.ts'
import { entryOf, expectEmpty, expectV1Error, keysOf, v1CallerOf } from './v1-support.ts'

const host = { type: 'HOST', value: '24.239.23.40:5060' }

function start() {
  const { emulator, call } = setUp()
  return { v1: v1CallerOf(emulator), v2: call }
}

test('a new account has the built-in route', async () => {
  const { v1 } = start()
  expect((await v1('GET', '/v1/routes/')).body).toEqual({
    routes: { 'sip-reg': { type: 'SIP-REG', value: null } },
  })
})

describe('create', () => {
  test.each([
    ['HOST', '24.239.23.40:5060'],
    ['HOST', 'myphone.com'],
    ['PSTN', '18002364455'],
    ['URI', 'sip:120664480000@215.122.69.152:5060'],
    ['URI', 'sips:securecall@securedserver.com'],
    ['URI', 'sip:alice@seattle.com;transport=tcp'],
  ])('%s %s', async (type, value) => {
    const { v1 } = start()
    expectEmpty(await v1('PUT', '/v1/routes/route1', { json: { type, value } }), 201)
    expect(entryOf(await v1('GET', '/v1/routes/'), 'routes', 'route1')).toEqual({ type, value })
  })

  test.each(['my route/1', 'é', '100%', '__proto__', 'a?b#c', '..a', '5'])('the name %s', async (name) => {
    const { v1, v2 } = start()
    expectEmpty(await v1('PUT', `/v1/routes/${encodeURIComponent(name)}`, { json: host }), 201)
    expect(keysOf(await v1('GET', '/v1/routes/'), 'routes').sort()).toEqual(['sip-reg', name].sort())
    expect((await v2('GET', '/v2/routes')).list[1]?.attributes['alias']).toBe(name)
  })

  test('a name that there is already is refused, and its route stays', async () => {
    const { v1 } = start()
    await v1('PUT', '/v1/routes/office', { json: host })
    const again = await v1('PUT', '/v1/routes/office', { json: { type: 'PSTN', value: '18002364455' } })
    expectV1Error(again, 422, 'A route named "office" exists already.')
    expect(entryOf(await v1('GET', '/v1/routes/'), 'routes', 'office')).toEqual(host)
    expectV1Error(await v1('PUT', '/v1/routes/sip-reg', { json: host }), 422, /exists already/)
  })

  test.each([
    [{ type: 'SIP-REG', value: 'sip-reg' }, 'type must be one of HOST, PSTN, URI.'],
    [{ type: 'host', value: 'example.com' }, 'type must be one of HOST, PSTN, URI.'],
    [{ type: 'webhook', value: 'https://example.com' }, 'type must be one of HOST, PSTN, URI.'],
    [{ type: 1, value: 'example.com' }, 'type must be a string.'],
    [{ value: 'example.com' }, 'type is required.'],
    [{ type: 'HOST' }, 'value is required.'],
    [{ type: 'HOST', value: null }, 'value is required.'],
    [{ type: 'PSTN', value: 18002364455 }, 'value must be a string.'],
    [{ type: 'PSTN', value: '8002364455' }, 'value must be an 11-digit number for type PSTN.'],
    [{ type: 'URI', value: 'example.com' }, 'value must be protocol:user@domain[:port] for type URI.'],
    [{ type: 'HOST', value: 'two words' }, /^value must be an IP address .* for type HOST\.$/],
    [{ type: 'HOST', value: 'a.b;colour=red' }, 'value has a parameter that is not allowed: ";colour=red".'],
    [{ data: { attributes: host } }, 'type is required.'],
    [[], 'The request body must be a JSON object.'],
  ])('refuses %j', async (json, error) => {
    const { v1 } = start()
    expectV1Error(await v1('PUT', '/v1/routes/route1', { json }), 422, error)
    expect(keysOf(await v1('GET', '/v1/routes/'), 'routes')).toEqual(['sip-reg'])
  })

  test('refuses a body that is missing or of another type', async () => {
    const { v1 } = start()
    expectV1Error(await v1('PUT', '/v1/routes/a'), 400, 'A request body is required.')
    const headers = { 'content-type': 'text/xml' }
    expectV1Error(
      await v1('PUT', '/v1/routes/a', { body: '<a/>', headers }),
      415,
      /^Content-Type "text\/xml" is not/,
    )
  })
})
