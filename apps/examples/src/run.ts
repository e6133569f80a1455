import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Finding } from './example.ts'
import type { Program } from './program.ts'
import { runProgram } from './run-program.ts'
import { isVitest, runTests } from './run-tests.ts'

/**
 * Runs programs, each in a process and against an emulator of its own.
 *
 * @param appFolder where their imports are found from
 */
export async function runPrograms(programs: readonly Program[], appFolder: string): Promise<Finding[]> {
  const cache = join(appFolder, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'run-'))
  const limit = pLimit(availableParallelism())
  const findings: Finding[] = []
  const find = ({ origin }: Program, message: string | undefined): void => {
    if (message !== undefined) findings.push({ origin, message })
  }
  try {
    const tests = programs.filter(isVitest)
    const [first] = tests
    await Promise.all([
      ...programs
        .filter((program) => !isVitest(program))
        .map((program) => limit(async () => find(program, await runProgram(program, folder)))),
      first && limit(async () => find(first, await runTests(tests, join(folder, 'tests')))),
    ])
    return findings
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
