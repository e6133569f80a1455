import { createHash, createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { expect } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { basic } from './support.ts'

/** An answer of the v1 API. */
export interface V1Reply {
  status: number
  headers: Headers
  text: string
  body: Record<string, unknown>
  links: { prev?: string; next?: string } | undefined
}

/** What a test sends; `body` byte for byte. */
export interface V1Sent {
  json?: unknown
  body?: string
  headers?: Record<string, string>
}

export type V1Call = (method: string, path: string, sent?: V1Sent) => Promise<V1Reply>

/** A request before it has its credentials. */
export interface Unsigned {
  method: string
  url: string
  body?: string
}

/** What goes out: the address as it is on the wire, and the headers. */
export interface Signed {
  url: string
  headers: Record<string, string>
}

/** Signs a request. */
export type Signer = (request: Unsigned, credentials: Pick<Emulator, 'accessKey' | 'secretKey'>) => Signed

/** The signature of a message, as the password of HTTP Basic. */
export function authorize(
  { accessKey, secretKey }: Pick<Emulator, 'accessKey' | 'secretKey'>,
  tokens: readonly string[],
): string {
  return basic(accessKey, createHmac('sha1', secretKey).update(tokens.join('\n')).digest('hex'))
}

export function md5(body: string): string {
  return createHash('md5').update(body).digest('hex')
}

/** A moment to the second, with the Z. */
export function timestampOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

/** Signs by the rules of the documentation, the query sorted and form-encoded before it goes out. */
export function documentedSigner(timestamp: string): Signer {
  return ({ method, url, body = '' }, credentials) => {
    const [address = '', query = ''] = url.split('?')
    const parameters = new URLSearchParams(query)
    parameters.sort()
    const hash = method === 'GET' || method === 'HEAD' ? '' : md5(body)
    return {
      url: parameters.size === 0 ? address : `${address}?${parameters}`,
      headers: {
        'x-timestamp': timestamp,
        authorization: authorize(credentials, [timestamp, method, hash, address, parameters.toString()]),
      },
    }
  }
}

/** Calls in this process, signed as documented at the time of the emulator unless another signer is given. */
export function v1CallerOf(emulator: Emulator, signer?: Signer): V1Call {
  return async (method, path, sent = {}) => {
    const { body, headers } = wireForm(sent)
    const sign = signer ?? documentedSigner(timestampOf(emulator.clock.now()))
    const unsigned = {
      method,
      url: `https://api.flowroute.com${path}`,
      ...(body === undefined ? {} : { body }),
    }
    const signed = sign(unsigned, emulator)
    const init = { method, headers: { ...signed.headers, ...headers } }
    // Bytes, because a string would be given the content type text/plain.
    const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) }
    const response = await emulator.fetch(signed.url, { ...init, ...bytes })
    return replyOf(response.status, response.headers, await response.text())
  }
}

/** Calls over a socket, where the signed address is that of the server. */
export function v1SocketCallerOf(server: Emulator & { url: string }, signer: Signer): V1Call {
  return (method, path, sent = {}) => {
    const { body, headers } = wireForm(sent)
    const unsigned = { method, url: `${server.url}${path}`, ...(body === undefined ? {} : { body }) }
    const signed = signer(unsigned, server)
    return send(server.url, method, signed, headers, body)
  }
}

/** Sends the request as it is, whatever host it names. */
export function send(
  serverUrl: string,
  method: string,
  signed: Signed,
  headers: Record<string, string> = {},
  body?: string,
): Promise<V1Reply> {
  const { hostname, port } = new URL(serverUrl)
  // Not parsed: the parser would put right what a client sends.
  const [, host = '', target = ''] = /^https?:\/\/([^/]+)(.*)$/.exec(signed.url) ?? []
  const options = { hostname, port, method, path: target, headers: { host, ...signed.headers, ...headers } }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const received = new Headers(incoming.headers as Record<string, string>)
        resolve(replyOf(incoming.statusCode ?? 0, received, Buffer.concat(chunks).toString('utf8')))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function wireForm({ json, body, headers }: V1Sent): {
  body: string | undefined
  headers: Record<string, string>
} {
  const contentType = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  return { body: json === undefined ? body : JSON.stringify(json), headers: { ...contentType, ...headers } }
}

function replyOf(status: number, headers: Headers, text: string): V1Reply {
  const body = text === '' ? {} : JSON.parse(text)
  return { status, headers, text, body, links: body.links }
}

/** Checks that it is an error of the v1 form that says what it should. */
export function expectV1Error(reply: V1Reply, status: number, error: string | RegExp): void {
  expect(reply.status, reply.text).toBe(status)
  expect(reply.headers.get('content-type')).toBe('application/json')
  expect(reply.body).toEqual({ error: typeof error === 'string' ? error : expect.stringMatching(error) })
}

/** Checks that it is a success without a body. */
export function expectEmpty(reply: V1Reply, status: number): void {
  expect(reply.status, reply.text).toBe(status)
  expect(reply.headers.get('content-type')).toBe('application/json')
  expect(reply.text).toBe('')
}

/** The keys of the map of that name, as they stand in the answer. */
export function keysOf(reply: V1Reply, name: string): string[] {
  return Object.keys((reply.body[name] ?? {}) as object)
}

/** The entry of that key in the map of that name. */
export function entryOf(reply: V1Reply, name: string, key: string): Record<string, unknown> {
  return (reply.body[name] as Record<string, Record<string, unknown>>)[key] ?? {}
}

/** Follows `links.next` from the first page to the end; gives the keys, page by page. */
export async function walk(call: V1Call, name: string, path: string): Promise<string[][]> {
  const pages: string[][] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const reply: V1Reply = await call('GET', next)
    expect(reply.status, reply.text).toBe(200)
    pages.push(keysOf(reply, name))
    next = reply.links?.next
  }
  return pages
}

/** Sends a request in this process with a signature that was made before. */
export async function fetchSigned(
  emulator: Emulator,
  { method, body }: Unsigned,
  { url, headers }: Signed,
): Promise<[status: number, error: unknown]> {
  const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) }
  return statusAndError(await emulator.fetch(url, { method, headers, ...bytes }))
}

/** The status and, if it is an error of the v1 form, what it says. */
export async function statusAndError(response: Response): Promise<[status: number, error: unknown]> {
  const text = await response.text()
  return [response.status, text === '' ? undefined : JSON.parse(text).error]
}

/** The account and the moment of the worked examples. */
export const workedAccount = {
  accessKey: '1111111',
  secretKey: 'topsecret',
  startTime: new Date('2016-01-01T00:00:00Z'),
}

export const mismatch = 'Authentication failed: the signature does not match the request.'

export const outdated = 'Authentication failed: X-Timestamp is more than five minutes off.'
