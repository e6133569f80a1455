import { cp, mkdir, rm, symlink } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import process from 'node:process'
import { rootFolder } from '../workspace/folders.ts'
import { run, runOrThrow } from '../workspace/process.ts'

/** What a copy of the repository leaves out. */
const leftOut = ['node_modules', '.git', '.turbo', 'coverage', '.env']

/**
 * Copies the repository, builds included, to try releases in; `folder` is made. The tools are those of the original.
 *
 * The copy is a repository of its own with one commit, since changesets ask git for a changeset's commit.
 */
export async function copyRepository(folder: string, root = rootFolder): Promise<void> {
  await mkdir(folder, { recursive: true })
  await cp(root, folder, {
    recursive: true,
    filter: (source) => relative(root, source) === '' || !leftOut.includes(basename(source)),
  })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await commitAll(folder, 'Copy')
}

/** Commits everything in a copy. */
export async function commitAll(folder: string, message: string): Promise<void> {
  const identity = [
    '-c',
    'user.name=Release',
    '-c',
    'user.email=release@example.com',
    '-c',
    'commit.gpgsign=false',
  ]
  await git(folder, 'add', '--all', '--force', '--', '.', ':!node_modules')
  await git(folder, ...identity, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', message)
}

function git(folder: string, ...args: string[]): Promise<string> {
  // What git is told through the environment belongs to the original.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return runOrThrow('git', args, { cwd: folder, env: Object.fromEntries(others) })
}

/** Runs changesets in a folder. */
export function changeset(folder: string, ...args: string[]): ReturnType<typeof run> {
  return run(process.execPath, [join(rootFolder, 'node_modules/@changesets/cli/bin.js'), ...args], {
    cwd: folder,
  })
}

/** Gives the packages of a copy the versions that the pending changesets ask for. */
export async function applyChangesets(folder: string): Promise<void> {
  const { code, output } = await changeset(folder, 'version')
  if (code !== 0) throw new Error(`changeset version ended with ${code}:\n${output}`)
}

/** Removes the pending changesets of a copy. */
export async function removeChangesets(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(folder, '.changeset', name))))
}
