import { expect, test } from 'vitest'
import { examplesOfDocstrings } from '../src/docstrings.ts'
import { examplesOfMarkdown } from '../src/markdown.ts'
import { assemble, unitsOf } from '../src/unit.ts'

test('finds the blocks of a Markdown file, with their lines and flags', () => {
  const { examples, findings } = examplesOfMarkdown(
    'guide.md',
    [
      '# Guide',
      '```ts',
      'const a = 1',
      'const b = 2',
      '```',
      '- in a list:',
      '  ```js {1,3} continues norun="it costs money"',
      '  a + b',
      '  ```',
      '```sh',
      'npm install',
      '```',
      '::: details',
      '```ts:line-numbers context=client,numbers',
      'await numbers.list()',
      '```',
      ':::',
      '```ts nouns',
      '```',
      '```ts context=client continues',
      '```',
    ].join('\n'),
  )
  expect(examples).toEqual([
    {
      file: 'guide.md',
      line: 3,
      language: 'ts',
      lines: ['const a = 1', 'const b = 2'],
      flags: { continues: false, context: [], norun: undefined },
    },
    {
      file: 'guide.md',
      line: 8,
      language: 'js',
      lines: ['a + b'],
      flags: { continues: true, context: [], norun: 'it costs money' },
    },
    {
      file: 'guide.md',
      line: 15,
      language: 'ts',
      lines: ['await numbers.list()'],
      flags: { continues: false, context: ['client', 'numbers'], norun: undefined },
    },
  ])
  expect(findings.map(({ origin, message }) => [origin.line, message])).toEqual([
    [18, 'unknown flag nouns: continues, context=<names> or norun="<why>"'],
    [20, 'what continues has its context already'],
  ])
})

test('finds the examples in docstrings, of members and in the middle of a line too', () => {
  const examples = examplesOfDocstrings(
    'packages/x/src/index.ts',
    [
      '/**',
      ' * Mail to user@example.com.',
      ' *',
      ' * @example',
      ' * if (isGood) {',
      ' *   use({ at: "a@example.com" })',
      ' * }',
      ' * @example use() // again',
      ' * @throws {Error} it is bad',
      ' */',
      'export class Thing {',
      '  /** A field. @example thing.field */',
      '  field = 1',
      '}',
    ].join('\n'),
    'x',
  )
  expect(examples.map(({ line, lines, docstringOf }) => [line, lines, docstringOf])).toEqual([
    [5, ['if (isGood) {', '  use({ at: "a@example.com" })', '}'], 'x'],
    [8, ['use() // again'], 'x'],
    [12, ['thing.field'], 'x'],
  ])
})

test('what continues goes into the program before it, with the imports that it lacks', () => {
  const { examples } = examplesOfMarkdown(
    'guide.md',
    [
      ...['```ts', "import { a } from '@flowroute/core'", 'const x = a', '```'],
      ...['```ts context=numbers', 'await numbers.list()', '```'],
      ...['```ts continues', "import { a, b } from '@flowroute/core'", 'const x = b', '```'],
    ].join('\n'),
  )
  const units = unitsOf(examples)
  expect(units.map((unit) => [unit.examples.length, unit.isProgram])).toEqual([
    [2, true],
    [1, false],
  ])
  const lines = assemble(units[0]?.examples ?? []).filter(({ text }) => text !== '')
  expect(lines.map(({ text, origin }) => [origin?.line, text])).toEqual([
    [9, "import { b } from '@flowroute/core'"],
    [2, "import { a } from '@flowroute/core'"],
    [3, 'const x = a'],
    [undefined, '{'],
    [10, 'const x = b'],
    [undefined, '}'],
  ])
})

test('what continues nothing is an error with its place', () => {
  const { examples } = examplesOfMarkdown('guide.md', '```ts continues\nx()\n```')
  expect(() => unitsOf(examples)).toThrow('guide.md:2: there is no program before it that it could continue')
})
