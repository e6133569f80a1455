import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Packed } from './pack.ts'
import { isForNodeOnly, withItsOwn } from './packages.ts'
import { pnpm, succeed } from './run.ts'

/** A user's project: a folder outside the workspace, with packages installed from their tarballs. */
export interface Consumer {
  /** The column's title: a package's slug, or `together`. */
  name: string
  folder: string
  /** The packages it depends on itself. */
  packages: readonly Packed[]
  /** Whether it works in Node and what imitates it, and nowhere else. */
  needsNode: boolean
  /** Why it could not be installed or built. */
  problem?: string
}

export const together = 'together'

/**
 * Installs one package alone, with those of ours that its manifest names, and nothing else. Nothing is hoisted, so that
 * what a manifest does not name cannot be found by luck.
 */
export function installAlone(chosen: Packed, all: readonly Packed[], parent: string): Promise<Consumer> {
  return install(chosen.slug, [chosen], parent, async (folder) => {
    const own = all.filter(({ name }) => withItsOwn(chosen, all).includes(name))
    const overrides = own.map(
      ({ name, tarball }) => `  ${JSON.stringify(name)}: ${JSON.stringify(`file:${tarball}`)}`,
    )
    const settings = ['packages: ["."]', 'hoist: false', 'overrides:', ...overrides]
    await writeFile(join(folder, 'pnpm-workspace.yaml'), `${settings.join('\n')}\n`)
    await pnpm(['install', '--ignore-scripts', '--prefer-offline', '--silent'], { cwd: folder })
  })
}

/** Installs all packages into one project, with npm and its flat folder. */
export function installTogether(all: readonly Packed[], parent: string): Promise<Consumer> {
  return install(together, all, parent, async (folder) => {
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
    await succeed('npm', ['install', '--ignore-scripts', '--prefer-offline', ...quiet], { cwd: folder })
  })
}

async function install(
  name: string,
  packages: readonly Packed[],
  parent: string,
  fill: (folder: string) => Promise<void>,
): Promise<Consumer> {
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  const dependencies = Object.fromEntries(packages.map((entry) => [entry.name, `file:${entry.tarball}`]))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }, null, 2))
  const needsNode = packages.length === 1 && packages.every((entry) => isForNodeOnly(entry.name))
  const consumer = { name, folder, packages, needsNode }
  try {
    await fill(folder)
    return consumer
  } catch (error) {
    return { ...consumer, problem: `It cannot be installed. ${String(error)}` }
  }
}
