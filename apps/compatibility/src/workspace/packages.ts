import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { rootFolder } from './folders.ts'

/** The fields of a package.json that are read here. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  packageManager?: string
  bin?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  main?: string
  module?: string
  types?: string
  files?: string[]
  exports?: Record<string, unknown>
  publishConfig?: Record<string, unknown>
}

/** A package that is published. */
export interface PublishedPackage {
  /** Such as `@flowroute/numbers`. */
  name: string
  /** The name of its folder: `numbers`. */
  slug: string
  folder: string
  manifest: Manifest
}

/** Whether a package runs only in Node and the runtimes that imitate it: it is a server, a command, or needs a database. */
export const isNodeOnly = (name: string): boolean => /^@flowroute\/(emulator|outbox)$/.test(name)

/** Whether a package has nothing to import: it is a command, with all that it needs bundled. */
export const isCommandOnly = ({ exports = {} }: Pick<Manifest, 'exports'>): boolean => !('.' in exports)

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** All published packages of the workspace, sorted by name. */
export async function publishedPackages(root = rootFolder): Promise<PublishedPackage[]> {
  const folders = (await readdir(join(root, 'packages'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, 'packages', name))
    .sort()
  const found = await Promise.all(
    folders.map(async (folder) => {
      // A removed package leaves a folder without a manifest behind.
      const manifest = await readManifest(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return manifest && { name: manifest.name, slug: basename(folder), folder, manifest }
    }),
  )
  return found.filter((entry) => entry !== undefined).filter(({ manifest }) => manifest.private !== true)
}

/** The names of a package and of the packages in this workspace that it depends on, directly or not; its own first. */
export function withDependencies(
  { name, manifest }: Pick<PublishedPackage, 'name' | 'manifest'>,
  all: readonly PublishedPackage[],
): string[] {
  const names = new Set([name])
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const found = all.find((other) => other.name === dependency)
    if (found) for (const inner of withDependencies(found, all)) names.add(inner)
  }
  return [...names]
}
