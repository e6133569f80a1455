import type { Tools } from '../workspace/tools.ts'
import type { Emulators } from './emulators.ts'
import type { Project } from './project.ts'

/** The result of one cell of the table. */
export type Outcome =
  | { passed: true }
  | { passed: false; reason: string }
  /** The package is not meant for it. */
  | { passed: undefined }

/** What targets work with. */
export interface MatrixContext {
  tools: Tools
  emulators: Emulators
  /** The project with all packages, if a target needs it. */
  allPackages: Project | undefined
  /** An empty folder for a target's own files. */
  folder: string
  /** Runs work as soon as fewer than one task per processor is running. */
  limited<T>(work: () => Promise<T>): Promise<T>
}

/** A row of the table. */
export interface Row {
  title: string
  /** The version as the runtime or tool itself reports it. */
  version: string
  outcomes: ReadonlyMap<Project, Outcome>
  /** Lines printed below the table. */
  notes?: readonly string[]
}

/** Something that packages are tried in: a runtime, a test runner, a compiler, a bundler. */
export interface Target {
  /** Its name on the command line. */
  name: string
  /** Whether it needs the project with all packages, whatever else is tried. */
  needsAllPackages?: boolean
  /** Tries the projects, all of which could be installed. Returns one row or several. */
  test(projects: readonly Project[], context: MatrixContext): Promise<Row[]>
}

export const notApplicable: Outcome = { passed: undefined }

export const failed = (reason: unknown): Outcome => ({
  passed: false,
  reason: (reason instanceof Error ? reason.message : String(reason)).trim(),
})

/**
 * The project with all packages.
 *
 * @throws {Error} it could not be installed
 */
export function allPackagesOf({ allPackages }: MatrixContext): Project {
  if (allPackages === undefined) throw new Error('The project with all packages was not installed.')
  if (allPackages.problem !== undefined) throw new Error(allPackages.problem)
  return allPackages
}

/** Tests each project; an exception fails that project only. */
export async function forEachProject(
  projects: readonly Project[],
  test: (project: Project) => Promise<Outcome>,
): Promise<Map<Project, Outcome>> {
  const entries = projects.map(async (project) => [project, await test(project).catch(failed)] as const)
  return new Map(await Promise.all(entries))
}
