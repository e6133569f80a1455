import { createWebhookHandler, type MessageReceived, toGatewayHandler } from '@flowroute/webhooks'
import { inboundSms } from '@flowroute/webhooks/testing'
import { expect, test } from 'vitest'

const secret = 'a-secret-of-32-random-characters'
const payload = JSON.stringify(inboundSms({ body: 'grüße 😀' }))
const base64 = Buffer.from(payload).toString('base64')
const json = { 'Content-Type': 'application/json', 'Content-Length': '12' }

/** Events of each kind of gateway, shortened to what is read. */
const events = {
  'a REST API (version 1)': {
    httpMethod: 'POST',
    path: `/flowroute/${secret}`,
    headers: json,
    multiValueHeaders: { 'Content-Type': ['application/json'] },
    queryStringParameters: null,
    requestContext: { identity: { sourceIp: '52.88.246.140' } },
    body: payload,
    isBase64Encoded: false,
  },
  'an HTTP API (version 2)': {
    version: '2.0',
    rawPath: '/flowroute',
    rawQueryString: `secret=${secret}`,
    headers: json,
    requestContext: { http: { method: 'POST', sourceIp: '52.88.246.140' } },
    body: base64,
    isBase64Encoded: true,
  },
  'a load balancer': {
    httpMethod: 'POST',
    path: '/flowroute',
    queryStringParameters: { secret },
    multiValueHeaders: { 'content-type': ['application/json'] },
    requestContext: { elb: {}, identity: { sourceIp: '52.88.246.140' } },
    body: base64,
    isBase64Encoded: true,
  },
}

test.each(Object.entries(events))('handles an event of %s', async (_, event) => {
  const received: MessageReceived[] = []
  const lambda = toGatewayHandler(
    createWebhookHandler({
      secret,
      allowedAddresses: ['52.88.246.140'],
      onMessage: (message) => received.push(message),
    }),
  )
  expect(await lambda(event)).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'OK\n',
  })
  expect(received.map(({ body }) => body)).toEqual(['grüße 😀'])
})

test.each([
  ['a wrong secret', { path: '/flowroute/another-secret-that-is-wrong' }, 404],
  ['another method', { httpMethod: 'GET' }, 405],
  ['a body that is not JSON', { body: 'hello' }, 400],
  ['a body that is not Base64', { body: '%', isBase64Encoded: true }, 400],
  ['a header that cannot be', { headers: { 'a b': 'c' } }, 400],
])('answers %s', async (_, changes, statusCode) => {
  const lambda = toGatewayHandler(
    createWebhookHandler({ secret, onMessage: () => expect.fail('must not run') }),
  )
  expect(await lambda({ ...events['a REST API (version 1)'], ...changes })).toMatchObject({ statusCode })
})

test.each([[undefined], [null], ['POST'], [[]]])('answers 400 to %j, which is no event', async (event) => {
  expect(await toGatewayHandler(createWebhookHandler({}))(event)).toMatchObject({ statusCode: 400 })
})

test('answers 500 when the callback fails, so that Flowroute posts again', async () => {
  const onMessage = () => Promise.reject(new Error('the database is gone'))
  const lambda = toGatewayHandler(createWebhookHandler({ onMessage }))
  expect(await lambda(events['a load balancer'])).toMatchObject({ statusCode: 500 })
})

test('refuses what is not a handler', () => {
  expect(() => toGatewayHandler({} as never)).toThrow('handler must be a function.')
})
