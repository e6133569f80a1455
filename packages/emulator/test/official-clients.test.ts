import { describe, expect, onTestFinished, test } from 'vitest'
import { type Emulator, startEmulator } from '../src/index.ts'
import { node, others, python } from './official-calls.ts'
import type { Case, Ids } from './official-forms.ts'
import {
  buyOne,
  type Call,
  createAddress,
  createApproved,
  createRoute,
  setUp,
  socketCallerOf,
} from './support.ts'

interface Connection {
  emulator: Emulator
  call: Call
}

async function check({ emulator, call }: Connection, given: Case): Promise<void> {
  const n = await buyOne(call)
  const r = await createRoute(call)
  const sent = await call('POST', '/v2.1/messages', { json: { to: '12065550100', from: n, body: 'before' } })
  const sale = (await call('GET', '/v2/numbers/available?limit=1')).list[0]?.id ?? ''
  const e = await createAddress(call)
  const c = await createApproved(call, emulator)
  const ids = { n, r, sale, m: sent.data.id, e, c }
  const fill = (text: string): string =>
    text.replaceAll(/\{(n|sale|r|m|e|c)\}/g, (_all, name: keyof Ids) => ids[name])
  const { raw, headers } = given.sent ?? {}
  const reply = await call(given.method, fill(given.path), {
    ...(raw === undefined ? {} : { raw: fill(raw) }),
    ...(headers === undefined ? {} : { headers }),
  })
  expect(reply.status, reply.text).toBe(given.status)
  expect(reply.data).toEqual(given.data?.(ids))
}

const transports: Record<string, () => Promise<Connection>> = {
  'in process': async () => setUp(),
  'over a socket': async () => {
    const server = await startEmulator()
    onTestFinished(() => server.close())
    return { emulator: server, call: socketCallerOf(server) }
  },
}

describe.each(Object.keys(transports))('%s', (transport) => {
  const connect = transports[transport] as () => Promise<Connection>

  test.each(Object.entries(node))('Node SDK: %s', async (_name, given) => check(await connect(), given))

  test.each(Object.entries(python))('Python SDK: %s', async (_name, given) => check(await connect(), given))

  const jsonCases = Object.entries({ ...node, ...python, ...others }).filter(([, { sent }]) =>
    /^[{[]/.test(sent?.raw ?? ''),
  )

  test.each(jsonCases)('%s, as JSON under the type of a form', async (_name, given) => {
    const headers = { ...given.sent?.headers, 'content-type': 'application/x-www-form-urlencoded' }
    await check(await connect(), { ...given, sent: { ...given.sent, headers } })
  })

  test.each(Object.entries(others))('%s', async (_name, given) => check(await connect(), given))
})
