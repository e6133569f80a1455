import { createWebhookHandler, flowrouteAddresses, type WebhookOptions } from '@flowroute/webhooks'
import { inboundSms } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'
import { json, servers, type WebhookServer } from './servers.ts'

const body = JSON.stringify(inboundSms({ id: 'mdr2-handler', body: 'confidential' }))

describe.each(servers)('on %s', (_, start) => {
  const calls: unknown[] = []
  const begin = (options: WebhookOptions = {}): WebhookServer | Promise<WebhookServer> => {
    calls.length = 0
    return start({ onMessage: ({ id }) => calls.push(id), ...options })
  }

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is answered 405', async (method) => {
    await using server = await begin()
    const answer = await server.send('/flowroute', { method })
    expect([answer.status, answer.headers.get('allow'), calls.length]).toEqual([405, 'POST', 0])
  })

  test.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['Application/JSON', 200],
    ['application/vnd.api+json', 200],
    ['application/problem+json;a=b', 200],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/jsonp', 415],
    ['+json', 415],
  ])('content type %s is answered %d', async (type, status) => {
    await using server = await begin()
    const answer = await server.send('/', { method: 'POST', headers: { 'content-type': type }, body })
    expect([answer.status, calls.length]).toEqual([status, status === 200 ? 1 : 0])
  })

  test('no content type is accepted', async () => {
    await using server = await begin()
    const bytes = new TextEncoder().encode(body)
    expect((await server.send('/', { method: 'POST', body: bytes })).status).toBe(200)
  })

  test.each([
    ['', 400],
    ['confidential', 400],
    ['[]', 400],
    ['{"data":{"type":"message"}}', 400],
  ])('%j is answered %d', async (content, status) => {
    const errors: unknown[] = []
    await using server = await begin({ onError: (error, event) => errors.push(error, event) })
    const answer = await server.send('/', { method: 'POST', headers: json, body: content })
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('confidential')
    expect(errors).toEqual([expect.objectContaining({ name: 'InvalidInputError' }), undefined])
  })

  test.each([
    [body.length, 200],
    [body.length - 1, 413],
    [10, 413],
  ])('with maxBytes %d the answer is %d', async (maxBytes, status) => {
    await using server = await begin({ maxBytes })
    expect((await server.send('/', { method: 'POST', headers: json, body })).status).toBe(status)
  })

  test('more than 1 MiB is too much, and the next request is served', async () => {
    await using server = await begin()
    for (const [size, status] of [
      [1_048_576, 200],
      [1_048_577, 413],
      [5_000_000, 413],
      [1_000, 200],
    ] as const) {
      const answer = await server.send('/', { method: 'POST', headers: json, body: body.padEnd(size) })
      expect(answer.status).toBe(status)
    }
  })

  const secret = 'correct-horse-battery-staple'
  test.each([
    [`/flowroute?secret=${secret}`, 200],
    [`/flowroute/${secret}`, 200],
    [`/flowroute/${secret}/`, 200],
    [`/flowroute/${secret}?secret=other`, 200],
    ['/flowroute', 404],
    ['/', 404],
    ['/flowroute?secret=', 404],
    [`/flowroute?secret=${secret}x`, 404],
    [`/flowroute?secret=${secret.slice(1)}`, 404],
    [`/flowroute?secret=${secret.replace(/e$/, 'f')}`, 404],
    [`/flowroute?secret=${secret.toUpperCase()}`, 404],
    [`/flowroute/${secret}/more`, 404],
    [`/flowroute?other=${secret}`, 404],
    ['/flowroute/%', 404],
    [`/${'x'.repeat(5_000)}`, 404],
  ])('%s is answered %d', async (path, status) => {
    await using server = await begin({ secret })
    const answer = await server.send(path, { method: 'POST', headers: json, body })
    expect([answer.status, calls.length]).toEqual([status, status === 200 ? 1 : 0])
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toMatch(/correct|confidential/)
  })

  test('space around a secret does not count', async () => {
    await using server = await begin({ secret: ` ${secret}\n` })
    const answer = await server.send(`/flowroute/${secret}`, { method: 'POST', headers: json, body })
    expect(answer.status).toBe(200)
  })

  test('a secret may have any characters', async () => {
    await using server = await begin({ secret: 'ä/ &%-and-12-more' })
    for (const path of ['/%C3%A4%2F%20%26%25-and-12-more', '/?secret=%C3%A4/+%26%25-and-12-more']) {
      expect((await server.send(path, { method: 'POST', headers: json, body })).status).toBe(200)
    }
  })

  test.each([
    [{ allowedAddresses: ['127.0.0.1'] }, undefined, 200],
    [{ allowedAddresses: ['10.0.0.1', '::ffff:7f00:1'] }, undefined, 200],
    [{ allowedAddresses: flowrouteAddresses }, undefined, 403],
    [{ allowedAddresses: flowrouteAddresses }, '52.88.246.140', 403],
    [{ allowedAddresses: ['127.0.0.1'], trustProxy: true }, undefined, 403],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: true }, '52.88.246.140', 200],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: 1 }, '1.2.3.4, 52.10.220.50:443', 200],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: 1 }, '52.10.220.50, 1.2.3.4', 403],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: 2 }, '9.9.9.9, 52.10.220.50, 1.2.3.4', 200],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: 2 }, '52.10.220.50, 9.9.9.9, 1.2.3.4', 403],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: 2 }, '52.10.220.50', 403],
    [{ allowedAddresses: flowrouteAddresses, trustProxy: true }, 'unknown', 403],
    [{ allowedAddresses: ['2001:db8::1'], trustProxy: true }, '[2001:DB8:0::1]:80', 200],
    [{ allowedAddresses: ['127.0.0.1'], clientAddress: () => null }, undefined, 403],
    [{ allowedAddresses: ['7.7.7.7'], clientAddress: () => '7.7.7.7' }, undefined, 200],
    [{ allowedAddresses: ['7.7.7.7'], clientAddress: async () => '7.7.7.7' }, undefined, 200],
    [{ allowedAddresses: ['7.7.7.7'], clientAddress: () => Promise.reject(new Error('no')) }, undefined, 500],
  ])('%j and x-forwarded-for %s are answered %d', async (options, forwarded, status) => {
    await using server = await begin(options)
    const headers = forwarded === undefined ? json : { ...json, 'x-forwarded-for': forwarded }
    const answer = await server.send('/', { method: 'POST', headers, body })
    expect([answer.status, calls.length]).toEqual([status, status === 200 ? 1 : 0])
  })
})

/** A request with a body that is a stream. */
function streaming(
  source: UnderlyingDefaultSource<unknown>,
  headers: Record<string, string> = json,
): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers,
    body: new ReadableStream(source),
    duplex: 'half',
  }
  return new Request('https://example.com/', init)
}

test('a body without an end is read no further than maxBytes', async () => {
  let chunks = 0
  let cancelled = false
  const endless = streaming({
    pull(controller) {
      chunks += 1
      controller.enqueue(new Uint8Array(1_000))
    },
    cancel() {
      cancelled = true
    },
  })
  const handler = createWebhookHandler({ maxBytes: 10_000 })
  expect((await handler(endless)).status).toBe(413)
  expect(cancelled).toBe(true)
  expect(chunks).toBeLessThan(15)
})

test.each<[string, () => Promise<void>]>([
  ['fails', () => Promise.reject(new Error('failed'))],
  ['never settles', () => new Promise(() => {})],
])('a body that is too large and whose cancellation %s is answered 413', async (_, cancel) => {
  const errors: unknown[] = []
  const handler = createWebhookHandler({ maxBytes: 10, onError: (error) => errors.push(error) })
  const pull = (controller: ReadableStreamDefaultController): void => controller.enqueue(new Uint8Array(11))
  expect((await handler(streaming({ pull, cancel }))).status).toBe(413)
  expect((await handler(streaming({ pull, cancel }, { ...json, 'content-length': '11' }))).status).toBe(413)
  expect(errors).toEqual([])
})

test.each<[string, UnderlyingDefaultSource<unknown>, unknown]>([
  ['that fails', { pull: (controller) => controller.error(new Error('failed')) }, new Error('failed')],
  ['of text instead of bytes', { pull: (controller) => controller.enqueue('text') }, expect.any(TypeError)],
])('a body %s is answered 500 and reported', async (_, source, error) => {
  const errors: unknown[] = []
  const handler = createWebhookHandler({ onError: (reason) => errors.push(reason) })
  expect((await handler(streaming(source))).status).toBe(500)
  expect(errors).toEqual([error])
})

test('a body in chunks of every size is put together', async () => {
  const bodies: unknown[] = []
  const handler = createWebhookHandler({ onMessage: (message) => bodies.push(message.body) })
  const text = 'ä✓'.repeat(5_000)
  const bytes = new TextEncoder().encode(JSON.stringify(inboundSms({ body: text })))
  let start = 0
  let size = 0
  const request = streaming({
    pull(controller) {
      if (start >= bytes.byteLength) controller.close()
      else controller.enqueue(bytes.slice(start, start + size))
      start += size
      size = (size + 1) % 700
    },
  })
  expect((await handler(request)).status).toBe(200)
  expect(bodies).toEqual([text])
})

test('a body that was read already is answered 500 and reported', async () => {
  const errors: unknown[] = []
  const request = new Request('https://example.com/', { method: 'POST', headers: json, body })
  await request.text()
  const answer = await createWebhookHandler({ onError: (error) => errors.push(error) })(request)
  expect(answer.status).toBe(500)
  expect(errors).toEqual([new TypeError('The body of this request has been read already.')])
})

test('a request without an address is refused where only some addresses are allowed', async () => {
  const handler = createWebhookHandler({ allowedAddresses: ['127.0.0.1'] })
  const request = new Request('https://example.com/', { method: 'POST', headers: json, body })
  expect((await handler(request)).status).toBe(403)
})

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
  ['rejects', () => Promise.reject(new Error('no'))],
  ['never settles', () => new Promise(() => {})],
])('an onError that %s changes no answer', async (_, onError) => {
  const handler = createWebhookHandler({ onError, onMessage: () => Promise.reject(new Error('failed')) })
  const request = (content: string): Request =>
    new Request('https://example.com/', { method: 'POST', headers: json, body: content })
  expect((await handler(request('no JSON'))).status).toBe(400)
  expect((await handler(request(body))).status).toBe(500)
  expect((await handler(request(body))).status).toBe(500)
})
