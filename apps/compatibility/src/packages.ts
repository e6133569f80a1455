import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is read of a package.json. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
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
  /** Its folder's name, which its program has too: `numbers`. */
  slug: string
  folder: string
  manifest: Manifest
}

/** Whether a package is a server or a program: it works in Node and in what imitates it, and nowhere else. */
export const isForNodeOnly = (name: string): boolean => name === '@flowroute/emulator'

/** This application's folder, found from its `dist` and from its `src`. */
export const appFolder = fileURLToPath(new URL('..', import.meta.url))

/** The repository's folder. */
export const rootFolder = join(appFolder, '../..')

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** All packages of the workspace that are published, in the order of their names. */
export async function publishedPackages(root = rootFolder): Promise<PublishedPackage[]> {
  const folders = (await readdir(join(root, 'packages'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, 'packages', name))
    .sort()
  const found = await Promise.all(
    folders.map(async (folder) => {
      // A folder without a manifest is what a removed package leaves behind.
      const manifest = await readManifest(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return manifest && { name: manifest.name, slug: basename(folder), folder, manifest }
    }),
  )
  return found.filter((entry) => entry !== undefined).filter(({ manifest }) => manifest.private !== true)
}

/** Those packages that a package brings along, in any depth, itself first. */
export function withItsOwn(
  { name, manifest }: Pick<PublishedPackage, 'name' | 'manifest'>,
  all: readonly PublishedPackage[],
): string[] {
  const names = new Set([name])
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const found = all.find((other) => other.name === dependency)
    if (found) for (const inner of withItsOwn(found, all)) names.add(inner)
  }
  return [...names]
}
