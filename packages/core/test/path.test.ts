import { type Client, InvalidInputError, type Path, path } from '@flowroute/core'
import { startServer, type TestServer } from '@flowroute/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf } from './set-up.ts'

let server: TestServer
let client: Client

beforeAll(async () => {
  server = await startServer([{ status: 204 }])
  client = clientOf(server)
})

afterAll(() => server.close())

/** The path and query as the server sees them. */
async function arriving(requestPath: Path): Promise<string | undefined> {
  await client.request({ path: requestPath })
  return server.requests.at(-1)?.target
}

function refusal(make: () => Path): InvalidInputError {
  try {
    throw new Error(`it was let through: ${make()}`)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    return error as InvalidInputError
  }
}

const isRefused = (text: string): boolean =>
  text.trim() === '' || text === '.' || text === '..' || /\p{Surrogate}/u.test(text)

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'f', '?', '#', '&', ';', ' ', '\n') }),
  fc.constantFrom(
    '%2e%2e',
    '..%2f',
    './..',
    '\u0000',
    '...',
    '. ',
    ' ..',
    '中文',
    '👩‍👩‍👧',
    "'()!*~",
    '__proto__',
  ),
)

describe('the path tag', () => {
  test.each([
    ['text', path`/v2/numbers/${'12065550100'}`, '/v2/numbers/12065550100'],
    ['a number', path`/v2/routes/${98396}`, '/v2/routes/98396'],
    ['zero', path`/v2/routes/${0}`, '/v2/routes/0'],
    [
      'two values',
      path`/v2/numbers/${'1'}/relationships/e911s/${'2'}`,
      '/v2/numbers/1/relationships/e911s/2',
    ],
    ['no value', path`/v2/numbers`, '/v2/numbers'],
    ['a slash', path`/v2/routes/${'a/b'}`, '/v2/routes/a%2Fb'],
    ['a query', path`/v2/routes/${'a?b=c&d#e'}`, '/v2/routes/a%3Fb%3Dc%26d%23e'],
    ['encoded dots', path`/v2/routes/${'%2e%2e'}`, '/v2/routes/%252e%252e'],
    ['another script', path`/v2/routes/${'é'}`, '/v2/routes/%C3%A9'],
  ])('takes %s', async (_, made, expected) => {
    expect(made.value).toBe(expected)
    expect(await arriving(made)).toBe(expected)
  })

  test('makes one segment of any text, which decodes to it again', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (id) => {
        if (isRefused(id)) {
          refusal(() => path`/v2/items/${id}/parts`)
          return
        }
        const target = await arriving(path`/v2/items/${id}/parts`)
        const [, v2, items, segment, parts, ...more] = target?.split('/') ?? []
        expect([v2, items, parts, more]).toEqual(['v2', 'items', 'parts', []])
        expect(segment).not.toMatch(/[?#\\]/)
        expect(decodeURIComponent(segment ?? '')).toBe(id)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    '',
    ' ',
    '\t\n',
    '\u00A0',
    '\u3000',
    '.',
    '..',
    null,
    undefined,
    true,
    {},
    { toString: () => 'id' },
    [],
    ['1'],
    () => '1',
    Symbol('1'),
    1n,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    new String('1'),
    '\uD800',
    'a\uDC00b',
  ])('refuses %o', (value) => {
    const error = refusal(() => path`/v2/numbers/${value}`)
    expect(error.field).toBe('id')
    expect(error.outcome).toBe('not-sent')
  })

  test('refuses a wrong value wherever it stands', () => {
    refusal(() => path`/v2/numbers/${''}/relationships/e911s/${'2'}`)
    refusal(() => path`/v2/numbers/${'1'}/relationships/e911s/${''}`)
  })

  test('inserts a path made with it as it is, and knows the path without its values', () => {
    const number = path`/v2/numbers/${'1206'}`
    const whole = path`${number}/relationships/${'e911s'}`
    expect(String(whole)).toBe('/v2/numbers/1206/relationships/e911s')
    expect(whole.template).toBe('/v2/numbers/{}/relationships/{}')
    refusal(() => path`/v2/numbers/${{ value: '../../admin', template: '' }}`)
  })
})
