import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The repository's folder. Found by its workspace file: these sources run as they are in tests, bundled in `dist`, and
 * bundled into other applications that use the runtimes.
 */
export const rootFolder = findRoot(dirname(fileURLToPath(import.meta.url)))

/** This application's folder. */
export const appFolder = join(rootFolder, 'apps/compatibility')

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`No pnpm-workspace.yaml above ${import.meta.url}`)
  return findRoot(parent)
}
