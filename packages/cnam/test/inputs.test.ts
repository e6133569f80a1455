import { InvalidInputError } from '@flowroute/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cnam, ListOptions } from '../src/index.ts'
import { failureOf, numberId, recordId, resource, scripted } from './support.ts'

/** A value as a program without types may pass it. */
const wrong = <T>(value: unknown) => value as T

const required = 'is required'
const text = 'must be a text'
const length = 'must have 1 to 15 characters'
const letter = 'must have at least one letter from A to Z (a phone number is no name)'
const alphabet = `must have only letters from A to Z, digits, spaces and - _ . , @ + & ' / "`
const idRule = 'must be the id of a CNAM record as text, such as "23454"'
const numberRule = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'

const numberInQuotes = "must be a text: write the number in quotes, such as '12065550100'"

type Call = (cnam: Cnam) => PromiseLike<unknown>

/** The call is refused with just these issues, and nothing is sent. */
async function expectRefused(call: Call, ...issues: [field: string, message: string][]): Promise<void> {
  const { cnam, requests } = await scripted()
  const error = await failureOf(call(cnam))
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({
    field: issues[0]?.[0],
    issues: issues.map(([field, message]) => ({ field, message })),
    outcome: 'not-sent',
    attempts: 0,
  })
  for (const issue of issues) expect(error.message).toContain(issue.join(' '))
  expect(requests).toHaveLength(0)
}

describe.each<{ method: string; call(value: string): Call }>([
  { method: 'create', call: (value) => (cnam) => cnam.create(value) },
  { method: 'update', call: (value) => (cnam) => cnam.update(recordId, value) },
])('$method', ({ method, call }) => {
  it.each<[what: string, value: unknown, ...messages: string[]]>([
    ['nothing', undefined, required],
    ['null', null, text],
    ['a number', 12_065_550_100, text],
    ['an object', { value: 'BOB LAW' }, text],
    ['a list', ['BOB LAW'], text],
    ['an object that can be read as text', new String('BOB LAW'), text],
    ['an empty text', '', length, letter],
    ['a blank one', '   ', letter],
    ['16 characters', 'ABCDEFGHIJKLMNOP', length],
    ['15 characters and a blank', 'ABCDEFGHIJKLMNO ', length],
    ['digits alone', '12345', letter],
    ['a phone number', '12065550100', letter],
    ['a phone number with a plus sign', '+1 206 555-0100', letter],
    ['a phone number in parentheses', '(206) 555-0100', letter, alphabet],
    ['special characters alone', `-_.,@+&'/"`, letter],
    ['a letter with an accent', 'CAFÉ', alphabet],
    ['letters of another script alone', 'ΑΒΓ', letter, alphabet],
    [
      'the long s and the Kelvin sign, which are like letters when case is ignored',
      'ſ\u212A',
      letter,
      alphabet,
    ],
    ['an exclamation mark', 'YAHOO!', alphabet],
    ['a typographic apostrophe', 'BOB’S', alphabet],
    ['a tab', 'BOB\tLAW', alphabet],
    ['a line feed at the end', 'BOB LAW\n', alphabet],
    ['a no-break space', 'BOB\u00A0LAW', alphabet],
    ['an emoji, which is one character', 'ABCDEFGHIJKLMN😀', alphabet],
    ['a lone surrogate', 'BOB\uD800', alphabet],
    ['everything wrong', '################', length, letter, alphabet],
  ])('refuses %s', async (_, value, ...messages) => {
    await expectRefused(
      call(wrong(value)),
      ...messages.map((message): [string, string] => ['value', message]),
    )
  })

  it.each([
    'A',
    'z9',
    'ABCDEFGHIJKLMNO',
    ' BOB  LAW ',
    'bob law',
    `A-_.,@+&'/"B`,
    '7/11 B&B',
    '1-800-FLOWERS',
  ])('takes "%s" as it is', async (value) => {
    const { cnam, requests } = await scripted([{ body: { data: resource({ value }) } }])
    await call(value)(cnam)
    const envelope = { data: { type: 'cnam', attributes: { value } } }
    expect(requests.map(({ json }) => json)).toStrictEqual([method === 'create' ? { value } : envelope])
  })
})

describe('any text', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const others = `0123456789 -_.,@+&'/"`
  const isName = (value: string) =>
    value.length <= 15 &&
    [...value].every((character) => (letters + others).includes(character)) &&
    [...value].some((character) => letters.includes(character))
  const allowed = fc.constantFrom(...letters, ...others)
  const name = fc.string({ unit: allowed, minLength: 1, maxLength: 15 }).filter(isName)
  /** Near misses too: what has one character too many, or of the wrong kind. */
  const other = fc
    .oneof(
      fc.string({ unit: allowed, maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...others), maxLength: 15 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc
        .tuple(name, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }))
        .map((parts) => parts.join('')),
    )
    .filter((value) => !isName(value))

  it('that keeps to the rules is sent unchanged', async () => {
    const { cnam, requests } = await scripted([{ body: { data: resource() } }])
    await fc.assert(
      fc.asyncProperty(name, async (value) => {
        await cnam.create(value)
        expect(requests.at(-1)?.text).toBe(JSON.stringify({ value }))
        await cnam.update(recordId, value)
        expect(requests.at(-1)?.json).toStrictEqual({ data: { type: 'cnam', attributes: { value } } })
      }),
    )
  })

  it('that does not is refused before anything is sent', async () => {
    const { cnam, requests } = await scripted()
    await fc.assert(
      fc.asyncProperty(other, async (value) => {
        for (const call of [() => cnam.create(value), () => cnam.update(recordId, value)]) {
          expect(await failureOf(call())).toMatchObject({ name: 'InvalidInputError', field: 'value' })
        }
      }),
    )
    expect(requests).toHaveLength(0)
  })
})

describe.each<{ method: string; call(id: string): Call }>([
  { method: 'get', call: (id) => (cnam) => cnam.get(id) },
  { method: 'update', call: (id) => (cnam) => cnam.update(id, 'BOB LAW') },
  { method: 'delete', call: (id) => (cnam) => cnam.delete(id) },
  { method: 'assign', call: (id) => (cnam) => cnam.assign(id, numberId) },
])('$method', ({ call }) => {
  it.each(['', ' ', '.', '..', '23454 ', 23_454, null, {}])('refuses %j as a record', async (id) => {
    await expectRefused(call(wrong(id)), ['recordId', idRule])
  })

  it('asks for the record', async () => {
    await expectRefused(call(wrong(undefined)), ['recordId', required])
  })
})

describe.each<{ method: string; call(id: string): Call }>([
  { method: 'assign', call: (id) => (cnam) => cnam.assign(recordId, id) },
  { method: 'unassign', call: (id) => (cnam) => cnam.unassign(id) },
])('$method', ({ call }) => {
  it('says that a JavaScript number has to be text', () =>
    expectRefused(call(wrong(12_065_550_100)), ['numberId', numberInQuotes]))

  it.each(['', '..', '555-0100', '12065550100/relationships', '11065550100', null])(
    'refuses %j as a number',
    async (id) => {
      await expectRefused(call(wrong(id)), ['numberId', numberRule])
    },
  )
})

it.each<[what: string, call: Call, ...issues: [string, string][]]>([
  [
    'update with all wrong',
    (cnam) => cnam.update('', '####'),
    ['recordId', idRule],
    ['value', letter],
    ['value', alphabet],
  ],
  [
    'assign with all wrong',
    (cnam) => cnam.assign('..', 'number'),
    ['recordId', idRule],
    ['numberId', numberRule],
  ],
  [
    'list with unknown options',
    (cnam) => cnam.list(wrong<ListOptions>({ limit: 5, is_approved: true, name: 'a' })),
    ['limit', 'is not known; did you mean pageSize?'],
    ['is_approved', 'is not known; did you mean isApproved?'],
    ['name', 'is not known'],
  ],
  ['list with null', (cnam) => cnam.list(wrong(null)), ['options', 'must be an object']],
  ...['true', 1, null].map((given): [string, Call, [string, string]] => [
    `list with isApproved ${JSON.stringify(given)}`,
    (cnam) => cnam.list(wrong<ListOptions>({ isApproved: given })),
    ['isApproved', 'must be true or false'],
  ]),
  ...['', ' ', 7, null].map((given): [string, Call, [string, string]] => [
    `list with value ${JSON.stringify(given)}`,
    (cnam) => cnam.list(wrong<ListOptions>({ value: given })),
    ['value', 'must be a text of 1 to 1000 characters'],
  ]),
  ...[0, 1_001, 1.5, wrong<number>('10')].map((pageSize): [string, Call, [string, string]] => [
    `list with pageSize ${JSON.stringify(pageSize)}`,
    (cnam) => cnam.list({ pageSize }),
    ['pageSize', 'must be an integer from 1 to 1000'],
  ]),
])('refuses %s', async (_, call, ...issues) => {
  await expectRefused(call, ...issues)
})
