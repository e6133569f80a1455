import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { rootFolder } from '../workspace/folders.ts'
import { publishedPackages } from '../workspace/packages.ts'
import { runOrThrow } from '../workspace/process.ts'
import { changeset } from './repository-copy.ts'

/** What of a package its users get, or what it is built from. */
const published = /^(src|build|inbox)\/|^package\.json$/

/**
 * The published packages that were changed since a branch was left, and that no changeset since then names.
 *
 * @param base such as `origin/main`
 */
export async function withoutChangeset(base: string, root = rootFolder): Promise<string[]> {
  const git = (...args: string[]): Promise<string> => runOrThrow('git', args, { cwd: root })
  const since = (await git('merge-base', base, 'HEAD')).trim()
  const changed = await git('diff', '--name-only', since)
  const added = await git('ls-files', '--others', '--exclude-standard')
  const files = `${changed}\n${added}`.split('\n').filter((file) => file !== '')
  const packages = (await publishedPackages(root)).filter(({ folder }) => {
    const own = `${relative(root, folder).replaceAll('\\', '/')}/`
    return files.some((file) => file.startsWith(own) && published.test(file.slice(own.length)))
  })
  const named = packages.length === 0 ? [] : await namedSince(since, root)
  return packages.map(({ name }) => name).filter((name) => !named.includes(name))
}

/** The packages that changesets added since a commit name. */
async function namedSince(commit: string, root: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-changesets-'))
  try {
    const file = join(folder, 'status.json')
    // It ends with 1 when there are no changesets; what it wrote, if anything, tells.
    const { output } = await changeset(
      root,
      'status',
      `--since=${commit}`,
      `--output=${relative(root, file)}`,
    )
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) {
      if (/no changesets were found/i.test(output)) return []
      throw new Error(`changeset status says neither yes nor no:\n${output}`)
    }
    const { changesets } = JSON.parse(text) as { changesets: { releases: { name: string }[] }[] }
    return changesets.flatMap(({ releases }) => releases.map(({ name }) => name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Says which changed packages lack a changeset; gives whether none does. */
export async function checkChangesets(base: string): Promise<boolean> {
  const lacking = await withoutChangeset(base)
  if (lacking.length === 0) {
    console.log(`Every package changed since ${base} is named in a changeset.`)
    return true
  }
  console.log(`Changed since ${base}, and in no changeset: ${lacking.join(', ')}.`)
  console.log(
    'Describe the change for its users: npx -y pnpm changeset (or, if they see nothing of it, with "none")',
  )
  return false
}
