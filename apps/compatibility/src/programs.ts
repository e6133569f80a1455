import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Consumer, together } from './consumers.ts'
import { appFolder, isForNodeOnly } from './packages.ts'

/** A user's program: TypeScript that imports packages by name, in the form that a runtime takes. */
interface Form {
  file: string
  glue: string
  format: 'esm' | 'cjs'
  /** What is done with the program. */
  start: string
}

const forms: readonly Form[] = [
  { file: 'server.mjs', glue: 'server.ts', format: 'esm', start: 'start(run)' },
  { file: 'server.cjs', glue: 'server.ts', format: 'cjs', start: 'start(run)' },
  { file: 'program.test.cjs', glue: 'jest.ts', format: 'cjs', start: 'start(run)' },
  { file: 'worker.mjs', glue: 'worker.ts', format: 'esm', start: 'export default start(run)' },
  { file: 'page.mjs', glue: 'page.ts', format: 'esm', start: 'start(run)' },
]

export const programsFolder = join(appFolder, 'programs')

/** Writes a consumer's program into its folder, once per form; what it imports of packages stays imported. */
export async function writePrograms(consumer: Consumer): Promise<Consumer> {
  if (consumer.problem !== undefined) return consumer
  const program = `${consumer.name}.ts`
  if (!existsSync(join(programsFolder, program))) {
    return { ...consumer, problem: `There is no program for it: programs/${program} of this application.` }
  }
  await Promise.all(
    forms.map(({ file, glue, format, start }) =>
      build({
        stdin: {
          contents: `import { run } from './${program}'\nimport { start } from './glue/${glue}'\n${everyPackage(consumer, glue)}\n${start}`,
          resolveDir: programsFolder,
          loader: 'ts',
        },
        bundle: true,
        packages: 'external',
        platform: 'neutral',
        target: 'es2022',
        format,
        outfile: join(consumer.folder, file),
      }),
    ),
  )
  return consumer
}

/** The program of all packages need not use each; at least each is imported. */
function everyPackage({ name, packages }: Consumer, glue: string): string {
  if (name !== together) return ''
  const isServer = glue === 'server.ts' || glue === 'jest.ts'
  return packages
    .filter((entry) => isServer || !isForNodeOnly(entry.name))
    .map((entry, index) => {
      const check = `if (Object.keys(p${index}).length === 0) throw new Error('${entry.name} exports nothing')`
      return `import * as p${index} from '${entry.name}'\n${check}`
    })
    .join('\n')
}
