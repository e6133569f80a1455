import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type PublishedPackage, rootFolder } from './packages.ts'
import { pnpm } from './run.ts'

/** A package as it would be published. */
export interface Packed extends PublishedPackage {
  /** Path of its tarball. */
  tarball: string
  /** What is in it. */
  files: string[]
}

/** Packs packages, which must be built, as publishing them would. */
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
