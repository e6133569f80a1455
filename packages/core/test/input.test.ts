import { InvalidInputError } from '@flowroute/core'
import {
  booleanInput,
  checkInput,
  input,
  inputObject,
  patternInput,
  phoneNumberInput,
  type Schema,
  textInput,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

function refusal(schema: Schema<unknown>, value: unknown, field?: string): InvalidInputError {
  let result: unknown
  try {
    result = checkInput(schema, value, field)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    return error as InvalidInputError
  }
  throw new Error(`it was let through as ${JSON.stringify(result)}`)
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member)
    Object.freeze(value)
  }
  return value
}

const messageInput = inputObject({
  to: phoneNumberInput(),
  from: phoneNumberInput(),
  body: v.optional(textInput(10)),
  isMms: v.optional(booleanInput()),
  mediaUrls: v.optional(v.array(urlInput())),
  options: v.optional(
    inputObject({ state: patternInput(/^[A-Z]{2}$/i, 'must have two letters'), other: v.optional(v.any()) }),
  ),
  other: v.optional(v.any()),
})

describe('checkInput', () => {
  test('gives the input in the form the wire wants, and leaves the given one alone', () => {
    const given = frozen({
      to: '(206) 555-0100',
      from: '+1 206 555 0101',
      mediaUrls: ['https://example.com/a.jpg'],
      options: { state: 'wa', other: [{ kept: true }] },
      isMms: undefined,
      other: 'kept',
    })
    const before = structuredClone(given)
    const checked = checkInput(messageInput, given)
    expect(checked).toEqual({ ...before, to: '12065550100', from: '12065550101' })
    expect(given).toEqual(before)
    expect(checked).not.toBe(given)
  })

  test('names every field that is wrong, in one error', () => {
    const given = frozen({
      to: 'nobody',
      body: 'more than ten characters',
      isMms: 'yes',
      mediaUrls: ['/a.jpg', 'https://example.com/b.jpg', 7],
      options: { state: 'Washington' },
    })
    const { issues, field, message, outcome, attempts } = refusal(messageInput, given)
    expect(issues).toEqual([
      { field: 'to', message: expect.stringContaining('must be a phone number') },
      { field: 'from', message: 'is required' },
      { field: 'body', message: 'must be a text of 1 to 10 characters' },
      { field: 'isMms', message: 'must be true or false' },
      { field: 'mediaUrls.0', message: 'must be an absolute http or https URL' },
      { field: 'mediaUrls.2', message: 'must be an absolute http or https URL' },
      { field: 'options.state', message: 'must have two letters' },
    ])
    expect(field).toBe('to')
    expect({ outcome, attempts }).toEqual({ outcome: 'not-sent', attempts: 0 })
    for (const issue of issues) expect(message).toContain(`${issue.field} ${issue.message}`)
  })

  test('says of a field that is left out, or undefined, that it is required', () => {
    for (const given of [{ to: '12065550100' }, { to: '12065550100', from: undefined }]) {
      expect(refusal(messageInput, given).issues).toEqual([{ field: 'from', message: 'is required' }])
    }
    const nested = { to: '12065550100', from: '12065550100', options: {} }
    expect(refusal(messageInput, nested).issues).toEqual([{ field: 'options.state', message: 'is required' }])
  })

  test.each([null, 'text', 7, ['to']])('refuses %j where an object is due', (value) => {
    const { field, message } = refusal(messageInput, value)
    expect(message).not.toMatch(/undefined: /)
    expect(field).toMatch(/^(input|to)$/)
  })

  test('names a value that is no object as it is told to', () => {
    expect(refusal(messageInput, undefined).issues).toEqual([{ field: 'input', message: 'is required' }])
    expect(refusal(urlInput(), 'x', 'url').field).toBe('url')
    expect(refusal(messageInput, 7, 'message').message).toMatch(/^Invalid input: message must be an object/)
    expect(refusal(messageInput, { to: '12065550100' }, 'message').field).toBe('from')
  })
})

describe.each<[string, Schema<unknown>, unknown[], unknown[]]>([
  [
    'textInput',
    textInput(5),
    ['a', ' a ', '12345', '👍'],
    ['', ' ', '\n\t', '\u00A0', '123456', 5, null, undefined, true, ['a'], {}, new String('a')],
  ],
  ['textInput by default', textInput(), ['x'.repeat(1_000)], ['', 'x'.repeat(1_001)]],
  ['booleanInput', booleanInput(), [true, false], ['true', 0, 1, null, undefined, {}, new Boolean(true)]],
  [
    'urlInput',
    urlInput(),
    [
      'https://example.com',
      'http://example.com/a?b=c#d',
      'HTTPS://EXAMPLE.COM',
      'http://localhost:8080/hook',
      'https://user:pass@example.com/',
      'https://[::1]/',
    ],
    [
      ...[
        '',
        'example.com',
        '/hook',
        '//example.com',
        'ftp://example.com',
        'javascript:alert(1)',
        'mailto:a@b.c',
      ],
      ...[
        'http:example.com',
        'https://',
        'https:// example.com',
        'https:///a',
        'https://a b',
        ' https://a.b',
      ],
      ...[null, undefined, 7, {}, new URL('https://example.com'), ['https://example.com']],
    ],
  ],
  [
    'patternInput',
    patternInput(/^[A-Z]{2}$/i, 'must have two letters'),
    ['WA', 'wa'],
    ['', 'W', 'WAS', 'W1', 12, null, undefined, ['WA'], { toString: () => 'WA' }],
  ],
  [
    'input',
    input<number>((value) => Number(value) >= 0, 'must not be below 0'),
    [0, 1.5, '2'],
    [-1, 'x', undefined, Number.NaN],
  ],
])('%s', (_, schema, valid, invalid) => {
  test.each(valid.map((value) => [value]))('takes %j as it is', (value) => {
    expect(checkInput(schema, value)).toBe(value)
  })

  test.each(invalid.map((value) => [value]))('refuses %j', (value) => {
    const { issues } = refusal(schema, value, 'field')
    expect(issues).toHaveLength(1)
    expect(issues[0]?.field).toBe('field')
    expect(issues[0]?.message).toMatch(value === undefined ? /^is required$/ : /^must /)
  })
})

test('phoneNumberInput normalises what phoneNumber takes, and refuses the rest', () => {
  const schema = phoneNumberInput()
  for (const written of ['2065550100', '+1 (206) 555\u20110100', '1.206.555.0100']) {
    expect(checkInput(schema, written)).toBe('12065550100')
  }
  expect(checkInput(schema, '+44 20 7123 4567')).toBe('442071234567')
  for (const number of [12065550100, 12065550100n]) {
    expect(refusal(schema, number, 'to').issues).toEqual([
      { field: 'to', message: "must be a text: write the number in quotes, such as '12065550100'" },
    ])
  }
  for (const wrong of ['', '911', 'x12065550100', null, {}, ['12065550100']]) {
    expect(refusal(schema, wrong, 'to').issues).toEqual([
      { field: 'to', message: expect.stringMatching(/^must be a phone number such as /) },
    ])
  }
})

describe('check', () => {
  const schema = v.looseObject({
    code: v.pipe(
      textInput(),
      v.check((value) => value.length > 2, 'must have three characters at least'),
      v.check((value) => /^\d+$/.test(value), 'must be digits'),
    ),
  })

  test('tells all the conditions that do not hold', () => {
    expect(refusal(schema, { code: 'a' }).issues).toEqual([
      { field: 'code', message: 'must have three characters at least' },
      { field: 'code', message: 'must be digits' },
    ])
    expect(refusal(schema, { code: 'abc' }).issues).toEqual([{ field: 'code', message: 'must be digits' }])
    expect(checkInput(schema, { code: '123' })).toEqual({ code: '123' })
  })

  test('does not run on what is wrong already', () => {
    expect(refusal(schema, { code: 7 }).issues).toEqual([
      { field: 'code', message: expect.stringMatching(/^must be a text/) },
    ])
  })
})

test('a schema of valibot’s own says what it wants in a sentence, too', () => {
  expect(refusal(v.looseObject({ name: v.string() }), { name: 7 }).message).toBe(
    'Invalid input: name is an invalid type: Expected string but received 7.',
  )
})
