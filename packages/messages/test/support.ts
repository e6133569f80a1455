import { type Client, type ClientOptions, createClient, InvalidInputError, type SchemaReport } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { Messages, type MessagesOptions } from '@flowroute/messages'
import { type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import { expect } from 'vitest'

const credentials = { accessKey: 'access-1234', secretKey: 'secret-5678' }

/** A client of that server, whose repeats do not wait. */
export function clientOf({ url }: { url: string }, options: ClientOptions = {}): Client {
  return createClient({ ...credentials, baseUrl: url, backoff: { base: 0 }, ...options })
}

export function messagesOf(
  server: { url: string },
  options: ClientOptions & MessagesOptions = {},
): { messages: Messages; reports: SchemaReport[] } {
  const reports: SchemaReport[] = []
  const { apiVersion, ...clientOptions } = options
  const client = clientOf(server, { onSchemaIssue: (report) => reports.push(report), ...clientOptions })
  return { messages: new Messages(client, { apiVersion }), reports }
}

/** When the emulator's clock stands, unless a test moves it. */
export const startTime = new Date('2026-01-15T17:00:00.000Z')

/** An emulator on a port, a client of it, and so many numbers of the account. */
export interface Setting extends AsyncDisposable {
  emulator: EmulatorServer
  client: Client
  numbers: string[]
  /** The first of the numbers. */
  from: string
}

export async function openAccount(count = 1): Promise<Setting> {
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

/** What a call fails with; an error of the test when it does not fail. */
export async function failureOf(call: () => PromiseLike<unknown>): Promise<unknown> {
  let result: unknown
  try {
    result = await call()
  } catch (error) {
    return error
  }
  throw new Error(`The call succeeded with ${JSON.stringify(result)}.`)
}

/** Checks that a call is refused for exactly these fields, without a request. */
export async function expectRefused(
  server: TestServer,
  fields: string[],
  call: () => PromiseLike<unknown>,
): Promise<InvalidInputError> {
  const seen = server.requests.length
  const error = (await failureOf(call)) as InvalidInputError
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error.issues.map(({ field }) => field)).toEqual(fields)
  expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
  expect(server.requests).toHaveLength(seen)
  return error
}

/** The input, unchangeable at any depth. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

/** What a request said, without its headers. */
export function said(request: SeenRequest | undefined): Record<string, unknown> {
  const { method, path, query, json } = request ?? {}
  return { method, path, query, body: json }
}

/** The answer to a send. */
export const accepted = { status: 202, body: { data: { type: 'message', id: 'mdr2-1' } } }

/** A record as the API gives it, with some attributes changed; those undefined are left out. */
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

/** A server that knows one record. */
export function serveRecord(changes: Record<string, unknown>): Promise<TestServer> {
  return startServer([{ body: { data: record(changes) } }])
}
