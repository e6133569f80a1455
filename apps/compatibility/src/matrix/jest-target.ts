import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { rootFolder } from '../workspace/folders.ts'
import { readManifest } from '../workspace/packages.ts'
import { run } from '../workspace/process.ts'
import { all, type Project } from './project.ts'
import { failed, type Outcome, type Target } from './target.ts'

/** The part of Jest's report that is read. */
interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[]
}

/** Jest with its default module format, all packages in one run. */
export const jest: Target = {
  name: 'jest',
  async test(projects, context) {
    const { version } = await readManifest(context.tools.path('jest'))
    const emulators = await Promise.all(projects.map(() => context.emulators.open()))
    const folder = join(context.folder, 'jest')
    await mkdir(folder)
    const recipe = join(rootFolder, 'packages/emulator/recipes/jest.test.cjs')
    const withAll = projects.find(({ name }) => name === all)
    if (withAll) await cp(recipe, join(withAll.folder, 'recipe.test.cjs'))
    const config = {
      rootDir: folder,
      projects: projects.map((project, index) => ({
        displayName: project.name,
        rootDir: project.folder,
        testEnvironment: 'node',
        testMatch: testsOf(project),
        transform: {},
        globals: { programInput: { ...emulators[index]?.access, hasEnvironment: false } },
        cacheDirectory: join(folder, 'cache'),
      })),
    }
    await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config))
    const report = join(folder, 'report.json')
    const args = ['--config', join(folder, 'jest.config.json'), '--json', '--outputFile', report]
    const script = context.tools.path('jest', 'bin/jest.js')
    try {
      const { output } = await context.limited(() =>
        run(process.execPath, [script, ...args, '--runInBand', '--watchman=false'], { cwd: folder }),
      )
      const read = await readFile(report, 'utf8').catch(() => undefined)
      const results = read === undefined ? [] : (JSON.parse(read) as Report).testResults
      const outcomes = new Map(projects.map((project) => [project, outcomeOf(project, results, output)]))
      return [{ title: 'Jest, CommonJS', version, outcomes }]
    } finally {
      for (const emulator of emulators) emulator.close()
    }
  },
}

/** The program; in the project with all packages, the recipe of the emulator's README too. */
function testsOf({ name, folder }: Project): string[] {
  const files = ['program.test.cjs', ...(name === all ? ['recipe.test.cjs'] : [])]
  return files.map((file) => join(folder, file))
}

function outcomeOf(project: Project, results: Report['testResults'], output: string): Outcome {
  const problems = testsOf(project).flatMap((file) => {
    const result = results.find(({ name }) => name === file)
    if (result === undefined) return [`Jest does not report ${file}.\n${output}`]
    const passed = result.status === 'passed' && result.assertionResults.length > 0
    return passed ? [] : [result.message]
  })
  return problems.length === 0 ? { passed: true } : failed(problems.join('\n'))
}
