import { InvalidInputError, phoneNumber } from '@flowroute/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

function refusal(value: unknown, field?: string): InvalidInputError {
  let result: string
  try {
    result = phoneNumber(value, field)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    return error as InvalidInputError
  }
  throw new Error(`it was taken for ${result}`)
}

const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })

const oneOf = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters)

const invisible = ['\u00AD', '\u200B', '\u200E', '\u200F', '\u202A', '\u202C', '\u2060', '\u2068', '\uFEFF']

/** What people and programs write between the digits. */
const separator = fc.constantFrom(
  ...['', '', ' ', '.', '-', '/', ' - ', '\t', '\u00A0', '\u2007', '\u202F', '\u3000'],
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE58', '\uFE63', '\uFF0D'],
  ...invisible,
)

/** A number of the North American plan: area code, exchange, line. */
const nanp = fc
  .tuple(oneOf('23456789'), digits(2), digits(3), digits(4))
  .map(([first, rest, exchange, line]) => ({ area: first + rest, exchange, line }))

const frame = fc.constantFrom('', ' ', '\n', '\u00A0', ...invisible)

describe('a phone number', () => {
  test.each([
    ['12065550100', '12065550100'],
    ['2065550100', '12065550100'],
    ['+12065550100', '12065550100'],
    ['(206) 555-0100', '12065550100'],
    ['+1 (206) 555-0100', '12065550100'],
    ['1-206-555-0100', '12065550100'],
    ['206.555.0100', '12065550100'],
    ['206/555-0100', '12065550100'],
    ['206\u2013555\u20130100', '12065550100'],
    ['\u202A+1\u00A0206\u00A0555\u20110100\u202C', '12065550100'],
    ['18005550100', '18005550100'],
    ['+44 20 7123 4567', '442071234567'],
    ['+44 (20) 7123 4567', '442071234567'],
    ['+32 2 123 45 67', '3221234567'],
    ['+290 12345', '29012345'],
    ['+235 12 34 56 78 9012', '235123456789012'],
  ])('%j is %s', (written, expected) => {
    expect(phoneNumber(written)).toBe(expected)
  })

  test('of North America can be written in any way', () => {
    const ways = fc.record({
      number: nanp,
      prefix: fc.constantFrom('', '1', '+1'),
      brackets: fc.boolean(),
      separators: fc.tuple(separator, separator, separator),
      frame,
    })
    fc.assert(
      fc.property(ways, ({ number: { area, exchange, line }, prefix, brackets, separators, frame }) => {
        const [first, second, third] = separators
        const code = brackets ? `(${area})` : area
        const written = frame + prefix + (prefix && first) + code + second + exchange + third + line + frame
        expect(phoneNumber(written)).toBe(`1${area}${exchange}${line}`)
      }),
      { numRuns: 2_000 },
    )
  })

  test('of another country can be written with a plus sign and separators', () => {
    const ways = fc.tuple(
      oneOf('23456789'),
      fc.integer({ min: 7, max: 14 }).chain(digits),
      separator,
      fc.nat(),
    )
    fc.assert(
      fc.property(ways, ([first, rest, between, place]) => {
        const at = place % rest.length
        const written = `+${first}${rest.slice(0, at)}${between}${rest.slice(at)}`
        expect(phoneNumber(written)).toBe(first + rest)
      }),
      { numRuns: 500 },
    )
  })

  test('of another country is refused without its plus sign', () => {
    const foreign = fc.tuple(
      oneOf('23456789'),
      fc.constantFrom(7, 8, 10, 11, 12, 13, 14).chain((count) => digits(count)),
    )
    fc.assert(fc.property(foreign, ([first, rest]) => void refusal(first + rest)))
  })

  test('is refused when digits are missing or too many', () => {
    const wrong = fc
      .constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15)
      .chain(digits)
      .chain((rest) => fc.constantFrom(`2${rest}`, `12${rest}`, `+12${rest}`))
      .filter((written) => !/^(\+1|1)?[2-9]\d{9}$/.test(written))
    fc.assert(fc.property(wrong, (written) => void refusal(written)))
    refusal(`+2${'0'.repeat(6)}`)
    refusal(`+2${'0'.repeat(15)}`)
  })

  test('is refused when its area code begins with 0 or 1', () => {
    const wrong = fc.tuple(fc.constantFrom('', '1', '+1'), oneOf('01'), digits(9))
    fc.assert(
      fc.property(wrong, ([prefix, first, rest]) => {
        // Without a prefix, 1 and ten digits more would be a whole number.
        refusal(prefix + first + rest)
      }),
    )
  })

  test('is refused with anything foreign in it', () => {
    const foreign = fc.oneof(
      fc.constantFrom(
        'x',
        'ext',
        'A',
        '+',
        '#',
        '*',
        ',',
        ';',
        ':',
        '_',
        '=',
        '@',
        '&',
        '(',
        ')',
        '\u0660',
        '０',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    )
    fc.assert(
      fc.property(nanp, foreign, fc.nat({ max: 11 }), ({ area, exchange, line }, stranger, place) => {
        const rest = stranger.replace(/[\s\d./\p{Pd}\p{Cf}\u2212]/gu, '')
        fc.pre(rest !== '' && rest !== '()' && !(place === 0 && rest === '+'))
        const number = `1${area}${exchange}${line}`
        refusal(number.slice(0, place) + stranger + number.slice(place))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '',
    ' ',
    '+',
    '()',
    '(206)',
    '911',
    '555-0100',
    '206-555-01OO',
    '1-800-FLOWERS',
    '(206) 555-0100 x12',
    '206-555-0100 ext. 12',
    '206-555-0100,,12',
    'tel:+12065550100',
    '++12065550100',
    '+1+2065550100',
    '12065550100+',
    '(206 555-0100',
    '206) 555-0100',
    ')206( 555-0100',
    '((206)) 555-0100',
    '(206) (555) 0100',
    '(1) 206 555-0100',
    '(+1) 206 555-0100',
    '(206555) 0100',
    '206 555 (0100)',
    '+44 (0) 20 7123 4567',
    '0012065550100',
    '011442071234567',
    '+0442071234567',
    '+10655501000',
    '1-065-550-1000',
    '442071234567',
    '33123456789',
    '2065550100\u0000',
    '2.065550100e9',
    12065550100,
    12065550100n,
    null,
    undefined,
    true,
    {},
    ['12065550100'],
    new String('12065550100'),
    { toString: () => '12065550100' },
  ])('%o is refused', (value) => {
    const error = refusal(value)
    expect(error.field).toBe('number')
    expect(error.issues).toHaveLength(1)
    expect(error.outcome).toBe('not-sent')
    expect(refusal(value, 'to').field).toBe('to')
  })

  test('normalised once is as normalised twice', () => {
    fc.assert(
      fc.property(nanp, ({ area, exchange, line }) => {
        const once = phoneNumber(`(${area}) ${exchange}-${line}`)
        expect(phoneNumber(once)).toBe(once)
        expect(phoneNumber(`+${once}`)).toBe(once)
      }),
    )
  })
})
