import { InvalidInputError, type RequestOptions, type RequestSpec } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { clientOf, failure } from './set-up.ts'

/** A client for calls that must not send anything. */
const client = clientOf(
  { url: 'https://api.example' },
  { fetch: () => Promise.reject(new Error('It was sent.')) },
)

describe('what is sent', () => {
  test('a read has no body, and asks for JSON:API', async () => {
    await using server = await startServer([{ body: {} }])
    await clientOf(server).request({ path: '/v2/numbers' })
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'GET', target: '/v2/numbers', text: '' })
    expect(request?.headers).toMatchObject({
      accept: 'application/vnd.api+json, application/json',
      authorization: 'Basic YWNjZXNzLTEyMzQ6c2VjcmV0LTU2Nzg=',
    })
    expect(request?.headers['content-type']).toBeUndefined()
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s sends its body as JSON:API', async (method) => {
    await using server = await startServer([{ body: {} }])
    const body = Object.freeze({
      callbackUrl: 'https://x',
      tags: ['ü', null],
      when: new Date(0),
      gone: undefined,
    })
    await clientOf(server).request({ method, path: '/v2/things', body })
    const [request] = server.requests
    expect(request?.method).toBe(method)
    expect(request?.headers['content-type']).toBe('application/vnd.api+json')
    expect(request?.json).toEqual({
      callback_url: 'https://x',
      tags: ['ü', null],
      when: '1970-01-01T00:00:00.000Z',
    })
  })

  test('a method in lower case is the same method', async () => {
    await using server = await startServer([{ body: {} }])
    for (const method of ['post', 'patch', 'Delete']) {
      await clientOf(server).request({ method: method as 'POST', path: '/a', body: {} })
    }
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'DELETE'])
  })

  test('a query is encoded, and what is undefined or null stays out of it', async () => {
    await using server = await startServer([{ body: {} }])
    const query = {
      startsWith: '+1 206&x=y',
      contains: 'ü/?#',
      limit: 0,
      isOpen: false,
      a: undefined,
      b: null,
    }
    await clientOf(server).request({ path: '/v2/numbers', query })
    expect(server.requests[0]?.target).toBe(
      '/v2/numbers?starts_with=%2B1%20206%26x%3Dy&contains=%C3%BC%2F%3F%23&limit=0&is_open=false',
    )
  })

  test("the caller's headers are added: the call's over the client's over the standard ones", async () => {
    await using server = await startServer([{ body: {} }])
    const own = clientOf(server, { headers: { 'X-One': 'client', 'x-two': 'client', Accept: 'text/csv' } })
    await own.request({ path: '/a' }, { headers: { 'x-ONE': 'call', 'x-three': 'call' } })
    await own.request({ path: '/b' })
    expect(server.requests[0]?.headers).toMatchObject({
      'x-one': 'call',
      'x-two': 'client',
      'x-three': 'call',
      accept: 'text/csv',
    })
    expect(server.requests[1]?.headers).toMatchObject({ 'x-one': 'client' })
    expect(server.requests[1]?.headers['x-three']).toBeUndefined()
  })

  test('nothing is repeated, shortened or escaped in the path', async () => {
    await using server = await startServer([{ body: {} }])
    const paths = ['/', '/v2/a%2Fb', '/v2/%2E%2Ehidden', '/v2/.hidden/..x/a.b', '/v2/%25', "/v2/a!'()*~:@,;="]
    for (const path of paths) await clientOf(server).request({ path })
    expect(server.requests.map(({ target }) => target)).toEqual(paths)
  })
})

describe('a request that cannot be right is refused before anything is sent', () => {
  const refused = async (spec: unknown, options: unknown, field: string): Promise<void> => {
    const call = client.request(spec as RequestSpec<unknown>, options as RequestOptions)
    const error = await failure(InvalidInputError, call)
    expect(error).toMatchObject({ field, outcome: 'not-sent', attempts: 0 })
    expect(error.message).toMatch(/^Invalid input: .+\.$/)
  }

  test.each([
    '',
    'v2/numbers',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/v2//numbers',
    '/v2/./numbers',
    '/v2/../numbers',
    '/v2/numbers/..',
    '/v2/%2e%2e/numbers',
    '/v2/%2E./numbers',
    '/v2/numbers/%2e',
    '/v2\\..\\numbers',
    '/v2/numbers?limit=1',
    '/v2/numbers#a',
    '/v2/ numbers',
    '/v2/num\nbers',
    undefined,
  ])('path %j', (path) => refused({ path }, {}, 'path'))

  test.each([
    ['timeout', { timeout: -1 }],
    ['deadline', { deadline: Number.NaN }],
    ['retries', { retries: 0.5 }],
    ['retries', { retries: -1 }],
    ['retries', { retries: '2' }],
    ['headers.authorization', { headers: { authorization: 'Basic x' } }],
    ['headers.AUTHORIZATION', { headers: { AUTHORIZATION: 'Basic x' } }],
    ['headers.x-a', { headers: { 'x-a': 'a\r\nauthorization: Basic x' } }],
    ['headers.bad name', { headers: { 'bad name': '1' } }],
  ])('option %s', (field, options) => refused({ path: '/v2/numbers' }, options, field))

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  test.each<[string, unknown, string]>([
    ['a bigint', { amount: 1n }, 'amount'],
    ['a URL', { callbackUrl: new URL('https://app.example') }, 'callbackUrl'],
    ['a Map', { data: { attributes: new Map([['a', 1]]) } }, 'data.attributes'],
    ['a Set', { numbers: new Set(['12065550100']) }, 'numbers'],
    ['a Buffer', { file: Buffer.from('a') }, 'file'],
    ['an ArrayBuffer', { file: new ArrayBuffer(1) }, 'file'],
    ['an invalid Date', { when: new Date(Number.NaN) }, 'when'],
    ['a promise', { id: Promise.resolve('1') }, 'id'],
    ['an Error', { reason: new Error('lost') }, 'reason'],
    ['a function', { id: () => '1' }, 'id'],
    ['a symbol', { id: Symbol('1') }, 'id'],
    ['NaN', { amount: Number.NaN }, 'amount'],
    ['Infinity', { amount: [Number.POSITIVE_INFINITY] }, 'amount.0'],
    ['a hole in a list', { numbers: new Array(1) }, 'numbers.0'],
    ['no object', new Map([['a', 1]]), 'body'],
  ])('a body with %s', (_, body, field) => refused({ method: 'POST', path: '/a', body }, {}, field))

  test('a body with a cycle', async () => {
    const error = await failure(
      InvalidInputError,
      client.request({ method: 'POST', path: '/a', body: cyclic }),
    )
    expect(error.message).toContain('must not be nested more than 200 levels deep')
  })

  test('a body where there can be none', () => refused({ path: '/a', body: {} }, {}, 'body'))

  test('half a character in the query', () => refused({ path: '/a', query: { q: '\ud800' } }, {}, 'q'))

  test.each([
    ['an object', { a: 1 }],
    ['an invalid Date', new Date(Number.NaN)],
    ['a function', () => 1],
    ['NaN', Number.NaN],
    ['a list with an object', [{}]],
  ])('%s in the query', (_, value) => refused({ path: '/a', query: { q: value } }, {}, 'q'))

  test('one name in both spellings, of which one would be lost', async () => {
    const body = { data: { firstName: 'Ann', first_name: 'Bob' } }
    await refused({ method: 'POST', path: '/a', body }, {}, 'first_name')
    await refused({ path: '/a', query: { start_date: '1', startDate: '2' } }, {}, 'startDate')
  })

  test('the value of a header is not repeated in the error', async () => {
    const call = client.request({ path: '/a' }, { headers: { 'x-token': 'hid\nden' } })
    expect((await failure(InvalidInputError, call)).message).not.toContain('hid')
  })
})

describe('nothing is ever thrown at once: a call that fails is a promise that rejects', () => {
  test.each<[string, () => PromiseLike<unknown>]>([
    ['a bad path', () => client.request({ path: '..' })],
    ['no request at all', () => client.request(undefined as never)],
    ['options that are null', () => client.request({ path: '/a' }, null as never)],
    [
      'a function that throws',
      () =>
        client.request(() => {
          throw new RangeError('from the caller')
        }),
    ],
    ['a bad list', () => client.list({ path: '..', decode: () => [] })],
  ])('%s', async (_, call) => {
    const promise = call()
    await expect(promise).rejects.toBeInstanceOf(Error)
  })

  test('what a function giving the request throws, the call rejects with', async () => {
    const thrown = new RangeError('from the caller')
    const call = client.request(() => {
      throw thrown
    })
    await expect(call).rejects.toBe(thrown)
  })
})
