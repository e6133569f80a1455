import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Packed } from '../workspace/pack.ts'
import { isNodeOnly, withDependencies } from '../workspace/packages.ts'
import { pnpm } from '../workspace/pnpm.ts'
import { runOrThrow } from '../workspace/process.ts'

/** A user's project: a folder outside the workspace, in which packages are installed from their tarballs. */
export interface Project {
  /** The title of its column: the name of a package's folder, or `all`. */
  name: string
  folder: string
  /** The packages that its package.json names. */
  packages: readonly Packed[]
  /** Whether it runs only in Node and the runtimes that imitate it. */
  isNodeOnly: boolean
  /** Why it could not be installed or built. */
  problem?: string
}

/** Name of the project with all packages. */
export const all = 'all'

/** Packages that the program of another one uses, as its users do: they have them anyway. */
const besides: Readonly<Record<string, string>> = { otel: 'core' }

/**
 * Installs one package with pnpm. Nothing is hoisted, so that a dependency missing from a manifest is not found by
 * chance.
 */
export function installPackage(
  chosen: Packed,
  packages: readonly Packed[],
  parent: string,
): Promise<Project> {
  const beside = packages.filter(({ slug }) => slug === besides[chosen.slug])
  const fill = async (folder: string): Promise<void> => {
    const needed = withDependencies(chosen, packages)
    const overrides = packages
      .filter(({ name }) => needed.includes(name))
      .map(({ name, tarball }) => `  ${JSON.stringify(name)}: ${JSON.stringify(`file:${tarball}`)}`)
    const settings = ['packages: ["."]', 'hoist: false', 'overrides:', ...overrides]
    await writeFile(join(folder, 'pnpm-workspace.yaml'), `${settings.join('\n')}\n`)
    await pnpm(['install', '--ignore-scripts', '--prefer-offline', '--silent'], { cwd: folder })
  }
  return install({ name: chosen.slug, packages: [chosen], beside, parent, fill })
}

/**
 * Installs all packages in one project with npm, which puts every dependency in one flat folder.
 *
 * @param overrides versions of dependencies, such as `{ valibot: '1.5.0' }`
 */
export function installAll(
  packages: readonly Packed[],
  parent: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Project> {
  const fill = async (folder: string): Promise<void> => {
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
    await runOrThrow('npm', ['install', '--ignore-scripts', '--prefer-offline', ...quiet], { cwd: folder })
  }
  return install({ name: all, packages, parent, fill, overrides })
}

interface Installation {
  name: string
  packages: readonly Packed[]
  beside?: readonly Packed[]
  parent: string
  /** Installs what the folder's package.json says. */
  fill(folder: string): Promise<void>
  overrides?: Readonly<Record<string, string>>
}

async function install(installation: Installation): Promise<Project> {
  const { name, packages, beside = [], parent, fill, overrides = {} } = installation
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  const dependencies = Object.fromEntries(
    [...packages, ...beside].map((entry) => [entry.name, `file:${entry.tarball}`]),
  )
  const manifest = { private: true, dependencies, overrides }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  const project = {
    name,
    folder,
    packages,
    isNodeOnly: packages.length === 1 && packages.every((entry) => isNodeOnly(entry.name)),
  }
  try {
    await fill(folder)
    return project
  } catch (error) {
    return { ...project, problem: `It cannot be installed. ${String(error)}` }
  }
}
