import { createHash, createHmac } from 'node:crypto'
import { type ClientOptions, createClient, InvalidInputError } from '@flowroute/core'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { failureOf, type SeenRequest, startServer } from '@flowroute/testing'
import { expect } from 'vitest'

/** The credentials of every client here, unless a test says otherwise; the emulator's by default. */
export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'

/** `NumbersV1` for that server; it retries without waiting. */
export function numbersAt({ url }: { url: string }, options: ClientOptions = {}): NumbersV1 {
  return new NumbersV1(createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options }))
}

export type Call = (numbers: NumbersV1) => PromiseLike<unknown>

export const id = '12065550100'

/** An argument that TypeScript would refuse. */
export const wrong = (value: unknown): never => value as never

/** Expects a call to be refused for exactly these fields, and nothing to be sent. */
export async function expectRefused(call: Call, ...fields: string[]): Promise<InvalidInputError> {
  await using server = await startServer([{ status: 204 }])
  const error = await failureOf(call(numbersAt(server)))
  expect(error).toBeInstanceOf(InvalidInputError)
  const refused = error as unknown as InvalidInputError
  expect(refused.issues.map(({ field }) => field)).toStrictEqual(fields)
  expect(error).toMatchObject({ attempts: 0, outcome: 'not-sent' })
  expect(error.message).toMatch(/^Invalid input: .+\.$/)
  expect(server.requests).toStrictEqual([])
  return refused
}

/** The password of a request. */
export function passwordOf({ headers }: SeenRequest): string | undefined {
  const [scheme, token = ''] = headers['authorization']?.split(' ') ?? []
  const [user, password] = Buffer.from(token, 'base64').toString('utf8').split(':')
  return scheme === 'Basic' && user === accessKey ? password : undefined
}

/** The signature that a request must have, computed from what was received. */
export function signatureOf(
  { method, target, headers, text }: SeenRequest,
  query = target.split('?')[1] ?? '',
): string {
  const bodyHash = text === '' ? '' : createHash('md5').update(text, 'utf8').digest('hex')
  const address = `http://${headers['host']}${target.split('?')[0]}`
  const message = `${headers['x-timestamp']}\n${method}\n${bodyHash}\n${address}\n${query}`
  return createHmac('sha1', secretKey).update(message, 'utf8').digest('hex')
}

/** Expects the signature of every request to be that of what was received. */
export function expectSigned(requests: readonly SeenRequest[]): void {
  expect(requests.length).toBeGreaterThan(0)
  expect(requests.map(passwordOf)).toStrictEqual(requests.map((request) => signatureOf(request)))
}
