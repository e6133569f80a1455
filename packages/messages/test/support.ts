import {
  type Client,
  type ClientOptions,
  createClient,
  type InputIssue,
  InvalidInputError,
  type SchemaReport,
} from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { Messages, type MessagesOptions } from '@flowroute/messages'
import { failureOf, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import { expect } from 'vitest'

const credentials = { accessKey: 'access-1234', secretKey: 'secret-5678' }

/** A client of that server that retries without waiting. */
export function clientOf({ url }: { url: string }, options: ClientOptions = {}): Client {
  return createClient({ ...credentials, baseUrl: url, backoff: { base: 0 }, ...options })
}

/** `Messages` for that server, and the schema issues reported so far. */
export function messagesOf(
  server: { url: string },
  { apiVersion, ...options }: ClientOptions & MessagesOptions = {},
): { messages: Messages; reports: SchemaReport[] } {
  const reports: SchemaReport[] = []
  const client = clientOf(server, { onSchemaIssue: (report) => reports.push(report), ...options })
  return { messages: new Messages(client, { apiVersion }), reports }
}

/** The time of the emulator's clock, unless a test advances it. */
export const startTime = new Date('2026-01-15T17:00:00.000Z')

/** An emulator on a port, a client for it, and numbers of the account. */
export interface Account extends AsyncDisposable {
  emulator: EmulatorServer
  client: Client
  numbers: string[]
  /** The first of the numbers. */
  from: string
}

export async function openAccount(count = 1): Promise<Account> {
  const emulator = await startEmulator({ ...credentials, startTime })
  const client = clientOf(emulator)
  const offers = await client.request<{ data: { id: string }[] }>({
    path: '/v2/numbers/available',
    query: { limit: count },
  })
  const numbers = offers.data.map(({ id }) => id)
  for (const id of numbers) await client.request({ method: 'POST', path: `/v2/numbers/${id}` })
  const [from = ''] = numbers
  return { emulator, client, numbers, from, [Symbol.asyncDispose]: () => emulator.close() }
}

/** Expects a call to be refused with exactly these issues, such as `to is required`, and nothing to be sent. */
export async function expectRefused(
  call: (messages: Messages) => PromiseLike<unknown>,
  ...issues: string[]
): Promise<void> {
  await using server = await startServer([{ status: 500 }])
  const error = await failureOf(call(messagesOf(server).messages))
  expect(error).toBeInstanceOf(InvalidInputError)
  const messages = (error['issues'] as InputIssue[]).map(({ field, message }) => `${field} ${message}`)
  expect(messages).toEqual(issues)
  expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
  expect(server.requests).toEqual([])
}

/** The input, frozen at any depth. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

/** A request without its headers. */
export function sent(request: SeenRequest | undefined): Record<string, unknown> {
  const { method, path, query, json } = request ?? {}
  return { method, path, query, body: json }
}

/** The response to a send. */
export const accepted = { status: 202, body: { data: { type: 'message', id: 'mdr2-1' } } }

/** A record as the API sends it, with some attributes changed; those undefined are left out. */
export function record(changes: Record<string, unknown> = {}): {
  type: string
  id: string
  attributes: Record<string, unknown>
} {
  const attributes = {
    body: 'hello there',
    direction: 'outbound',
    from: '12012673227',
    to: '12061232634',
    timestamp: '2017-12-21T16:44:34.93Z',
    amount_display: '$0.0040',
    amount_nanodollars: 4_000_000,
    is_mms: false,
    message_encoding: 0,
    message_type: 'longcode',
    status: 'message buffered',
    ...changes,
  }
  return { type: 'message', id: 'mdr2-1', attributes }
}

/** A server that responds with one record. */
export function serveRecord(changes: Record<string, unknown>): Promise<TestServer> {
  return startServer([{ body: { data: record(changes) } }])
}
