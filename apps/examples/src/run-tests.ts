import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { type Program, withPlaces } from './program.ts'
import { endOf } from './run-program.ts'

/** Whether a program consists of tests for Vitest. */
export function isVitest({ lines }: Program): boolean {
  return lines.some(({ text }) => /from 'vitest'/.test(text))
}

/**
 * Runs programs that are tests, all in one Vitest.
 *
 * @returns what went wrong, if anything did
 */
export async function runTests(programs: readonly Program[], folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'vitest.config.mjs'), 'export default { test: { include: ["*.test.ts"] } }\n')
  for (const { name, lines } of programs) {
    await writeFile(join(folder, `${name}.test.ts`), lines.map(({ text }) => text).join('\n'))
  }
  const manifest = createRequire(import.meta.url).resolve('vitest/package.json')
  const child = spawn(process.execPath, [join(dirname(manifest), 'vitest.mjs'), 'run', '--no-color'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = await endOf(child)
  return output === undefined ? undefined : programs.reduce(withPlaces, output)
}
