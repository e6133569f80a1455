import { ConnectionError, ResponseFormatError, ServerError, TimeoutError } from '@flowroute/core'
import { type Answer, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { failureOf, messagesOf, openAccount, record, type Setting, startTime } from './support.ts'

const to = '12065550123'
const body = 'sent once, or not at all'

type Trouble = (socket: { destroy(): void }) => Answer | undefined

/** What can befall an answer on its way. */
const troubles: [string, abstract new (...args: never[]) => Error, Trouble][] = [
  ['a 503', ServerError, () => ({ status: 503, body: '<html>Service Unavailable</html>' })],
  ['a 500', ServerError, () => ({ status: 500 })],
  [
    'a reset',
    ConnectionError,
    (socket) => {
      socket.destroy()
      return undefined
    },
  ],
  // Nothing is ever answered.
  ['a timeout', TimeoutError, () => undefined],
  ['an HTML page with 200', ResponseFormatError, () => ({ status: 200, body: '<html>Welcome</html>' })],
  ['an answer without an id', ResponseFormatError, () => ({ status: 202, body: { data: {} } })],
]

async function passOn(account: Setting, request: SeenRequest): Promise<Answer> {
  const { method, target, headers, text } = request
  const { authorization = '', 'content-type': contentType = '' } = headers
  const response = await account.emulator.fetch(`http://emulator${target}`, {
    method,
    headers: { authorization, 'content-type': contentType },
    ...(text === '' ? {} : { body: text }),
  })
  return { status: response.status, body: await response.json() }
}

/** A proxy that loses the answers to sends, after or before they reach the emulator. */
function troubledProxy(account: Setting, trouble: Trouble, isSent: boolean): Promise<TestServer> {
  return startServer(async (request, _response, socket) => {
    if (request.method === 'GET') return passOn(account, request)
    if (isSent) await passOn(account, request)
    return trouble(socket)
  })
}

const count = (server: TestServer, method: string): number =>
  server.requests.filter((request) => request.method === method).length

describe.each(troubles)('a send that ends in %s', (_, type, trouble) => {
  test.each([
    ['Flowroute took it', true],
    ['Flowroute never saw it', false],
  ])('is not repeated, and findSent tells the truth: %s', async (_name, isSent) => {
    await using account = await openAccount()
    await using proxy = await troubledProxy(account, trouble, isSent)
    const { messages } = messagesOf(proxy, { retries: 5 })
    const limits = type === TimeoutError ? { timeout: 1_000 } : {}
    const message = { to, from: account.from, body }

    const error = await failureOf(() => messages.send(message, limits))

    expect(error).toBeInstanceOf(type)
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1, method: 'POST' })
    expect(count(proxy, 'POST')).toBe(1)
    const found = await messages.findSent({ ...message, since: startTime })
    expect(found.map(({ to, from, body }) => ({ to, from, body }))).toEqual(isSent ? [message] : [])
  })
})

test('findSent itself is repeated after a 503', async () => {
  await using account = await openAccount()
  const { messages: direct } = messagesOf(account.emulator)
  const { id } = await direct.send({ to, from: account.from, body })
  await using proxy = await startServer((request) =>
    proxy.requests.length === 1 ? { status: 503 } : passOn(account, request),
  )
  const { messages } = messagesOf(proxy)

  const found = await messages.findSent({ to, body, since: startTime })

  expect(found.map((message) => message.id)).toEqual([id])
  expect(proxy.requests).toHaveLength(2)
})

test('a send that could not connect is repeated and was not sent', async () => {
  const server = await startServer([{ status: 202 }])
  await server.close()
  const { messages } = messagesOf(server, { retries: 2 })

  const error = await failureOf(() => messages.send({ to, from: '12065550199', body }))

  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
})

test('setting a callback is repeated after a 503 and a reset', async () => {
  await using server = await startServer((_request, _response, socket) => {
    if (server.requests.length === 1) return { status: 503 }
    if (server.requests.length > 2) return { status: 204 }
    socket.destroy()
    return undefined
  })
  const { messages } = messagesOf(server)

  await messages.setCallback('sms_callback', 'https://example.com/')
  expect(server.requests).toHaveLength(3)
})

test('findSent gives a record once, though new ones push it on to the next page', async () => {
  const sent = (id: string) => ({ ...record({ body, from: '+12012673227', to: '+12065550123' }), id })
  const next = { next: 'https://api.flowroute.com/v2.2/messages?offset=2' }
  await using server = await startServer([
    { body: { data: [sent('mdr2-3'), sent('mdr2-2')], links: next } },
    { body: { data: [sent('mdr2-2'), sent('mdr2-1')], links: {} } },
  ])
  const { messages } = messagesOf(server, { apiVersion: 'v2.2' })

  const found = await messages.findSent({ to, from: '12012673227', body, since: startTime })

  expect(found.map(({ id }) => id)).toEqual(['mdr2-3', 'mdr2-2', 'mdr2-1'])
  expect(server.requests).toHaveLength(2)
})

test('the options of a call reach the requests of findSent', async () => {
  await using server = await startServer([{ body: { data: [], links: {} } }])
  const { messages } = messagesOf(server)
  const wanted = { to, since: startTime }

  await messages.findSent(wanted, { headers: { 'x-request': 'abc' } })
  expect(server.requests[0]?.headers['x-request']).toBe('abc')

  const stopped = await failureOf(() => messages.findSent(wanted, { signal: AbortSignal.abort('enough') }))
  expect(stopped).toMatchObject({ name: 'AbortedError', cause: 'enough' })
  expect(server.requests).toHaveLength(1)
})
