import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { type Consumer, together } from '../consumers.ts'
import { readManifest, rootFolder } from '../packages.ts'
import { run } from '../run.ts'
import { failed, type Outcome, type Runtime } from './runtime.ts'

/** What is read of Jest's report. */
interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[]
}

/** Jest with its default module format, all packages in one run. */
export const jest: Runtime = {
  name: 'jest',
  async try(consumers, lab) {
    const { version } = await readManifest(lab.tools.path('jest'))
    const emulators = await Promise.all(consumers.map(() => lab.emulators.open()))
    const folder = join(lab.folder, 'jest')
    await mkdir(folder)
    const recipe = join(rootFolder, 'packages/emulator/recipes/jest.test.cjs')
    const all = consumers.find(({ name }) => name === together)
    if (all) await cp(recipe, join(all.folder, 'recipe.test.cjs'))
    const config = {
      rootDir: folder,
      projects: consumers.map((consumer, index) => ({
        displayName: consumer.name,
        rootDir: consumer.folder,
        testEnvironment: 'node',
        testMatch: testsOf(consumer),
        transform: {},
        globals: { flowrouteAccess: emulators[index]?.access },
        cacheDirectory: join(folder, 'cache'),
      })),
    }
    await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config))
    const report = join(folder, 'report.json')
    const args = ['--config', join(folder, 'jest.config.json'), '--json', '--outputFile', report]
    const script = lab.tools.path('jest', 'bin/jest.js')
    try {
      const { output } = await lab.limited(() =>
        run(process.execPath, [script, ...args, '--runInBand', '--watchman=false'], { cwd: folder }),
      )
      const read = await readFile(report, 'utf8').catch(() => undefined)
      const results = read === undefined ? [] : (JSON.parse(read) as Report).testResults
      const outcomes = new Map(consumers.map((consumer) => [consumer, outcomeOf(consumer, results, output)]))
      return [{ title: 'Jest, CommonJS', version, outcomes }]
    } finally {
      for (const emulator of emulators) emulator.close()
    }
  },
}

/** The program; where all packages are installed, what the emulator's README shows for Jest as well. */
function testsOf({ name, folder }: Consumer): string[] {
  const files = ['program.test.cjs', ...(name === together ? ['recipe.test.cjs'] : [])]
  return files.map((file) => join(folder, file))
}

function outcomeOf(consumer: Consumer, results: Report['testResults'], output: string): Outcome {
  const problems = testsOf(consumer).flatMap((file) => {
    const result = results.find(({ name }) => name === file)
    if (result === undefined) return [`Jest does not report ${file}.\n${output}`]
    const passed = result.status === 'passed' && result.assertionResults.length > 0
    return passed ? [] : [result.message]
  })
  return problems.length === 0 ? { passed: true } : failed(problems.join('\n'))
}
