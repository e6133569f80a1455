import { gzipSync } from 'node:zlib'
import {
  AbortedError,
  type ApiError,
  createClient,
  FlowrouteError,
  type Middleware,
  ResponseFormatError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { entities, entity, textOrNumber } from '@flowroute/core/resource'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { accessKey, clientOf, failure, recordingLogger, rejection, secretKey } from './set-up.ts'

/**
 * Well-formed responses meant to do harm. Where the work has to be linear, the response is so large that anything else
 * would take hours: no test here is about a few milliseconds.
 */
const url = 'https://api.example'

const answering = (body: string, status = 200) =>
  clientOf({ url }, { fetch: async () => new Response(body, { status }) })

const any = entity(v.looseObject({ id: textOrNumber() }))

/** Every text that an error has, its stack and its JSON. */
const textsOf = (error: Error): string => [error.message, error.stack, JSON.stringify(error)].join('\n')

describe('names', () => {
  const longName = '-'.repeat(4_000_000)

  test.each([
    [
      'of attributes',
      { [`a${longName}`]: 1, [`b${longName}c`]: 2, [longName]: 3, ['a-_'.repeat(500_000)]: 4 },
    ],
    ['within attributes', { nested: [{ [`a${longName}`]: 1 }] }],
  ])('%s, of millions of dashes', async (_, attributes) => {
    const result = await answering(JSON.stringify({ data: { id: '1', attributes } })).request({
      path: '/a',
      decode: any,
    })
    expect(result).toMatchObject({ id: '1' })
  })

  test('of fields in an error', async () => {
    const body = JSON.stringify({ errors: [{ detail: { [`zip${longName}`]: ['wrong'] } }] })
    const error = await failure(UnprocessableEntityError, answering(body, 422).request({ path: '/a' }))
    expect(Object.values(error.fields)).toEqual([['wrong']])
    expect(textsOf(error).length).toBeLessThan(20_000)
  })

  test('converted names are kept only while they are few and short', async () => {
    const before = process.memoryUsage().heapUsed
    for (let round = 0; round < 20; round++) {
      const attributes = Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`${round}_${index}_${'x'.repeat(10_000)}`, 1]),
      )
      await answering(JSON.stringify({ data: { id: '1', attributes } })).request({ path: '/a', decode: any })
    }
    globalThis.gc?.()
    // 20 MB of names were sent; a cache that keeps them would hold twice that.
    if (globalThis.gc) expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000)
  })
})

describe('an error document', () => {
  test.each<[string, (depth: number) => string]>([
    ['lists', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
    ['objects', (depth) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)],
    ['envelopes', (depth) => '{"data":'.repeat(depth) + 1 + '}'.repeat(depth)],
  ])(
    'nested 100,000 deep in %s is an error of that status, and a success in part after a 207',
    async (_, nested) => {
      for (const detail of [nested(100_000), `{"zip":[${nested(100_000)}]}`]) {
        const body = `{"errors":[{"detail":${detail}}]}`
        const error = await failure(UnprocessableEntityError, answering(body, 422).request({ path: '/a' }))
        expect(error).toMatchObject({ status: 422, outcome: 'rejected' })
        expect(textsOf(error).length).toBeLessThan(20_000)
        const { warnings } = await answering(body, 207).request({ path: '/a' }).withResponse()
        expect(warnings).toHaveLength(1)
      }
    },
  )

  test.each<[string, unknown]>([
    [
      'a million messages for one field',
      { detail: { zip: Array.from({ length: 1_000_000 }, () => 'wrong') } },
    ],
    [
      'one field named a hundred thousand times',
      Array.from({ length: 100_000 }, () => ({ detail: { zip: ['wrong'] } })),
    ],
    ['a million empty messages', { detail: { zip: Array.from({ length: 1_000_000 }, () => '') } }],
    [
      'a million fields',
      { detail: Object.fromEntries(Array.from({ length: 1_000_000 }, (_, index) => [`f${index}`, 1])) },
    ],
    ['a million errors', Array.from({ length: 1_000_000 }, () => ({}))],
    ['a million reasons', Array.from({ length: 500_000 }, () => ({ detail: 'No.' }))],
    ['a reason of 20 MB', { detail: 'x'.repeat(20_000_000) }],
    [
      'an id and a title of 10 MB',
      { id: 'x'.repeat(10_000_000), title: 'y'.repeat(10_000_000), detail: 'No.' },
    ],
    ['a message of 10 MB', { detail: { zip: ['x'.repeat(10_000_000)] } }],
  ])('with %s: what is kept of it is bounded', async (_, errors) => {
    const body = JSON.stringify({ errors: [errors].flat() })
    const { lines, data, logger } = recordingLogger()
    const client = createClient({
      accessKey,
      secretKey,
      logger,
      retries: 0,
      fetch: async () => new Response(body, { status: 422 }),
    })
    const error = await failure(UnprocessableEntityError, client.request({ path: '/a' }))
    expect(error.message.length).toBeLessThanOrEqual(2_000)
    expect(textsOf(error).length).toBeLessThan(100_000)
    expect(JSON.stringify([error.errors, error.fields, lines, data]).length).toBeLessThan(150_000)
  })

  test('with headers without end', async () => {
    const headers = new Headers({ server: 's'.repeat(100_000) })
    for (let index = 0; index < 1_000; index++) headers.set(`ratelimit-${index}`, 'x'.repeat(2_000))
    const client = clientOf(
      { url },
      { fetch: async () => new Response('{}', { status: 500, headers }), retries: 0 },
    )
    const error = (await rejection(client.request({ path: '/a' }))) as ApiError
    expect(textsOf(error).length).toBeLessThan(50_000)
    expect(error.headers['server']).toHaveLength(1_000)
  })
})

describe('a success', () => {
  test('with a million values that do not match its schema is reported in part', async () => {
    const reports: { field: string; message: string }[] = []
    const body = JSON.stringify({
      data: Array.from({ length: 100_000 }, (_, id) => ({ id, attributes: { alias: id } })),
    })
    const decode = entities(v.looseObject({ id: textOrNumber(), alias: v.string() }))
    const client = clientOf(
      { url },
      { fetch: async () => new Response(body), onSchemaIssue: ({ issues }) => void reports.push(...issues) },
    )
    expect(await client.request({ path: '/a', decode })).toHaveLength(100_000)
    const wide = JSON.stringify({
      data: { id: 1, attributes: { list: Array.from({ length: 100_000 }, () => 1) } },
    })
    reports.length = 0
    const decodeWide = entity(v.looseObject({ id: textOrNumber(), list: v.array(v.string()) }))
    await clientOf(
      { url },
      { fetch: async () => new Response(wide), onSchemaIssue: ({ issues }) => void reports.push(...issues) },
    ).request({ path: '/a', decode: decodeWide })
    expect(reports).toHaveLength(100)
  })

  test('with a wrong value of 20 MB, in strict mode too', async () => {
    const body = JSON.stringify({
      data: {
        id: '1',
        attributes: { alias: { text: 'x'.repeat(20_000_000) }, [`n${'x'.repeat(1_000_000)}`]: 1 },
      },
    })
    const decode = entity(v.looseObject({ id: textOrNumber(), alias: v.number() }))
    const client = clientOf({ url }, { fetch: async () => new Response(body), strict: true })
    const error = await failure(ResponseFormatError, client.request({ path: '/a', decode }))
    expect(textsOf(error).length).toBeLessThan(10_000)
  })

  test.each([
    ['in attributes', (deep: string) => `{"data":{"id":"1","attributes":{"a":${deep}}}}`],
    ['beside attributes', (deep: string) => `{"data":{"id":"1","a":${deep}}}`],
    [
      'in what it includes',
      (deep: string) =>
        `{"data":{"id":"1","relationships":{"route":{"data":{"id":"2","type":"r"}}}},"included":[{"id":"2","type":"r","attributes":{"a":${deep}}}]}`,
    ],
  ])('nested 100,000 deep %s is a response that is not usable', async (_, place) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const error = await failure(
      ResponseFormatError,
      answering(place(deep)).request({ path: '/a', decode: any }),
    )
    expect(error.message).toContain('nested more than 200 levels deep')
  })

  test('wrapped in a hundred thousand envelopes is unwrapped', async () => {
    const body = `${'{"data":'.repeat(100_000)}{"id":"1"}${'}'.repeat(100_000)}`
    expect(await answering(body).request({ path: '/a', decode: any })).toMatchObject({ id: '1' })
  })
})

test('a compressed body is counted as it is unpacked, whatever its content-length says', async () => {
  const bomb = gzipSync('x'.repeat(50_000_000))
  // As a browser shows a cross-origin response: its length, but not that it was compressed.
  const fetch = async (): Promise<Response> => {
    const unpacked = new Blob([bomb]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Response(unpacked, { headers: { 'content-length': String(bomb.length) } })
  }
  const error = await failure(ResponseFormatError, clientOf({ url }, { fetch }).request({ path: '/a' }))
  expect(error.message).toContain('maxResponseBytes')
})

describe('errors serialise whatever is in them', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a symbol', Symbol('stop')],
    ['an object without a prototype', Object.create(null)],
    [
      'an object that refuses to be text',
      {
        toString: () => {
          throw new Error('no')
        },
      },
    ],
    ['a circle', circular],
    ['a bigint', 5n],
    ['a text of 10 MB', 'x'.repeat(10_000_000)],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
        },
      ),
    ],
  ])('an abort with %s as its reason', async (_, reason) => {
    const error = await failure(
      AbortedError,
      answering('{}').request({ path: '/a' }, { signal: AbortSignal.abort(reason) }),
    )
    expect(JSON.stringify(error)).toContain('"name":"AbortedError"')
    expect(JSON.stringify(error).length).toBeLessThan(5_000)
  })

  test('a middleware that throws such an error', async () => {
    const thrown: Middleware = () => {
      throw Object.assign(new FlowrouteError('x'.repeat(10_000_000)), { cause: Object.create(null) })
    }
    const error = await failure(
      FlowrouteError,
      clientOf({ url }, { middleware: [thrown] }).request({ path: '/a' }),
    )
    expect(JSON.stringify(error).length).toBeLessThan(10_000)
  })
})
