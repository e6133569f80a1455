import { describe, expect, onTestFinished, test } from 'vitest'
import { createEmulator, startEmulator } from '../src/index.ts'
import { type Case, type Ids, node, others, python } from './official-calls.ts'
import { buy, type Call, callerOf, createRoute, socketCallerOf } from './support.ts'

async function check(call: Call, given: Case): Promise<void> {
  const [n = ''] = await buy(call, 1)
  const r = await createRoute(call)
  const sent = await call('POST', '/v2.1/messages', { json: { to: '12065550100', from: n, body: 'before' } })
  const sale = (await call('GET', '/v2/numbers/available?limit=1')).list[0]?.id ?? ''
  const ids = { n, r, sale, m: sent.data.id }
  const fill = (text: string): string =>
    text.replaceAll(/\{(n|sale|r|m)\}/g, (_all, name: keyof Ids) => ids[name])
  const { raw, headers } = given.sent ?? {}
  const reply = await call(given.method, fill(given.path), {
    ...(raw === undefined ? {} : { raw: fill(raw) }),
    ...(headers === undefined ? {} : { headers }),
  })
  expect(reply.status, reply.text).toBe(given.status)
  expect(reply.data).toEqual(given.data?.(ids))
}

const transports: Record<string, () => Promise<Call>> = {
  'in process': async () => callerOf(createEmulator()),
  'over a socket': async () => {
    const server = await startEmulator()
    onTestFinished(() => server.close())
    return socketCallerOf(server)
  },
}

describe.each(Object.keys(transports))('%s', (transport) => {
  const connect = transports[transport] as () => Promise<Call>

  test.each(Object.entries(node))('Node SDK: %s', async (_name, given) => check(await connect(), given))

  test.each(Object.entries(python))('Python SDK: %s', async (_name, given) => check(await connect(), given))

  test.each(Object.entries(others))('%s', async (_name, given) => check(await connect(), given))
})
