import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeProgram } from '../runtimes/program.ts'
import type { HostName } from '../runtimes/runtime.ts'
import { appFolder } from '../workspace/folders.ts'
import { isCommandOnly, isNodeOnly } from '../workspace/packages.ts'
import { all, type Project } from './project.ts'

/** Where the programs are: `numbers.ts` for the package `numbers`, `all.ts` for all of them. */
export const programsFolder = join(appFolder, 'programs')

/** A file that a program is bundled into. What it imports of packages stays imported. */
interface Form {
  file: string
  host: HostName
  format: 'esm' | 'cjs'
}

const forms: readonly Form[] = [
  { file: 'process.mjs', host: 'process', format: 'esm' },
  { file: 'process.cjs', host: 'process', format: 'cjs' },
  { file: 'program.test.cjs', host: 'jest', format: 'cjs' },
  { file: 'worker.mjs', host: 'worker', format: 'esm' },
  { file: 'page.mjs', host: 'page', format: 'esm' },
]

/**
 * Writes a project's program into its folder, once for each form.
 *
 * @returns the project, with a problem if there is no program for it
 */
export async function writePrograms(project: Project): Promise<Project> {
  if (project.problem !== undefined) return project
  if (!existsSync(join(programsFolder, `${project.name}.ts`))) {
    return { ...project, problem: `It has no program: programs/${project.name}.ts of this application.` }
  }
  await Promise.all(
    forms.map(async ({ file, host, format }) => {
      const entry = await writeEntry(project, host)
      await writeProgram({
        entry,
        host,
        outfile: join(project.folder, file),
        esbuild: { ...external, format },
      })
    }),
  )
  return project
}

const external = { packages: 'external', platform: 'neutral' } as const

/** The program of a package for browsers and workers, where it is another one than for processes. */
const webProgramOf = ({ name }: Project): string => join(programsFolder, `${name}.web.ts`)

/** Whether a project can be tried in browsers and workers. */
export function runsOnTheWeb(project: Project): boolean {
  return !project.isNodeOnly || existsSync(webProgramOf(project))
}

/** Writes the module that calls a project's program; returns its path. */
async function writeEntry(project: Project, host: HostName): Promise<string> {
  const { name, folder, packages } = project
  const isNode = host === 'process' || host === 'jest'
  const libraries = packages.filter(({ manifest }) => !isCommandOnly(manifest))
  const imported = name === all ? libraries.filter((entry) => isNode || !isNodeOnly(entry.name)) : []
  // A page reaches the emulator through its own server.
  const baseUrl = host === 'page' ? 'baseUrl: location.origin, ' : ''
  const webProgram = webProgramOf(project)
  const program = !isNode && existsSync(webProgram) ? webProgram : join(programsFolder, `${name}.ts`)
  const lines = [
    `import { run as runProgram } from ${JSON.stringify(program)}`,
    `export const run = (input, host) => runProgram({ ${baseUrl}...input, ...host })`,
    // The program for all packages does not use each of them; each is imported at least.
    ...imported.flatMap((entry, index) => [
      `import * as package${index} from '${entry.name}'`,
      `if (Object.keys(package${index}).length === 0) throw new Error('${entry.name} exports nothing')`,
    ]),
  ]
  const file = join(folder, `entry.${host}.js`)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}
