import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { rootFolder } from '../workspace/folders.ts'
import { pack } from '../workspace/pack.ts'
import { isCommandOnly, publishedPackages } from '../workspace/packages.ts'
import { pnpm } from '../workspace/pnpm.ts'
import { runOrThrow } from '../workspace/process.ts'
import { type Registry, startRegistry } from '../workspace/registry.ts'
import { startEmulatorCommand } from './emulator.ts'
import { firstProgramOf } from './first-program.ts'
import { runFirstProgram } from './run-program.ts'

/** How packages are installed in the current folder. pnpm's `node_modules` has only what was named. */
const packageManagers = {
  npm: (packages: readonly string[], cwd: string) =>
    runOrThrow('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd }),
  pnpm: (packages: readonly string[], cwd: string) => pnpm(['add', '--silent', ...packages], { cwd }),
}

type PackageManager = keyof typeof packageManagers

export const packageManagerNames = Object.keys(packageManagers) as PackageManager[]

/**
 * Runs the first program of every README as it is printed: in an empty folder, with the packages that the README says to
 * install, against the emulator's command.
 *
 * @param managers the package managers to install with. Default: all
 * @returns whether all of them ended well
 */
export async function checkFirstPrograms(
  managers: readonly PackageManager[] = packageManagerNames,
): Promise<boolean> {
  const packages = await publishedPackages()
  const libraries = packages.filter(({ manifest }) => !isCommandOnly(manifest))
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-readmes-'))
  // Most of an installation is waiting.
  const limit = pLimit(2 * availableParallelism())
  // One program at a time: those that receive webhooks listen on a fixed port.
  const inTurn = pLimit(1)
  let registry: Registry | undefined
  try {
    const local = await startRegistry(await pack(packages, join(folder, 'tarballs')))
    registry = local
    const emulator = await install('npm', ['@flowroute/emulator'], join(folder, 'emulator'), local)
    const readmes = [
      { name: 'README.md', path: join(rootFolder, 'README.md') },
      // That of a command has no program; its own tests run what it says.
      ...libraries.map(({ slug, folder }) => ({ name: `packages/${slug}`, path: join(folder, 'README.md') })),
    ]
    const results = await Promise.all(
      readmes.map((readme) =>
        limit(async () => {
          const passed: boolean[] = []
          for (const manager of managers) {
            const place = join(folder, manager, readme.name.replaceAll('/', '-'))
            const problem = await tryReadme(readme.path, {
              manager,
              folder: place,
              registry: local,
              run: (file) => inTurn(() => runWithEmulator(file, place, emulator)),
            })
            console.log(`${problem === undefined ? '✔' : '✘'} ${readme.name}, ${manager}`)
            if (problem !== undefined) console.log(problem.trim().replace(/^/gm, '    '))
            passed.push(problem === undefined)
          }
          return passed.every(Boolean)
        }),
      ),
    )
    return results.every(Boolean)
  } finally {
    await registry?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where and how a README is tried. */
interface Trial {
  manager: keyof typeof packageManagers
  folder: string
  registry: Registry
  /** Runs the program's file. */
  run(file: string): Promise<void>
}

/** Returns what went wrong, if anything did. */
async function tryReadme(
  path: string,
  { manager, folder, registry, run }: Trial,
): Promise<string | undefined> {
  try {
    const { packages, code } = firstProgramOf(await readFile(path, 'utf8'))
    await install(manager, packages, folder, registry)
    const file = join(folder, 'first.mjs')
    await writeFile(file, code)
    await run(file)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Runs a program against an emulator of its own. */
async function runWithEmulator(file: string, folder: string, emulatorFolder: string): Promise<void> {
  const emulator = await startEmulatorCommand(emulatorFolder)
  try {
    await runFirstProgram(file, folder, emulator)
  } finally {
    emulator.stop()
  }
}

/** Installs packages in a new folder; returns the folder. */
async function install(
  manager: keyof typeof packageManagers,
  packages: readonly string[],
  folder: string,
  registry: Registry,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await registry.configure(folder)
  await packageManagers[manager](packages, folder)
  return folder
}
