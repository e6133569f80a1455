import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compare } from '../src/contents/api.ts'
import { apiReports } from '../src/contents/api-report.ts'
import type { PublishedPackage } from '../src/workspace/packages.ts'

const name = '@flowroute/example'
const exportsOf = { '.': { import: { types: './dist/index.d.ts' } }, './package.json': './package.json' }

let folder: string
let entry: PublishedPackage

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowroute-api-test-'))
  await mkdir(join(folder, 'dist'))
  await mkdir(join(folder, 'api'))
  entry = { name, slug: 'example', folder, manifest: { name, version: '1.0.0', exports: exportsOf } }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const build = (text: string): Promise<void> => writeFile(join(folder, 'dist/index.d.ts'), text)

async function keep(): Promise<void> {
  for (const { file, text } of apiReports(entry)) await writeFile(join(folder, 'api', file), text)
}

const options = 'interface Options { size?: number }'
const make = '/** Makes. */ declare function make(options: Options): string;'

test('keeps what is exported first, and what that is made of after it', async () => {
  await build(`${options} ${make} interface Unseen {} declare const limit: 5; export { make, limit as most }`)
  const [report, ...others] = apiReports(entry)
  expect(others).toEqual([])
  expect(report?.file).toBe('index.d.ts')
  expect(report?.text.split('\n\n').slice(1)).toEqual([
    'declare function make(options: Options): string;',
    'declare const limit: 5;\nexport { limit as most }',
    '// Not exported, but part of what is.',
    'interface Options {\n    size?: number;\n}\n',
  ])
})

test('comments and order make no difference', async () => {
  await build(`${options} ${make} export { make }`)
  await keep()
  await build(`${make.replace('Makes', 'Makes one')} ${options} export { make }`)
  expect(await compare(entry)).toEqual([])
})

test.each([
  ['what is exported', make.replace('options: Options', 'options: Options, count: number'), options],
  ['what that is made of', make, options.replace('number', 'string')],
])('a change of %s is shown', async (_, function_, interface_) => {
  await build(`${options} ${make} export { make }`)
  await keep()
  await build(`${interface_} ${function_} export { make }`)
  const [difference, ...others] = await compare(entry)
  expect(others).toEqual([])
  expect(difference).toContain(`--- ${name}, kept\n+++ ${name}, built`)
  expect(difference).toMatch(/^-.*(Options\): string|number)/m)
  expect(difference).toMatch(/^\+.*(count: number|string;)/m)
})

test('an entry more or less is shown', async () => {
  await build(`${options} ${make} export { make }`)
  expect(await compare(entry)).toEqual([`${name} has a new entry, index.d.ts.`])
  await keep()
  await writeFile(join(folder, 'api/old.d.ts'), '')
  expect(await compare(entry)).toEqual([`${name} has no entry old.d.ts any more.`])
})
