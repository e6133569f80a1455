import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { forSale, setUp, socketCallerOf } from './support.ts'
import { node, php, python, ruby } from './v1-signers.ts'
import {
  expectEmpty,
  expectV1Error,
  keysOf,
  type V1Call,
  v1CallerOf,
  v1SocketCallerOf,
} from './v1-support.ts'

const signers = { node, php, python, ruby }

const transports = {
  'in process': async (name: keyof typeof signers) => {
    const { emulator, call } = setUp()
    return { v1: v1CallerOf(emulator, signers[name]), v2: call }
  },
  'over a socket': async (name: keyof typeof signers) => {
    const server = await startEmulator()
    onTestFinished(() => server.close())
    return { v1: v1SocketCallerOf(server, signers[name]), v2: socketCallerOf(server) }
  },
}

/** All nine calls, with the bodies of the SDK's README. */
async function useAccount(v1: V1Call, number: string): Promise<void> {
  const base = '/v1/available-tns'
  expect(keysOf(await v1('GET', `${base}/npas/?limit=3`), 'npas')).toHaveLength(3)
  expect(keysOf(await v1('GET', `${base}/npanxxs/?limit=2&npa=203&page=3`), 'npanxxs')).toHaveLength(2)
  const search = `${base}/tns/?limit=3&npa=206&page=1&ratecenter=SEATTLE&state=WA`
  expect(keysOf(await v1('GET', search), 'tns')).toHaveLength(3)
  expectEmpty(await v1('PUT', `/v1/tns/${number}`, { json: { billing_method: 'METERED' } }), 201)
  expect(keysOf(await v1('GET', `/v1/tns/?limit=3&pattern=${number.slice(1, 4)}`), 'tns')).toEqual([number])
  const host = { type: 'HOST', value: '24.239.23.40:5060' }
  expectEmpty(await v1('PUT', '/v1/routes/MyHost', { json: host }), 201)
  const body = '{"routes": [{"name": "MyHost"}, {"name": "sip-reg"}]}'
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  expectEmpty(await v1('PATCH', `/v1/tns/${number}`, { body, headers }), 200)
  const sipReg = { type: 'SIP-REG', name: 'sip-reg' }
  const details = await v1('GET', `/v1/tns/${number}`)
  expect(details.body).toEqual({ billing_method: 'METERED', routes: [{ name: 'MyHost', ...host }, sipReg] })
  expect(keysOf(await v1('GET', '/v1/routes/?limit=10&page=1'), 'routes')).toEqual(['sip-reg', 'MyHost'])
}

const names = Object.keys(signers) as (keyof typeof signers)[]

describe.each(Object.entries(transports))('%s', (_transport, connect) => {
  test.each(names)('the nine calls as the %s SDK sends them', async (name) => {
    const { v1, v2 } = await connect(name)
    const [number = ''] = await forSale(v2, 1)
    await useAccount(v1, number)
  })

  test.each(names)('%s: without any filter, and with filters that are not in order', async (name) => {
    const { v1 } = await connect(name)
    expect(keysOf(await v1('GET', '/v1/available-tns/npas/'), 'npas')).toHaveLength(10)
    const path = '/v1/available-tns/tns/?state=WA&npa=206&limit=2'
    expect(keysOf(await v1('GET', path), 'tns')).toHaveLength(2)
  })

  test.each(['php', 'python', 'ruby'] as const)('%s: with a space', async (name) => {
    const { v1 } = await connect(name)
    expect((await v1('GET', '/v1/available-tns/tns/?ratecenter=NEW YORK&state=NY')).status).toBe(200)
  })

  test('node: with a space, which it signs as it does not send it', async () => {
    const { v1 } = await connect('node')
    const reply = await v1('GET', '/v1/available-tns/tns/?ratecenter=NEW YORK&state=NY')
    expectV1Error(reply, 401, 'Authentication failed: the signature does not match the request.')
  })

  test.each(names)('%s: a wrong secret', async (name) => {
    const { v1 } = await connect(name)
    const headers = { authorization: `Basic ${btoa('12345678:0123456789abcdef0123456789abcdef01234567')}` }
    const reply = await v1('GET', '/v1/tns/', { headers })
    expectV1Error(reply, 401, 'Authentication failed: the signature does not match the request.')
  })
})

test('node: the routes as the README has them, a text in the place of the array', async () => {
  const { v1, v2 } = await transports['in process']('node')
  const [number = ''] = await forSale(v2, 1)
  await v1('PUT', `/v1/tns/${number}`, { json: { billing_method: 'METERED' } })
  const routes = JSON.stringify('[{"name":"sip-reg"}, {"name":"sip-reg"}]')
  expectEmpty(await v1('PATCH', `/v1/tns/${number}`, { body: `{"routes": ${routes}}` }), 200)
})
