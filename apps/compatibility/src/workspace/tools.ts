import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { appFolder } from './folders.ts'
import { pnpm } from './pnpm.ts'

/** The installed runtimes and tools. */
export interface Tools {
  /** Path of a file in a tool's package. */
  path(name: string, ...rest: string[]): string
  folder: string
}

/**
 * Installs the runtimes and tools that `tools/package.json` pins, unless they are installed already. They stay out of
 * the workspace, so that its first install is small.
 *
 * @param report receives a line before a long step
 * @throws {Error} this is not Linux on x64, for which the runtimes are pinned
 */
export async function installTools(report: (line: string) => void): Promise<Tools> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The runtimes are pinned for Linux on x64; this is ${process.platform} on ${process.arch}.`,
    )
  }
  const source = join(appFolder, 'tools')
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(join(source, file)))
  const cache = join(appFolder, 'node_modules/.cache/tools')
  const name = hash.digest('hex').slice(0, 16)
  const folder = join(cache, name)
  const present = await readdir(cache).catch(() => [] as string[])
  if (!present.includes(name)) {
    report('Installing runtimes and tools (about 450 MB once) …')
    // Other folders belong to other pins, or to an installation that was interrupted.
    for (const other of present) await rm(join(cache, other), { recursive: true, force: true })
    const fresh = join(cache, `${name}.${process.pid}`)
    await mkdir(fresh, { recursive: true })
    for (const file of files) await cp(join(source, file), join(fresh, file))
    const options = ['--frozen-lockfile', '--ignore-scripts', '--prefer-offline', '--silent']
    await pnpm(['install', ...options], { cwd: fresh, timeout: 600_000 })
    await rename(fresh, folder)
  }
  return { folder, path: (name, ...rest) => join(folder, 'node_modules', name, ...rest) }
}
