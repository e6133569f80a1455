import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Consumer } from '../consumers.ts'
import { programsFolder } from '../programs.ts'
import { run } from '../run.ts'
import type { Tools } from '../tools.ts'
import { failed, type Lab, type Outcome, type Row, type Runtime, togetherOf } from './runtime.ts'

/** Only the newest compiler is fast enough to compile each package's program where that package is alone. */
const versions = [
  { version: '5.6', isAlone: false },
  { version: '5.9', isAlone: false },
  { version: '6.0', isAlone: false },
  { version: '7.0', isAlone: true },
]
const modules = ['node16', 'nodenext', 'bundler']

/** A kind of project: with the types of browsers alone, or with those of Node alone. */
interface Kind {
  name: string
  title: string
  type: 'module' | 'commonjs'
  /** Whether the types of Node are those of the project, instead of the browsers'. */
  hasNode: boolean
  lib: string[]
}

const kinds: readonly Kind[] = [
  { name: 'esm', title: 'ESM', type: 'module', hasNode: false, lib: ['ES2022', 'DOM', 'DOM.Iterable'] },
  { name: 'cjs', title: 'CommonJS', type: 'commonjs', hasNode: true, lib: ['ES2022'] },
]

/** Programs that are compiled as one project, in a folder where what they import is installed. */
interface Project {
  folder: string
  consumers: readonly Consumer[]
}

/** Compiles the programs, and every declaration they reach, in each version of TypeScript. */
export const types: Runtime = {
  name: 'types',
  needsTogether: true,
  async try(consumers, lab) {
    const rows = await Promise.all(
      versions.flatMap(({ version, isAlone }) =>
        kinds.map((kind) => {
          const folderIn = (parent: string): string => join(parent, 'types', `${version}-${kind.name}`)
          const projects: Project[] = isAlone
            ? consumers.map((consumer) => ({ folder: folderIn(consumer.folder), consumers: [consumer] }))
            : splitByNeed(consumers, kind).map((group, index) => ({
                folder: join(folderIn(togetherOf(lab).folder), `${index}`),
                consumers: group,
              }))
          return compile(version, kind, projects, lab)
        }),
      ),
    )
    return rows
  },
}

/** What needs the types of Node is compiled apart, so that nothing else gets by with them. */
function splitByNeed(consumers: readonly Consumer[], { hasNode }: Kind): (readonly Consumer[])[] {
  if (hasNode) return [consumers]
  return [true, false]
    .map((needsNode) => consumers.filter((consumer) => consumer.needsNode === needsNode))
    .filter((group) => group.length > 0)
}

async function compile(version: string, kind: Kind, projects: readonly Project[], lab: Lab): Promise<Row> {
  const tsc = lab.tools.path(`typescript-${version}`, 'bin/tsc')
  const { stdout } = await run(process.execPath, [tsc, '--version'])
  await Promise.all(projects.map((project) => writeProject(project, kind, lab.tools)))
  const configs = projects.flatMap((project) => modules.map((module) => configOf(project, module)))
  // One process for all projects: it reads what they share once.
  const args = [tsc, '--build', '--verbose', '--pretty', 'false', ...configs]
  const { output } = await lab.limited(() =>
    run(process.execPath, args, { cwd: lab.folder, timeout: 400_000 }),
  )
  const outcomes = new Map(
    projects.flatMap((project) =>
      project.consumers.map((consumer) => [consumer, outcomeOf(consumer, project, output)]),
    ),
  )
  return {
    title: `TypeScript ${version}, ${kind.title}`,
    version: stdout.replace('Version', '').trim(),
    outcomes,
  }
}

const configOf = ({ folder }: Project, module: string): string => join(folder, `tsconfig.${module}.json`)

async function writeProject(project: Project, kind: Kind, tools: Tools): Promise<void> {
  const { folder, consumers } = project
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: kind.type }))
  // Those that others import are found through their imports.
  await cp(programsFolder, folder, { recursive: true, filter: (path) => !path.endsWith('glue') })
  const files = consumers.map(({ name }) => `${name}.ts`)
  for (const module of modules) {
    const compilerOptions = {
      target: 'ES2022',
      lib: kind.lib,
      ...(module === 'bundler' ? { module: 'ESNext', moduleResolution: 'bundler' } : { module }),
      strict: true,
      exactOptionalPropertyTypes: !kind.hasNode,
      skipLibCheck: false,
      // TypeScript's own library is not under test, and costs more than all else.
      skipDefaultLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      typeRoots: [tools.path('@types')],
      types: kind.hasNode || consumers.some(({ needsNode }) => needsNode) ? ['node'] : [],
    }
    await writeFile(configOf(project, module), JSON.stringify({ compilerOptions, files }))
  }
}

/** What a build says of a package: it announces each project, and then names the file of each error. */
function outcomeOf(consumer: Consumer, project: Project, output: string): Outcome {
  const sections = output.split(/^(?=.*Building project ')/m).slice(1)
  const problems = modules.flatMap((module) => {
    const config = configOf(project, module)
    const section = sections.find((text) => config.endsWith(/'(?:[./]*)(.*?)'/.exec(text)?.[1] ?? '\0'))
    if (section === undefined) return [`${module}: it was not compiled.\n${output.slice(0, 2_000)}`]
    const errors = section.split('\n').filter((line) => /error TS\d+/.test(line) && concerns(line, consumer))
    return errors.length > 0 ? [`${module}:\n${errors.join('\n')}`] : []
  })
  return problems.length === 0 ? { passed: true } : failed(problems.join('\n'))
}

/** Errors that are in no package's file, nor in its program, concern all. */
function concerns(line: string, { name, packages }: Consumer): boolean {
  const slug = /@flowroute\/([^/]+)\/(?:dist|src)\//.exec(line)?.[1]
  if (slug !== undefined) return packages.some((entry) => entry.slug === slug)
  const program = /types\/[^(]*?([^/(]+)\.ts\(/.exec(line)?.[1]
  return program === undefined || program === name || program === 'support'
}
