import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Packed } from '../workspace/pack.ts'
import type { Tools } from '../workspace/tools.ts'
import { startEmulators } from './emulators.ts'
import { writePrograms } from './programs.ts'
import { all, installAll, installPackage, type Project } from './project.ts'
import { failed, type Row, type Target } from './target.ts'

export interface MatrixOptions {
  /** All packages, packed. */
  packed: readonly Packed[]
  /** What to try: names of packages' folders, and `all`. */
  columns: readonly string[]
  targets: readonly Target[]
  tools: Tools
  /** An empty folder outside the workspace. */
  folder: string
}

/** Installs each package in a project of its own, and tries the projects in each target. */
export async function runMatrix(options: MatrixOptions): Promise<{ projects: Project[]; rows: Row[] }> {
  const { packed, columns, targets, tools, folder } = options
  const limit = pLimit(availableParallelism())
  const limited = <T>(work: () => Promise<T>): Promise<T> => limit(work)
  const parent = join(folder, 'projects')
  const needsAll = columns.includes(all) || targets.some((target) => target.needsAllPackages)
  // The emulator is installed always: the others' programs talk to it.
  const single = packed.filter(({ slug }) => columns.includes(slug) || slug === 'emulator')
  const projects = await Promise.all([
    ...single.map((entry) => limited(() => installPackage(entry, packed, parent).then(writePrograms))),
    ...(needsAll ? [limited(() => installAll(packed, parent).then(writePrograms))] : []),
  ])
  const emulator = projects.find(({ name }) => name === 'emulator')
  if (emulator === undefined) throw new Error('There is no package of an emulator.')
  const tried = projects.filter(({ name }) => columns.includes(name))
  const usable = tried.filter(({ problem }) => problem === undefined)
  const emulators = await startEmulators(emulator)
  const allPackages = projects.find(({ name }) => name === all)
  try {
    const rows = await Promise.all(
      targets.map((target) =>
        target
          .test(usable, { tools, emulators, allPackages, folder, limited })
          .catch((error: unknown) => [failedRow(target, usable, error)]),
      ),
    )
    return { projects: tried, rows: rows.flat().map((row) => withProblems(row, tried)) }
  } finally {
    emulators.close()
  }
}

/** A target that does not start fails every project. */
function failedRow({ name }: Target, projects: readonly Project[], error: unknown): Row {
  const outcomes = new Map(projects.map((project) => [project, failed(error)]))
  return { title: name, version: '', outcomes }
}

/** A project that could not be installed fails in every row. */
function withProblems(row: Row, projects: readonly Project[]): Row {
  const outcomes = new Map(row.outcomes)
  for (const project of projects) {
    if (project.problem !== undefined) outcomes.set(project, failed(project.problem))
  }
  return { ...row, outcomes }
}
