import { type Client, type ClientOptions, createClient } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { type Answer, startServer, type TestServer } from '@flowroute/testing'
import { onTestFinished } from 'vitest'
import { Cnam } from '../src/index.ts'

export { failureOf, problem } from '@flowroute/testing'

export const credentials = { accessKey: '12345678', secretKey: '0123456789abcdef0123456789abcdef' }

export const recordId = '23454'
export const numberId = '12065550100'

/** Caller names at a server that is there already; repeats come at once. */
export function cnamAt({ url }: { url: string }, options: ClientOptions = {}): Cnam {
  return new Cnam({ baseUrl: url, ...credentials, backoff: { base: 0 }, ...options })
}

/** Caller names at a server that answers as scripted and shows what it was asked. */
export async function scripted(
  answers: Parameters<typeof startServer>[0] = [{ status: 500 }],
  options: ClientOptions = {},
): Promise<{ cnam: Cnam; requests: TestServer['requests'] }> {
  const server = await startServer(answers)
  onTestFinished(server.close)
  return { cnam: cnamAt(server, options), requests: server.requests }
}

/** A record as the wire has it. */
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

const assignment = { type: 'cnam', id: 23_454, attributes: { date_created: 'Fri, 01 Jun 2018 00:17:52 GMT' } }

interface Method {
  name: string
  call(cnam: Cnam): PromiseLike<unknown>
  /** What a success is answered with. */
  answer: Answer
}

/** Every method, called as it should be. */
export const methods: readonly Method[] = [
  { name: 'list', call: (cnam) => cnam.list(), answer: { body: { data: [resource()] } } },
  { name: 'get', call: (cnam) => cnam.get(recordId), answer: { body: { data: resource() } } },
  {
    name: 'create',
    call: (cnam) => cnam.create('BOB LAW'),
    answer: { status: 201, body: { data: resource() } },
  },
  {
    name: 'update',
    call: (cnam) => cnam.update(recordId, 'BOB LAW'),
    answer: { body: { data: resource() } },
  },
  { name: 'delete', call: (cnam) => cnam.delete(recordId), answer: { status: 204 } },
  {
    name: 'assign',
    call: (cnam) => cnam.assign(recordId, numberId),
    answer: { status: 202, body: { data: assignment } },
  },
  {
    name: 'unassign',
    call: (cnam) => cnam.unassign(numberId),
    answer: { status: 202, body: { data: { ...assignment, id: null } } },
  },
]

/** Those of that name. */
export const only = (...names: string[]) => methods.filter(({ name }) => names.includes(name))

/** Those that are the same when done twice. */
export const replayable = methods.filter(({ name }) => name !== 'create')

/** Where the clock of an emulator starts. */
export const startTime = new Date('2026-01-15T17:00:00Z')

export interface Emulated {
  cnam: Cnam
  client: Client
  emulator: EmulatorServer
}

/** Caller names at an emulator of the test's own, whose clock stands still but for what it is advanced. */
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
