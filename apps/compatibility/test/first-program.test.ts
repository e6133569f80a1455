import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstProgramOf } from '../src/readmes/first-program.ts'
import { runFirstProgram } from '../src/readmes/run-program.ts'

const block = (language: string, ...lines: string[]): string =>
  [`\`\`\`${language}`, ...lines, '```', ''].join('\n')

test("reads a README's first program, and the packages installed before it", () => {
  const markdown = [
    block('sh', 'npm install @flowroute/core @flowroute/numbers'),
    'Text.\n',
    block('sh', 'npx @flowroute/emulator', 'npm install --save-dev undici'),
    block('ts', 'const first = 1', '', 'console.log(first)'),
    block('sh', 'npm install unrelated'),
    block('ts', 'second()'),
  ].join('\n')
  expect(firstProgramOf(markdown)).toEqual({
    packages: ['@flowroute/core', '@flowroute/numbers', 'undici'],
    code: 'const first = 1\n\nconsole.log(first)\n',
  })
})

test.each([
  ['no program', block('sh', 'npm install @flowroute/core'), 'It has no program'],
  ['an empty text', '', 'It has no program'],
  ['no installation', block('ts', 'first()'), 'It has no line "npm install'],
  [
    'an installation after the program',
    block('ts', 'first()') + block('sh', 'npm install a'),
    'no line "npm',
  ],
])('refuses a README with %s', (_, markdown, message) => {
  expect(() => firstProgramOf(markdown)).toThrow(message)
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowroute-first-program-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(code: string, url = 'http://127.0.0.1:1'): Promise<void> {
  const file = join(folder, 'first.mjs')
  await writeFile(file, code)
  const exportLine = `export FR_BASE_URL='${url}' FR_ACCESS_KEY='key'`
  await runFirstProgram(file, folder, { exportLine, variables: { FR_BASE_URL: url }, stop: () => {} })
}

test('runs a program with the variables that the emulator prints', async () => {
  await run("if (process.env.FR_BASE_URL !== 'http://127.0.0.1:1') process.exit(1)")
})

test('reports the output of a program that fails', async () => {
  await expect(run("console.log('before'); throw new Error('no such number')")).rejects.toThrow(
    /Exit code 1:.*before.*no such number/s,
  )
})

test('fails for a program that listens if the emulator cannot post to it', async () => {
  const emulator = createServer((_, response) => response.writeHead(503).end('no inventory'))
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = emulator.address() as AddressInfo
    const program = "console.log('Listening on port 8080'); setInterval(() => {}, 1_000)"
    await expect(run(program, `http://127.0.0.1:${port}`)).rejects.toThrow('503 no inventory')
  } finally {
    emulator.close()
  }
})
