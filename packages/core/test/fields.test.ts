import {
  booleanOrText,
  numberOrText,
  openEnum,
  type Schema,
  textOrNumber,
  timestamp,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

interface Field {
  schema: Schema<unknown>
  valid: [written: unknown, read: unknown][]
  invalid: unknown[]
}

const nonsense = [undefined, {}, [], { value: '1' }]

const fields: Record<string, Field> = {
  text: {
    schema: textOrNumber(),
    valid: [
      ['', ''],
      ['12065550100', '12065550100'],
      [16085612999, '16085612999'],
      [0, '0'],
      [-1.5, '-1.5'],
    ],
    invalid: [...nonsense, null, true, ['1']],
  },
  numeric: {
    schema: numberOrText(),
    valid: [
      [0, 0],
      [4000000, 4000000],
      ['4000000', 4000000],
      ['-1', -1],
      ['0.0095', 0.0095],
      [1e-9, 1e-9],
    ],
    invalid: [
      ...nonsense,
      null,
      true,
      '',
      ' ',
      '1 ',
      '$1',
      '1,000',
      '0x10',
      'NaN',
      'Infinity',
      '.',
      '1.',
      '1.2.3',
    ],
  },
  flag: {
    schema: booleanOrText(),
    valid: [
      [true, true],
      [false, false],
      ['true', true],
      ['false', false],
      ['True', true],
      ['FALSE', false],
    ],
    invalid: [
      ...nonsense,
      null,
      0,
      1,
      ['true'],
      { toString: 1 },
      '',
      '0',
      '1',
      'yes',
      'no',
      'true ',
      'untrue',
      'true\nfalse',
    ],
  },
  timestamp: {
    schema: timestamp(),
    valid: [
      ['2017-12-21T16:44:34.93Z', new Date('2017-12-21T16:44:34.930Z')],
      ['2018-04-16 16:20:32.939166+00:00', new Date('2018-04-16T16:20:32.939Z')],
      ['Fri, 01 Jun 2018 00:17:52 GMT', new Date('2018-06-01T00:17:52.000Z')],
    ],
    invalid: [...nonsense, null, true, 0, 1528000000000, '', 'never', '2018', new Date(), ['2018-06-01']],
  },
  open: {
    schema: openEnum<'inbound' | 'outbound'>(),
    valid: [
      ['inbound', 'inbound'],
      ['a value added tomorrow', 'a value added tomorrow'],
      ['', ''],
    ],
    invalid: [...nonsense, null, true, 7],
  },
  string: {
    schema: v.string(),
    valid: [
      ['a text', 'a text'],
      ['', ''],
    ],
    invalid: [...nonsense, null, true, 7],
  },
  array: {
    schema: v.array(numberOrText()),
    valid: [
      [[], []],
      [
        [1, '2'],
        [1, 2],
      ],
    ],
    invalid: [undefined, null, {}, { 0: '1', length: 1 }, 'text', ['x'], [1, null]],
  },
  'array of arrays': {
    schema: v.array(v.array(booleanOrText())),
    valid: [
      [
        [['true'], [], [false]],
        [[true], [], [false]],
      ],
    ],
    invalid: [[true], [['true', 'x']]],
  },
}

describe.each(Object.entries(fields))('%s', (_, { schema, valid, invalid }) => {
  test.each(valid)('reads %j as %j', (written, read) => {
    expect(v.parse(schema, written)).toEqual(read)
  })

  test.each(invalid.map((value) => [value]))('refuses %j, and says what it expected', (value) => {
    const { success, issues } = v.safeParse(schema, value)
    expect(success).toBe(false)
    expect(issues).toHaveLength(1)
    expect(issues?.[0].message).toMatch(/expected|must be/i)
  })

  test('is a schema for whatever takes a Standard Schema', async () => {
    for (const [written, read] of valid) {
      expect(await schema['~standard'].validate(written)).toMatchObject({ value: read })
    }
    for (const value of invalid) {
      expect(await schema['~standard'].validate(value)).toMatchObject({ issues: [expect.anything()] })
    }
  })
})

test('an array keeps what it was given, and says which of its items is wrong', () => {
  const given = Object.freeze([Object.freeze({ id: '1' }), Object.freeze({ id: {} }), 'x'])
  const { issues, output } = v.safeParse(v.array(v.looseObject({ id: textOrNumber() })), given)
  expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(['1.id', '2'])
  expect(output).toEqual(given)
  expect(output).not.toBe(given)
})
