import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { rootFolder } from './folders.ts'
import type { PublishedPackage } from './packages.ts'
import { pnpm } from './pnpm.ts'

/** A package and its tarball, as it would be published. */
export interface Packed extends PublishedPackage {
  /** Path of the tarball. */
  tarball: string
  /** Paths of the files inside, sorted. */
  files: string[]
}

/** Packs built packages into a folder, as publishing them would. */
export async function pack(
  packages: readonly PublishedPackage[],
  folder: string,
  root = rootFolder,
): Promise<Packed[]> {
  await mkdir(folder, { recursive: true })
  const filters = packages.flatMap(({ name }) => ['--filter', name])
  const options = ['--pack-destination', folder, '--json']
  const stdout = await pnpm(['--recursive', ...filters, 'pack', ...options], { cwd: root })
  const packed = [JSON.parse(stdout)].flat() as {
    name: string
    filename: string
    files: { path: string }[]
  }[]
  return packages.map((entry) => {
    const found = packed.find(({ name }) => name === entry.name)
    if (found === undefined) throw new Error(`pnpm did not pack ${entry.name}`)
    return {
      ...entry,
      tarball: join(folder, found.filename.replace(/^.*[\\/]/, '')),
      files: found.files.map(({ path }) => path).sort(),
    }
  })
}
