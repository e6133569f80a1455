import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { run, runAt, urlIn } from './command-support.ts'
import { poll } from './patience.ts'
import { buyOne, type Call, type Resource } from './support.ts'
import { outside, receiver } from './webhook-support.ts'

const json = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('--webhook-url gets all that happens, after a reset too', async () => {
  const target = await receiver(() => ({}))
  const { call } = await runAt('--webhook-url', target.url)
  for (const round of [1, 2]) {
    const number = await buyOne(call)
    const media_urls = ['https://example.com/a.png']
    for (const more of [{}, { media_urls }]) {
      await call('POST', '/__emulator/messages', { json: { from: outside, to: number, body: 'in', ...more } })
      await call('POST', '/v2.2/messages', { json: { from: number, to: outside, body: 'out', ...more } })
    }
    await call('POST', '/__emulator/clock', { json: { advance: 1_000 } })
    await poll(() => target.requests.length).toBe(6)
    const kinds = target.requests.splice(0).map((posted) => {
      const { data } = posted.json as { data: Resource }
      return `${data.type} ${data.attributes['is_mms'] ?? ''}`
    })
    expect(kinds.sort(), `round ${round}`).toEqual([
      ...Array(4).fill('delivery_receipt '),
      'message false',
      'message true',
    ])
    await call('POST', '/__emulator/reset')
  }
})

test('--latency makes every answer of the API wait, after a reset too', async () => {
  const { call } = await runAt('--latency', '40')
  const faults = async (from: Call) => (await from('GET', '/__emulator/faults')).body
  const rule = { id: 'fault-1', fault: { kind: 'latency', milliseconds: 40 }, remaining: null }
  expect(await faults(call)).toEqual({ faults: [{ ...rule, hits: 0 }] })
  await call('GET', '/v2/numbers')
  await call('GET', '/v2/routes')
  expect(await faults(call)).toEqual({ faults: [{ ...rule, hits: 2 }] })
  await call('POST', '/__emulator/reset')
  expect(await faults(call)).toEqual({ faults: [{ ...rule, hits: 0 }] })
})

test('--rate-limits: the limits hold', async () => {
  const { call } = await runAt('--rate-limits')
  expect((await call('GET', '/__emulator/rate-limits')).body).toEqual({ enabled: true })
  const without = await runAt()
  expect((await without.call('GET', '/__emulator/rate-limits')).body).toEqual({ enabled: false })
})

test('prints a line for each call of the API, and for no other', async () => {
  const { call, out } = await runAt()
  const greeting = out()
  await call('GET', '/v2/numbers?limit=3')
  await call('GET', '/__emulator/clock')
  await call('POST', '/v2/routes', { raw: '{' })
  await poll(() => out().slice(greeting.length)).toMatch(/routes/)
  const lines = out()
    .slice(greeting.length)
    .replaceAll(/[\d.]+ ms/g, '5 ms')
  expect(lines).toBe(
    'GET /v2/numbers 200 5 ms\nPOST /v2/routes 400 5 ms: The request body is not valid JSON.\n',
  )
})

test('prints a line for each inbound message, refusal and attempt at a webhook, and nothing that moves a terminal', async () => {
  let status = 500
  const target = await receiver(() => ({ status, body: 'an answer' }))
  const withPassword = `${target.url.replace('http://', 'http://me:hidden@')}/hooks`
  const { call, out } = await runAt('--webhook-url', withPassword)
  const number = await buyOne(call)
  const greeting = out()
  const lines = (): string =>
    out()
      .slice(greeting.length)
      .replaceAll(/[\d.]+ ms/g, '5 ms')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
  const inbound = { from: outside, to: number, body: 'STOP\n\u001b[2J' }
  await call('POST', '/__emulator/messages', { json: inbound })
  await call('POST', '/__emulator/messages', { json: { ...inbound, body: 'STOP' } })
  await call('POST', '/v2.2/messages', { json: { from: number, to: outside, body: 'hello?' } })
  await call('POST', '/__emulator/settled')
  status = 200
  await call('POST', '/__emulator/clock', { json: { advance: 30_000 } })
  await call('POST', '/__emulator/settled')
  const masked = withPassword.replace('me:hidden', '•'.repeat(9))
  const webhook = `Webhook (message ${outside} to ${number}) to ${masked}`
  await poll(
    () =>
      lines()
        .split('\n')
        .filter((line) => line.endsWith('delivered, 200')).length,
  ).toBe(2)
  expect(lines().trimEnd().split('\n').sort()).toEqual(
    [
      `Inbound SMS from ${outside} to ${number}: STOP [2J`,
      `Inbound SMS from ${outside} to ${number}: STOP`,
      'POST /v2.2/messages 400 5 ms: The recipient has opted out of messages from this number (1110).',
      ...Array(2).fill(`${webhook}: failed, next attempt at then, 500`),
      ...Array(2).fill(`${webhook}: delivered, 200`),
    ].sort(),
  )
})

test('--quiet prints nothing but errors', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => free.once('listening', resolve))
  const { port } = free.address() as { port: number }
  const taken = run('--quiet', '--port', String(port))
  expect(await taken.exit).toBe(1)
  expect([taken.out(), taken.errors()]).toEqual(['', expect.stringContaining('is taken')])
  await new Promise((resolve) => free.close(resolve))
  const { stop, exit, out, errors } = run('--quiet', '--port', String(port))
  await poll(() =>
    fetch(`http://127.0.0.1:${port}/v2/numbers`).then(
      ({ status }) => status,
      () => 0,
    ),
  ).toBe(401)
  stop()
  expect(await exit).toBe(0)
  expect([out(), errors()]).toEqual(['', ''])
})

test('--json-logs prints a line of JSON for all that happens, without secrets', async () => {
  const target = await receiver(() => ({}))
  const withPassword = target.url.replace('http://', 'http://me:hidden@')
  const command = run(
    '--port',
    '0',
    '--json-logs',
    '--webhook-url',
    withPassword,
    '--secret-key',
    's3cret"key',
  )
  const [started] = json(await command.greeting)
  const url = urlIn(command.out())
  expect(started).toMatchObject({ event: 'started', url, accessKey: '12345678', secretKey: 's3cret"key' })
  expect(started?.['curl']).toContain(`'12345678:s3cret"key' '${url}/v2/numbers/available`)
  const token = Buffer.from('12345678:s3cret"key').toString('base64')
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Basic ${token}`, 'content-type': 'application/json' }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    return (await fetch(`${url}${path}`, init)).text()
  }
  const search = JSON.parse(await call('GET', '/v2/numbers/available?limit=1'))
  const number: string = search.data[0].id
  await call('POST', `/v2/numbers/${number}?secret=s3cret%22key`)
  await call('POST', '/__emulator/messages', { from: outside, to: number, body: `s3cret"key ${token}` })
  await poll(() => json(command.out()).filter(({ event }) => event === 'delivery').length).toBe(2)
  command.stop()
  expect(await command.exit).toBe(0)
  const events = json(command.out())
  for (const { time } of events) expect(Number.isNaN(Date.parse(String(time)))).toBe(false)
  expect(events.filter(({ event }) => event === 'request')).toMatchObject([
    { request: { method: 'GET', path: '/v2/numbers/available', query: 'limit=1', status: 200 } },
    { request: { method: 'POST', path: `/v2/numbers/${number}`, status: 201 } },
  ])
  const arrival = events.find(({ event }) => event === 'message')
  expect(arrival).toMatchObject({ message: { from: outside, to: number } })
  expect(events.at(-1)).toMatchObject({ event: 'stopped' })
  const afterGreeting = command.out().slice(command.out().indexOf('\n'))
  for (const secret of ['s3cret', token, 'hidden']) expect(afterGreeting).not.toContain(secret)
  expect(command.errors()).toBe('')
})
