import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The files of this package that a bundle of a program contains. */
async function filesIn(program: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['flowroute-source'],
    external: ['node:*'],
    write: false,
    metafile: true,
  })
  const [output] = Object.values(metafile.outputs)
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path.split('packages/messages/src/')[1])
    .filter((path) => path !== undefined)
}

/** What `Messages` does not need. */
const others = ['check-media.ts', 'check-text.ts', 'describe-receipt.ts', 'receipt-source.ts']

test('a program that only sends contains none of the functions beside Messages', async () => {
  const files = await filesIn(`
    import { Messages } from '@flowroute/messages'
    await new Messages().send({ to: '12065550100', from: '12065550199', body: 'hello' })
  `)
  expect(files).toContain('messages.ts')
  expect(files.filter((file) => others.includes(file))).toEqual([])
})

test('a program that only checks a text does not contain Messages', async () => {
  const files = await filesIn(`
    import { checkText } from '@flowroute/messages'
    console.log(checkText('hello'))
  `)
  expect(files.sort()).toEqual(['check-text.ts', 'segments.ts'])
})
