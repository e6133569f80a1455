import { type Answer, failureOf, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { type Account, messagesOf, openAccount, record, startTime } from './support.ts'

const to = '12065550123'
const body = 'sent once, or not at all'

type Fault = (socket: { destroy(): void }) => Answer | undefined

/** Ways to lose the response to a send. */
const faults: [string, string, Fault][] = [
  ['a 503', 'ServerError', () => ({ status: 503, body: '<html>Service Unavailable</html>' })],
  ['an HTML page with 200', 'ResponseFormatError', () => ({ status: 200, body: '<html>Welcome</html>' })],
  [
    'a reset',
    'ConnectionError',
    (socket) => {
      socket.destroy()
      return undefined
    },
  ],
]

async function forward(account: Account, request: SeenRequest): Promise<Answer> {
  const { method, target, headers, text } = request
  const { authorization = '', 'content-type': contentType = '' } = headers
  const response = await account.emulator.fetch(`http://emulator${target}`, {
    method,
    headers: { authorization, 'content-type': contentType },
    ...(text === '' ? {} : { body: text }),
  })
  return { status: response.status, body: await response.json() }
}

/** A proxy that replaces the responses to sends, after or without passing the request on. */
function faultyProxy(account: Account, fault: Fault, isForwarded: boolean): Promise<TestServer> {
  return startServer(async (request, _response, socket) => {
    if (request.method === 'GET') return forward(account, request)
    if (isForwarded) await forward(account, request)
    return fault(socket)
  })
}

describe.each(faults)('after a send that ended in %s', (_, name, fault) => {
  test.each([
    ['finds the message that Flowroute accepted', true],
    ['finds nothing when Flowroute never saw it', false],
  ])('%s', async (_name, isSent) => {
    await using account = await openAccount()
    await using proxy = await faultyProxy(account, fault, isSent)
    const { messages } = messagesOf(proxy)
    const message = { to, from: account.from, body }

    const error = await failureOf(messages.send(message))

    expect(error).toMatchObject({ name, outcome: 'unknown', attempts: 1, method: 'POST' })
    expect(proxy.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    const found = await messages.findSent({ ...message, since: startTime })
    expect(found.map(({ to, from, body }) => ({ to, from, body }))).toEqual(isSent ? [message] : [])
  })
})

test('returns a record once when new ones move it to the next page', async () => {
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

test('reads every page', async () => {
  await using account = await openAccount()
  const { messages } = messagesOf(account.emulator)
  const { id } = await messages.send({ to, from: account.from, body: 'the first of many' })
  for (let count = 0; count < 205; count++) {
    await messages.send({ to, from: account.from, body: `later ${count}` })
  }

  const found = await messages.findSent({ to, body: 'the first of many', since: startTime })
  expect(found.map((message) => message.id)).toEqual([id])
  expect(await messages.findSent({ to, since: startTime })).toHaveLength(206)
})

test.each(['v2.1', 'v2.2'] as const)('compares recipient, sender, text and time: %s', async (apiVersion) => {
  await using account = await openAccount(2)
  const { messages } = messagesOf(account.emulator, { apiVersion, strict: true })
  const [from = '', other = ''] = account.numbers
  const send = async (message: Partial<Parameters<typeof messages.send>[0]>): Promise<string> =>
    (await messages.send({ to, from, body: 'hello', ...message })).id

  await send({ body: 'too early' })
  account.emulator.clock.advance(60_000)
  const since = account.emulator.clock.now()
  const first = await send({})
  const second = await send({})
  const longer = await send({ body: 'hello ' })
  const toOther = await send({ to: other })
  const picture = await send({ body: '', mediaUrls: ['https://example.com/cat.gif'] })
  const fromOther = await send({ from: other })
  // A message to a number of the account arrives there too: inbound, with the same text, sender and recipient.
  account.emulator.clock.advance(60_000)
  const found = async (wanted: object): Promise<string[]> =>
    (await messages.findSent({ to, since, ...wanted })).map(({ id }) => id)

  expect(await found({ from, body: 'hello' })).toEqual([second, first])
  expect(await found({ from: `+${from}`, to: '(206) 555-0123', body: 'hello ' })).toEqual([longer])
  expect(await found({ body: 'hello' })).toEqual([fromOther, second, first])
  expect(await found({ from })).toEqual([picture, longer, second, first])
  expect(await found({ from, body: '' })).toEqual([picture])
  expect(await found({ to: other, body: 'hello' })).toEqual([toOther])
  expect(await found({ body: 'too early' })).toEqual([])
  expect(await found({ body: 'too early', since: '2026-01-15' })).toHaveLength(1)
  expect(await found({ to: '12065550124' })).toEqual([])
  expect(await found({ since: account.emulator.clock.now() })).toEqual([])
})

test('ignores records whose numbers it cannot read', async () => {
  await using server = await startServer([
    { body: { data: [record({ to: undefined, from: null }), record({ to: 12061232634 })] } },
  ])
  const { messages } = messagesOf(server)
  const found = await messages.findSent({ to: '12061232634', from: '12012673227', since: '2026-01-01' })
  expect(found).toHaveLength(1)
})
