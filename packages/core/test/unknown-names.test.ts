import { ConfigurationError, createClient, InvalidInputError, type RequestOptions } from '@flowroute/core'
import { checkInput, inputObject, listOptionsInput, textInput } from '@flowroute/core/resource'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { accessKey, clientOf, failure, secretKey } from './set-up.ts'

const client = clientOf(
  { url: 'https://api.example' },
  { fetch: () => Promise.reject(new Error('It was sent.')) },
)

describe('an unknown name is refused, with the known one that was probably meant', () => {
  test.each([
    ['timout', 'timeout'],
    ['onSchemaIssues', 'onSchemaIssue'],
    ['access_key', 'accessKey'],
    ['apiKey', 'accessKey'],
    ['maxRetries', 'retries'],
    ['middlewares', 'middleware'],
  ])('option %s of a client: %s', (name, meant) => {
    const create = (): unknown => createClient({ accessKey, secretKey, [name]: 1 })
    expect(create).toThrow(ConfigurationError)
    expect(create).toThrow(`${name} is not known; did you mean ${meant}?`)
  })

  test.each([
    ['timeOut', 'timeout'],
    ['abortSignal', 'signal'],
    ['retrys', 'retries'],
    ['header', 'headers'],
  ])('option %s of a call: %s', async (name, meant) => {
    const options = { [name]: 1 } as RequestOptions
    const error = await failure(InvalidInputError, client.request({ path: '/a' }, options))
    expect(error).toMatchObject({ field: name, outcome: 'not-sent', attempts: 0 })
    expect(error.message).toContain(`did you mean ${meant}?`)
  })

  test.each([
    ['querry', 'query'],
    ['replayeable', 'replayable'],
  ])('part %s of a request: %s', async (name, meant) => {
    const error = await failure(InvalidInputError, client.request({ path: '/a', [name]: {} } as never))
    expect(error.message).toContain(`${name} is not known; did you mean ${meant}?`)
  })

  test('part of a list', async () => {
    const spec = { path: '/a', decode: () => [], filters: {} }
    await failure(InvalidInputError, client.list(spec as never))
  })

  test('field of an input, together with its other problems', () => {
    const schema = inputObject(
      { to: textInput(), body: textInput(), alias: v.optional(textInput()) },
      { text: 'body' },
    )
    const check = (): unknown => checkInput(schema, { to: 5, text: 'hello', alias: 'a', colour: 'red' })
    try {
      check()
      expect.unreachable()
    } catch (error) {
      expect((error as InvalidInputError).issues).toEqual([
        { field: 'to', message: 'must be a text of 1 to 1000 characters' },
        { field: 'body', message: 'is required' },
        { field: 'text', message: 'is not known; did you mean body?' },
        { field: 'colour', message: 'is not known' },
      ])
    }
  })

  test('filter of a list', () => {
    const schema = listOptionsInput({ startsWith: v.optional(textInput()) })
    expect(checkInput(schema, { startsWith: '1', pageSize: 5, offset: 1, prefetch: 2 })).toEqual({
      startsWith: '1',
      pageSize: 5,
      offset: 1,
      prefetch: 2,
    })
    for (const [name, meant] of [
      ['limit', 'pageSize'],
      ['starts_with', 'startsWith'],
      ['startWith', 'startsWith'],
      ['pagesize', 'pageSize'],
    ] as const) {
      expect(() => checkInput(schema, { [name]: 5 })).toThrow(`${name} is not known; did you mean ${meant}?`)
    }
  })

  test('a value of undefined counts as not given', () => {
    expect(createClient({ accessKey, secretKey, other: undefined } as never).baseUrl).toMatch(/^https/)
    expect(checkInput(inputObject({}), { other: undefined })).toEqual({ other: undefined })
  })

  test('a name that is nothing like a known one gets no suggestion, however long it is', () => {
    for (const name of ['x', 'colour', 'a'.repeat(100_000)]) {
      expect(() => checkInput(inputObject({ pageSize: v.any() }), { pageSize: 1, [name]: 1 })).not.toThrow(
        /did you mean/,
      )
    }
  })
})

describe('a value of the wrong type is refused before anything is sent', () => {
  test.each<[string, unknown]>([
    ['signal', null],
    ['signal', {}],
    ['signal', 'now'],
    ['timeout', '5'],
    ['timeout', null],
    ['deadline', true],
    ['headers', null],
    ['headers', 'x-a: 1'],
    ['headers', new Headers({ 'x-a': '1' })],
    ['headers', new Map([['x-a', '1']])],
    ['headers.x-a', { 'x-a': 5 }],
    ['headers.content-length', { 'content-length': '5' }],
  ])('option %s of a call: %o', async (field, value) => {
    const [name = ''] = field.split('.')
    const call = client.request({ path: '/a' }, { [name]: value } as RequestOptions)
    expect(await failure(InvalidInputError, call)).toMatchObject({ field, outcome: 'not-sent', attempts: 0 })
  })

  test.each<[string, unknown]>([
    ['accessKey', 5],
    ['secretKey', {}],
    ['baseUrl', 5],
    ['fetch', 'fetch'],
    ['transport', {}],
    ['middleware', () => {}],
    ['middleware', [5]],
    ['logger', {}],
    ['logger', null],
    ['onSchemaIssue', true],
    ['strict', 'yes'],
    ['allowInsecureHttp', 1],
    ['backoff', null],
    ['backoff', 500],
    ['headers', []],
  ])('option %s of a client: %o', (name, value) => {
    const create = (): unknown => createClient({ accessKey, secretKey, [name]: value })
    expect(create).toThrow(ConfigurationError)
    expect(create).toThrow(name)
  })

  test('fetch and transport exclude each other', () => {
    const fetch = async (): Promise<Response> => Response.json({})
    const options = { accessKey, secretKey, fetch, transport: fetch }
    expect(() => createClient(options)).toThrow(ConfigurationError)
  })

  test('no options at all are refused in the same way', () => {
    for (const options of [null, 'access', 5]) {
      expect(() => createClient(options as never)).toThrow(ConfigurationError)
    }
  })
})
