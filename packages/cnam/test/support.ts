import { type Client, type ClientOptions, createClient } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { startServer, type TestServer } from '@flowroute/testing'
import { onTestFinished } from 'vitest'
import { Cnam } from '../src/index.ts'

export { failureOf } from '@flowroute/testing'

export const credentials = { accessKey: '12345678', secretKey: '0123456789abcdef0123456789abcdef' }

export const recordId = '23454'
export const numberId = '12065550100'

/** `Cnam` for that server; it retries without waiting. */
function cnamAt({ url }: { url: string }, options: ClientOptions = {}): Cnam {
  return new Cnam({ baseUrl: url, ...credentials, backoff: { base: 0 }, ...options })
}

/** `Cnam` for a server that answers as scripted and records the requests. */
export async function scripted(
  answers: Parameters<typeof startServer>[0] = [{ status: 500 }],
  options: ClientOptions = {},
): Promise<{ cnam: Cnam; requests: TestServer['requests'] }> {
  const server = await startServer(answers)
  onTestFinished(server.close)
  return { cnam: cnamAt(server, options), requests: server.requests }
}

/** A record on the wire. */
export const resource = (attributes: object = {}, id: unknown = recordId) => ({
  type: 'cnam',
  id,
  attributes: {
    value: 'BOB LAW',
    is_approved: false,
    approval_datetime: null,
    creation_datetime: '2018-06-01 00:09:52.513092+00:00',
    rejection_reason: null,
    ...attributes,
  },
})

/** Where the clock of an emulator starts. */
export const startTime = new Date('2026-01-15T17:00:00Z')

export interface Emulated {
  cnam: Cnam
  client: Client
  emulator: EmulatorServer
}

/** `Cnam` for an emulator of its own, whose clock stands still until it is advanced. */
export async function emulated(): Promise<Emulated> {
  const emulator = await startEmulator({ startTime })
  onTestFinished(emulator.close)
  const client = createClient({ baseUrl: emulator.url, ...credentials, backoff: { base: 0 }, strict: true })
  return { cnam: new Cnam(client), client, emulator }
}

/** Buys a number of that kind. */
export async function buyNumber(
  client: Client,
  filters: Record<string, string> = { state: 'WA' },
): Promise<string> {
  type Offers = { data: { id: string }[] }
  const { data } = await client.request({
    path: '/v2/numbers/available',
    query: { numberType: 'longcode', ...filters, limit: 1 },
    decode: (document) => document as Offers,
  })
  const id = data[0]?.id
  if (id === undefined) throw new Error('there is no number for sale')
  await client.request({ method: 'POST', path: `/v2/numbers/${id}` })
  return id
}
