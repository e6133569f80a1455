import { type Client, type ClientOptions, createClient, isFlowrouteError } from '@flowroute/core'
import { toClient } from '@flowroute/core/resource'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accounts, expectHidden, traces } from './secrets-set-up.ts'
import { nobody } from './set-up.ts'

describe('the secret key never shows when a fetch of the program fails', () => {
  type Failing = (request: Request, secret: string) => Promise<Response>
  const holding = (request: Request, secret: string): Error => {
    const headers = Object.fromEntries(request.headers)
    const said = `failed with ${JSON.stringify(headers)} and ${secret}`
    const inner = Object.assign(new Error(said), { headers, options: { auth: secret }, code: secret })
    const error = new Error(said, { cause: inner })
    return Object.assign(error, {
      request,
      headers,
      config: { headers },
      errors: [inner, said, { message: said, headers }],
    })
  }
  const failures: [string, Failing][] = [
    ['an error that holds the request', (request, secret) => Promise.reject(holding(request, secret))],
    [
      'an error whose name and stack tell',
      (request, secret) => {
        const error = holding(request, secret)
        Object.defineProperty(error, 'name', { value: `Error of ${secret}` })
        return Promise.reject(
          Object.assign(error, { stack: `Error: ${secret}\n    at ${request.headers.get('authorization')}` }),
        )
      },
    ],
    [
      'an error that is its own cause',
      (request, secret) => {
        const error = holding(request, secret)
        return Promise.reject(Object.assign(error, { cause: error }))
      },
    ],
    [
      'causes without end',
      (request, secret) => {
        let error = holding(request, secret)
        for (let depth = 0; depth < 20; depth++)
          error = Object.assign(holding(request, secret), { cause: error })
        return Promise.reject(error)
      },
    ],
    ['a text', (request, secret) => Promise.reject(`${secret} ${request.headers.get('authorization')}`)],
    [
      'something else',
      (request, secret) => Promise.reject({ request, secret, message: secret, toString: () => secret }),
    ],
    ['nothing', () => Promise.reject(undefined)],
    [
      'a body that breaks',
      async (request, secret) =>
        new Response(
          new ReadableStream({ pull: (controller) => controller.error(holding(request, secret)) }),
        ),
    ],
    [
      'the body of an error that breaks',
      async (request, secret) =>
        new Response(
          new ReadableStream({ pull: (controller) => controller.error(holding(request, secret)) }),
          {
            status: 500,
          },
        ),
    ],
  ]

  test.each(failures)('with %s', async (_, fail) => {
    await fc.assert(
      fc.asyncProperty(accounts, fc.boolean(), async (account, isWatched) => {
        const options: ClientOptions = {
          fetch: (request) => fail(request, account.secretKey),
          middleware: isWatched ? [(request, next) => next(request)] : [],
        }
        expectHidden(await traces(account, 'https://api.example', options), account)
      }),
      { numRuns: 25 },
    )
  })
})

test('the secret key never shows when there is no connection', async () => {
  const { url } = await nobody()
  await fc.assert(
    fc.asyncProperty(accounts, async (account) => {
      expectHidden(await traces(account, url), account)
    }),
    { numRuns: 20 },
  )
})

test('the secret key never shows in what is wrongly set up', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      for (const options of [{ timeout: -1 }, { baseUrl: 'x' }, { accessKey: 'a:b' }, { accessKey: '' }]) {
        try {
          createClient({ ...account, ...options })
          expect.unreachable()
        } catch (error) {
          expect(isFlowrouteError(error)).toBe(true)
          expectHidden(error, account)
        }
      }
    }),
  )
})

test('the secret key never shows in a client, nor in what is made with one', () => {
  class Routes {
    readonly client: Client
    constructor(options: ClientOptions) {
      this.client = toClient(options)
    }
  }
  fc.assert(
    fc.property(accounts, (account) => {
      const routes = new Routes({ ...account, baseUrl: 'https://api.example' })
      expectHidden(routes, account)
      expectHidden(routes.client.list({ path: '/a', decode: () => [] }), account)
    }),
  )
})
