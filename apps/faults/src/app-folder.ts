import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This application's folder, whether its sources or their bundle run. */
export const appFolder = join(rootAbove(dirname(fileURLToPath(import.meta.url))), 'apps/faults')

function rootAbove(folder: string): string {
  const parent = dirname(folder)
  if (existsSync(join(folder, 'pnpm-workspace.yaml')) || parent === folder) return folder
  return rootAbove(parent)
}
