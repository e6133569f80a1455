import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { run } from '../workspace/process.ts'
import type { Tools } from '../workspace/tools.ts'
import { programsFolder } from './programs.ts'
import type { Project } from './project.ts'
import { allPackagesOf, failed, type MatrixContext, type Outcome, type Row, type Target } from './target.ts'

/** Only the newest compiler is fast enough to compile each program in the project of its package alone. */
const versions = [
  { version: '5.6', usesOwnProjects: false },
  { version: '5.9', usesOwnProjects: false },
  { version: '6.0', usesOwnProjects: false },
  { version: '7.0', usesOwnProjects: true },
]
const modules = ['node16', 'nodenext', 'bundler']

/** The settings of a user: the module format, and whose types are available. */
interface Settings {
  name: string
  title: string
  type: 'module' | 'commonjs'
  /** The types of Node instead of those of browsers. */
  hasNodeTypes: boolean
  lib: string[]
}

const allSettings: readonly Settings[] = [
  { name: 'esm', title: 'ESM', type: 'module', hasNodeTypes: false, lib: ['ES2022', 'DOM', 'DOM.Iterable'] },
  { name: 'cjs', title: 'CommonJS', type: 'commonjs', hasNodeTypes: true, lib: ['ES2022'] },
]

/** Programs that are compiled together, in a folder below the project in which their packages are installed. */
interface Compilation {
  folder: string
  projects: readonly Project[]
}

/** Each compiles the programs, and every declaration they reach, with a version of TypeScript. */
export const types: readonly Target[] = versions.map(({ version, usesOwnProjects }) => ({
  name: `types${version}`,
  needsAllPackages: !usesOwnProjects,
  test: (projects, context) =>
    Promise.all(
      allSettings.map((settings) => {
        const folderIn = (parent: string): string => join(parent, 'types', `${version}-${settings.name}`)
        const compilations: Compilation[] = usesOwnProjects
          ? projects.map((project) => ({ folder: folderIn(project.folder), projects: [project] }))
          : groupByNodeTypes(projects, settings).map((group, index) => ({
              folder: join(folderIn(allPackagesOf(context).folder), `${index}`),
              projects: group,
            }))
        return compile(version, settings, compilations, context)
      }),
    ),
}))

/** Programs that need the types of Node are compiled apart, so that the others cannot use these by mistake. */
function groupByNodeTypes(projects: readonly Project[], { hasNodeTypes }: Settings): (readonly Project[])[] {
  if (hasNodeTypes) return [projects]
  return [true, false]
    .map((isNodeOnly) => projects.filter((project) => project.isNodeOnly === isNodeOnly))
    .filter((group) => group.length > 0)
}

async function compile(
  version: string,
  settings: Settings,
  compilations: readonly Compilation[],
  { tools, limited, folder }: MatrixContext,
): Promise<Row> {
  const tsc = tools.path(`typescript-${version}`, 'bin/tsc')
  const { stdout } = await run(process.execPath, [tsc, '--version'])
  await Promise.all(compilations.map((compilation) => writeCompilation(compilation, settings, tools)))
  const configs = compilations.flatMap((entry) => modules.map((module) => configOf(entry, module)))
  // One process for all: it reads what they share once.
  const args = [tsc, '--build', '--verbose', '--pretty', 'false', ...configs]
  const { output } = await limited(() => run(process.execPath, args, { cwd: folder, timeout: 600_000 }))
  const outcomes = new Map(
    compilations.flatMap((compilation) =>
      compilation.projects.map((project) => [project, outcomeOf(project, compilation, output)]),
    ),
  )
  return {
    title: `TypeScript ${version}, ${settings.title}`,
    version: stdout.replace('Version', '').trim(),
    outcomes,
  }
}

const configOf = ({ folder }: Compilation, module: string): string => join(folder, `tsconfig.${module}.json`)

async function writeCompilation(
  { folder, projects }: Compilation,
  { type, hasNodeTypes, lib }: Settings,
  tools: Tools,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type }))
  // All of them, since programs import each other.
  await cp(programsFolder, folder, { recursive: true })
  const files = projects.map(({ name }) => `${name}.ts`)
  for (const module of modules) {
    const compilerOptions = {
      target: 'ES2022',
      lib,
      ...(module === 'bundler' ? { module: 'ESNext', moduleResolution: 'bundler' } : { module }),
      strict: true,
      exactOptionalPropertyTypes: !hasNodeTypes,
      skipLibCheck: false,
      // TypeScript's own library is not under test, and costs more than all else.
      skipDefaultLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      typeRoots: [tools.path('@types')],
      types: hasNodeTypes || projects.some(({ isNodeOnly }) => isNodeOnly) ? ['node'] : [],
    }
    await writeFile(configOf({ folder, projects }, module), JSON.stringify({ compilerOptions, files }))
  }
}

/** Reads a build's output: it announces each configuration, and then prints its errors, each with a file's name. */
function outcomeOf(project: Project, compilation: Compilation, output: string): Outcome {
  const sections = output.split(/^(?=.*Building project ')/m).slice(1)
  const problems = modules.flatMap((module) => {
    const config = configOf(compilation, module)
    const section = sections.find((text) => config.endsWith(/'(?:[./]*)(.*?)'/.exec(text)?.[1] ?? '\0'))
    if (section === undefined) return [`${module}: it was not compiled.\n${output.slice(0, 2_000)}`]
    const errors = section.split('\n').filter((line) => /error TS\d+/.test(line) && concerns(line, project))
    return errors.length > 0 ? [`${module}:\n${errors.join('\n')}`] : []
  })
  return problems.length === 0 ? { passed: true } : failed(problems.join('\n'))
}

/** An error in a file of no package and no program concerns every project. */
function concerns(line: string, { name, packages }: Project): boolean {
  const slug = /@flowroute\/([^/]+)\/(?:dist|src)\//.exec(line)?.[1]
  if (slug !== undefined) return packages.some((entry) => entry.slug === slug)
  const program = /types\/[^(]*?([^/(]+)\.ts\(/.exec(line)?.[1]
  return program === undefined || program === name || program === 'support'
}
