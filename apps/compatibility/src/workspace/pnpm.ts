import process from 'node:process'
import { rootFolder } from './folders.ts'
import { readManifest } from './packages.ts'
import { type ProcessOptions, runOrThrow } from './process.ts'

/**
 * Runs pnpm: the one that runs this process, or else the version that the repository's `packageManager` names.
 *
 * @returns its standard output
 * @throws {Error} its exit code is not 0
 */
export async function pnpm(args: readonly string[], options: ProcessOptions = {}): Promise<string> {
  const { npm_execpath: current = '' } = process.env
  if (/pnpm[^/\\]*$/.test(current) && !/\.[cm]?js$/.test(current)) return runOrThrow(current, args, options)
  const { packageManager } = await readManifest(rootFolder)
  if (packageManager === undefined) throw new Error('package.json does not say which pnpm: packageManager')
  return runOrThrow('npx', ['-y', packageManager, ...args], options)
}
