import { request as httpRequest } from 'node:http'
import { expect } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { exchangeProblems } from './openapi-exchanges.ts'
import './patience.ts'

/** A JSON:API resource as far as the tests look into it. */
export interface Resource {
  id: string
  type: string
  attributes: Record<string, unknown>
  links: Record<string, string>
  relationships: Record<string, { data: unknown }>
}

/** An answer, with the parts of its document by name; a part that is not there is undefined. */
export interface Reply {
  status: number
  headers: Headers
  text: string
  body: unknown
  data: Resource
  list: Resource[]
  included: Resource[]
  links: Record<string, string>
  error: { id: string; status: number; title?: string; detail: string }
}

/** What a test sends. `json` is sent as JSON under application/json, `raw` byte for byte with no headers. */
export interface Sent {
  json?: unknown
  raw?: string
  headers?: Record<string, string>
}

export type Call = (method: string, path: string, sent?: Sent) => Promise<Reply>

/** An emulator with a way to call it that shows its credentials. */
export function setUp(options?: EmulatorOptions): { emulator: Emulator; call: Call } {
  const emulator = createEmulator(options)
  return { emulator, call: callerOf(emulator) }
}

/** Calls in this process. Every exchange has to fit the OpenAPI document. */
export function callerOf(emulator: Emulator): Call {
  return async (method, path, sent = {}) => {
    const { headers, bytes } = wireForm(emulator, sent)
    // Bytes, because a string would be given the content type text/plain.
    const init = bytes === undefined ? { method, headers } : { method, headers, body: bytes }
    const response = await emulator.fetch(`https://api.flowroute.com${path}`, init)
    const reply = replyOf(response.status, response.headers, await response.text())
    const { status, body } = reply
    const exchange = { method, path, json: sent.json, hasOtherBody: sent.raw !== undefined, status, body }
    expect(exchangeProblems(exchange), `${method} ${path} against the OpenAPI document`).toEqual([])
    return reply
  }
}

/** Calls over a socket, with no header that the test did not ask for but Host and Connection. */
export function socketCallerOf(server: Emulator & { url: string }): Call {
  return (method, path, sent = {}) =>
    new Promise((resolve, reject) => {
      const { headers, bytes } = wireForm(server, sent)
      const outgoing = httpRequest(`${server.url}${path}`, { method, headers }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const received = new Headers(incoming.headers as Record<string, string>)
          resolve(replyOf(incoming.statusCode ?? 0, received, Buffer.concat(chunks).toString('utf8')))
        })
      })
      outgoing.on('error', reject)
      outgoing.end(bytes)
    })
}

export function basic(accessKey: string, secretKey: string): string {
  return `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`
}

function wireForm(
  { accessKey, secretKey }: Emulator,
  { json, raw, headers }: Sent,
): { headers: Record<string, string>; bytes: Uint8Array<ArrayBuffer> | undefined } {
  const text = json === undefined ? raw : JSON.stringify(json)
  return {
    headers: {
      authorization: basic(accessKey, secretKey),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    bytes: text === undefined ? undefined : new TextEncoder().encode(text),
  }
}

function replyOf(status: number, headers: Headers, text: string): Reply {
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  const part = <T>(name: string) => (body as Record<string, T> | undefined)?.[name] as T
  return {
    status,
    headers,
    text,
    body,
    data: part<Resource>('data'),
    list: part<Resource[]>('data'),
    included: part<Resource[]>('included'),
    links: part<Record<string, string>>('links'),
    error: part<Reply['error'][]>('errors')?.[0] as Reply['error'],
  }
}

/** The ids of numbers for sale, as a search finds them. */
export async function forSale(call: Call, count: number, query = ''): Promise<string[]> {
  const { list } = await call('GET', `/v2/numbers/available?limit=${count}${query}`)
  expect(list).toHaveLength(count)
  return list.map(({ id }) => id)
}

/** Buys that many numbers. */
export async function buy(call: Call, count: number, query = ''): Promise<string[]> {
  const ids = await forSale(call, count, query)
  for (const id of ids) expect((await call('POST', `/v2/numbers/${id}`)).status).toBe(201)
  return ids
}

/** Buys one number. */
export async function buyOne(call: Call, query = ''): Promise<string> {
  const [id] = await buy(call, 1, query)
  return id as string
}

/** Makes a route to a host; gives its id. */
export async function createRoute(call: Call, alias = 'office'): Promise<string> {
  const json = { alias, route_type: 'host', value: 'sip.example.com' }
  const { status, data } = await call('POST', '/v2/routes', { json })
  expect(status).toBe(201)
  return data.id
}

/** An address as a request has it, without a suite or the like. */
export const house = {
  label: 'Seattle office',
  first_name: 'Maria',
  last_name: 'Bermudez',
  street_number: '7742',
  street_name: '20th Ave SW',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98106',
}

/** What an address without a suite or the like shows of one. */
export const noUnit = { address_type: '', address_type_number: '' }

/** That address as an answer has it. */
export const shownHouse = { ...house, ...noUnit }

/** Makes an emergency address; gives its id. */
export async function createAddress(call: Call, attributes: object = {}): Promise<string> {
  const { status, data, text } = await call('POST', '/v2/e911s', { json: { ...house, ...attributes } })
  expect(status, text).toBe(201)
  return data.id
}

/** Makes a caller name that waits for its approval; gives its id. */
export async function createPending(call: Call, value = 'RAIN CITY BREAD'): Promise<string> {
  const { status, data, text } = await call('POST', '/v2/cnams', { json: { value } })
  expect(status, text).toBe(201)
  return data.id
}

/** Makes a caller name that is approved; gives its id. */
export async function createApproved(call: Call, { cnams }: Emulator, value?: string): Promise<string> {
  const id = await createPending(call, value)
  cnams.approve(id)
  return id
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

/** Checks that the answer is an error document of that status whose detail says what it should. */
export function expectError(reply: Reply, status: number, detail: string | RegExp): void {
  expect(reply.status, reply.text).toBe(status)
  expect(reply.headers.get('content-type')).toBe('application/vnd.api+json')
  expect(reply.body).toHaveProperty('errors.length', 1)
  expect(reply.error.status).toBe(status)
  expect(reply.error.id).toMatch(uuid)
  expect(reply.error.detail).toMatch(detail)
}

/** Checks that the answer is the error document that tells what is wrong, attribute by attribute. */
export function expectWrong(reply: Reply, attributes: Record<string, string[]>): void {
  expect(reply.status, reply.text).toBe(422)
  expect(reply.body).toEqual({
    errors: [{ detail: { data: { attributes } }, id: expect.stringMatching(uuid), status: 422 }],
  })
}

/** The built-in route, as it is included with every new number. */
export const sipReg = {
  attributes: { alias: 'sip-reg', route_type: 'sip-reg', value: null, edge_strategy_id: null },
  id: '0',
  links: { self: 'https://api.flowroute.com/v2/routes/0' },
  type: 'route',
}
