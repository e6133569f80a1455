import { inspect } from 'node:util'
import type { ClientOptions } from '@flowroute/core'
import { type Failure, failureOf, type SeenRequest, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { NumbersV1 } from '../src/index.ts'
import { accessKey, expectSigned, methods, numbersAt, passwordOf, secretKey } from './support.ts'

/** All that can be seen of an error, whichever way it is looked at. */
function views(error: Failure): string {
  const causes: unknown[] = []
  for (let link: unknown = error; link instanceof Error; link = link.cause) causes.push(link, link.stack)
  return [
    inspect(error, { depth: 10, showHidden: true, getters: true }),
    JSON.stringify(error),
    ...causes.map(String),
  ].join('\n')
}

/** What no one may see of the requests: the key, each signature, and the header it stands in. */
function secretsOf(requests: readonly SeenRequest[]): string[] {
  const each = requests.flatMap((request) => [
    passwordOf(request) ?? 'no password',
    request.headers['authorization']?.slice('Basic '.length, -3) ?? 'no header',
  ])
  return [secretKey, btoa(`${accessKey}:${secretKey}`).slice(0, -3), ...each]
}

/** A web page that shows the headers of all requests so far, as a debugging proxy might. */
function page(requests: readonly SeenRequest[]): string {
  const rows = requests.map((request) => {
    const { authorization } = request.headers
    const told = { authorization, signature: passwordOf(request), secretKey }
    return `<td>${authorization}<td>${passwordOf(request)}<td>${secretKey}<td>${JSON.stringify(told)}`
  })
  return `<html>${rows.join('')}</html>`
}

interface Watched {
  options: ClientOptions
  lines: string[]
}

function watched(): Watched {
  const lines: string[] = []
  const write = (message: string, data: unknown): void =>
    void lines.push(message, inspect(data, { depth: 9 }))
  return { lines, options: { logger: { debug: write, warn: write } } }
}

function expectHidden(text: string, requests: readonly SeenRequest[]): void {
  const shown = secretsOf(requests).filter((secret) => text.includes(secret))
  expect(shown).toStrictEqual([])
}

describe.each(methods)('neither key nor signature shows in a failure of $name', ({ call }) => {
  test.each([
    { what: 'that shows all headers', status: 500 },
    { what: 'that shows all headers, as a refusal', status: 403 },
    { what: 'that shows all headers, as a success', status: 200 },
  ])('with a page $what', async ({ status }) => {
    const { lines, options } = watched()
    await using server = await startServer(() => ({ status, body: page(server.requests) }))
    const error = await failureOf(call(numbersAt(server, options)))
    expectSigned(server.requests)
    expect(views(error)).toContain('[redacted]')
    expectHidden(views(error), server.requests)
    expectHidden(lines.join('\n'), server.requests)
  })

  test('with an error document that says them', async () => {
    const { lines, options } = watched()
    await using server = await startServer(() => ({ status: 422, body: { error: page(server.requests) } }))
    const error = await failureOf(call(numbersAt(server, options)))
    expect(views(error)).toContain('[redacted]')
    expectHidden(views(error) + lines.join('\n'), server.requests)
  })

  test('with a fetch whose error holds the request', async () => {
    const seen: SeenRequest[] = []
    const fetch = (request: Request): Promise<Response> => {
      const headers = Object.fromEntries(request.headers)
      const parts = { method: request.method, path: '', query: {}, target: '', text: '', json: undefined }
      seen.push({ ...parts, headers })
      const said = `failed with ${seen.map((one) => `${one.headers['authorization']} ${passwordOf(one)}`)}`
      return Promise.reject(Object.assign(new Error(said, { cause: new Error(said) }), { request, headers }))
    }
    const { lines, options } = watched()
    const error = await failureOf(call(numbersAt({ url: 'https://api.example' }, { ...options, fetch })))
    expect(seen.length).toBeGreaterThan(0)
    expect(views(error)).toContain('[redacted]')
    expectHidden(views(error) + lines.join('\n'), seen)
  })
})

test('all attempts were shown, and none is seen', async () => {
  const { lines, options } = watched()
  await using server = await startServer(() => ({ status: 500, body: page(server.requests) }))
  const error = await failureOf(numbersAt(server, options).list())
  expect(error).toMatchObject({ status: 500, attempts: 3 })
  expect(server.requests).toHaveLength(3)
  expect(page(server.requests)).toContain(passwordOf(server.requests[0] as SeenRequest))
  expectHidden(views(error) + lines.join('\n'), server.requests)
})

test.each(methods)('a middleware does not see what $name is signed with', async ({ call, success }) => {
  const seen: string[] = []
  await using server = await startServer([success])
  const numbers = numbersAt(server, {
    middleware: [
      (request, next, context) => {
        seen.push(inspect({ ...Object.fromEntries(request.headers), context }, { depth: 9 }), request.url)
        return next(request)
      },
    ],
  })
  await call(numbers)
  expectHidden(seen.join('\n'), server.requests)
})

test('an object of the class shows nothing', () => {
  const numbers = new NumbersV1({ accessKey, secretKey, baseUrl: 'https://api.example' })
  const text = inspect(numbers, { depth: 10, showHidden: true }) + JSON.stringify(numbers)
  expectHidden(text + inspect(numbers.list(), { depth: 10, showHidden: true }), [])
})
