import { createHash, createHmac } from 'node:crypto'
import { type ClientOptions, createClient, InvalidInputError } from '@flowroute/core'
import { type Answer, failureOf, type SeenRequest, startServer } from '@flowroute/testing'
import { expect } from 'vitest'
import { NumbersV1 } from '../src/index.ts'

/** The credentials of every client here, unless a test says otherwise; an emulator's own by default. */
export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'

/** Talks to a server, and repeats without a pause what may be repeated. */
export function numbersAt({ url }: { url: string }, options: ClientOptions = {}): NumbersV1 {
  return new NumbersV1(createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options }))
}

export type Call = (numbers: NumbersV1) => PromiseLike<unknown>

export interface Method {
  name: string
  call: Call
  /** What a service answers when all is well. */
  success: Answer
}

export const id = '12065550100'

const office = { name: 'office', type: 'HOST', value: 'sip.example.com' } as const

/** The methods that give a list. */
export const lists: readonly Method[] = [
  { name: 'listNpas', call: (numbers) => numbers.listNpas(), success: { body: { npas: {} } } },
  { name: 'listNpaNxxs', call: (numbers) => numbers.listNpaNxxs(), success: { body: { npanxxs: {} } } },
  { name: 'search', call: (numbers) => numbers.search(), success: { body: { tns: {} } } },
  { name: 'list', call: (numbers) => numbers.list(), success: { body: { tns: {} } } },
  { name: 'listRoutes', call: (numbers) => numbers.listRoutes(), success: { body: { routes: {} } } },
]

/** Every method, called as it should be. */
export const methods: readonly Method[] = [
  ...lists,
  {
    name: 'purchase',
    call: (numbers) => numbers.purchase(id, { billingMethod: 'METERED' }),
    success: { status: 201 },
  },
  {
    name: 'get',
    call: (numbers) => numbers.get(id),
    success: { body: { billing_method: 'VPRI', routes: [{ name: 'sip-reg' }, { name: 'sip-reg' }] } },
  },
  {
    name: 'updateRoutes',
    call: (numbers) => numbers.updateRoutes(id, ['office', 'sip-reg']),
    success: { status: 200 },
  },
  { name: 'createRoute', call: (numbers) => numbers.createRoute(office), success: { status: 201 } },
]

/** An argument that the types would not let through, as a program without types gives it. */
export const wrong = (value: unknown): never => value as never

/** Checks that a call fails for those fields before anything is sent. */
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

/** The password that a request came with. */
export function passwordOf({ headers }: SeenRequest): string | undefined {
  const [scheme, token = ''] = headers['authorization']?.split(' ') ?? []
  const [user, password] = Buffer.from(token, 'base64').toString('utf8').split(':')
  return scheme === 'Basic' && user === accessKey ? password : undefined
}

/** The signature that a request should have come with: of what came, read as another program would. */
export function signatureOf(
  { method, target, headers, text }: SeenRequest,
  query = target.split('?')[1] ?? '',
): string {
  const bodyHash = text === '' ? '' : createHash('md5').update(text, 'utf8').digest('hex')
  const address = `http://${headers['host']}${target.split('?')[0]}`
  const message = `${headers['x-timestamp']}\n${method}\n${bodyHash}\n${address}\n${query}`
  return createHmac('sha1', secretKey).update(message, 'utf8').digest('hex')
}

/** Checks that every request is signed as it came. */
export function expectSigned(requests: readonly SeenRequest[]): void {
  expect(requests.length).toBeGreaterThan(0)
  expect(requests.map(passwordOf)).toStrictEqual(requests.map((request) => signatureOf(request)))
}
