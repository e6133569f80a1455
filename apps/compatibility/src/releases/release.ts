import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import Table from 'cli-table3'
import { rootFolder } from '../workspace/folders.ts'
import { type Packed, pack } from '../workspace/pack.ts'
import { type PublishedPackage, publishedPackages } from '../workspace/packages.ts'
import { run, runOrThrow } from '../workspace/process.ts'
import { applyChangesets, changeset, copyRepository } from './repository-copy.ts'

/** A tarball, and what is to become of it. */
interface Release extends Packed {
  distTag: string
  /** Whether the registry has this version already. */
  isPublished: boolean
  size: number
  unpackedSize: number
}

/**
 * Publishes every package whose version the registry does not have, in the order in which they depend on one another,
 * and tags what was published. It is meant for the release workflow, whose identity the registry trusts.
 *
 * @param dryRun show what the next release would publish, with the pending changesets applied, and change nothing
 */
export async function release({ dryRun = false }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-release-'))
  try {
    const root = dryRun ? await nextRelease(join(folder, 'repository')) : rootFolder
    if (!dryRun) await refuseUnlessReady()
    const packed = await pack(await publishedPackages(root), join(folder, 'tarballs'), root)
    const releases = await Promise.all(inOrder(packed).map((entry) => describe(entry)))
    console.log(render(releases))
    const wanted = releases.filter(({ isPublished }) => !isPublished)
    if (wanted.length === 0) console.log('\nEvery version is on the registry already.')
    else if (dryRun)
      console.log(`\nA release would publish ${wanted.length} packages. Nothing was published.`)
    else await publish(wanted)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A copy of the repository as it will be when the pending changesets have been applied. */
async function nextRelease(folder: string): Promise<string> {
  await copyRepository(folder)
  if ((await pendingChangesets()).length > 0) await applyChangesets(folder)
  return folder
}

async function pendingChangesets(): Promise<string[]> {
  const files = await readdir(join(rootFolder, '.changeset'))
  return files.filter((file) => file.endsWith('.md') && file !== 'README.md')
}

async function refuseUnlessReady(): Promise<void> {
  const pending = await pendingChangesets()
  if (pending.length > 0)
    throw new Error(`Changesets are pending: ${pending.join(', ')}. See what they give: --dry-run`)
  if (process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined) {
    throw new Error(
      'Packages are published by the release workflow only, which can prove where they come from.',
    )
  }
}

/** Those that others depend on first, so that nobody can install half of a release. */
export function inOrder<T extends PublishedPackage>(packages: readonly T[]): T[] {
  const ordered: T[] = []
  const add = (entry: T): void => {
    if (ordered.includes(entry)) return
    for (const other of packages) if (other.name in (entry.manifest.dependencies ?? {})) add(other)
    ordered.push(entry)
  }
  packages.forEach(add)
  return ordered
}

async function describe(packed: Packed): Promise<Release> {
  const { name, manifest, tarball } = packed
  const listing = await runOrThrow('tar', ['tvzf', tarball])
  const unpackedSize = listing
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[2]), 0)
  return {
    ...packed,
    distTag: distTagOf(manifest.version),
    isPublished: await isPublished(`${name}@${manifest.version}`),
    size: (await stat(tarball)).size,
    unpackedSize,
  }
}

/** `latest`, or the name of a prerelease: `next` for 1.0.0-next.3. */
export const distTagOf = (version: string): string => /-([a-z]+)/i.exec(version)?.[1] ?? 'latest'

async function isPublished(spec: string): Promise<boolean> {
  const { code, stdout, output } = await run('npm', ['view', spec, 'version', '--json', '--loglevel=error'])
  // A package that exists without this version gives nothing at all.
  if (code === 0) return stdout.trim() !== ''
  if (output.includes('E404')) return false
  throw new Error(`The registry does not say whether it has ${spec}:\n${output}`)
}

function render(releases: readonly Release[]): string {
  const table = new Table({
    head: ['package', 'version', 'dist-tag', 'files', 'packed', 'unpacked', ''],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'left'],
  })
  for (const { name, manifest, distTag, files, size, unpackedSize, isPublished } of releases) {
    const state = isPublished ? 'is on the registry' : 'to be published'
    table.push([
      name,
      manifest.version,
      distTag,
      files.length,
      kilobytes(size),
      kilobytes(unpackedSize),
      state,
    ])
  }
  const lists = releases.map(({ name, manifest, files }) => {
    return [`${name}@${manifest.version}`, ...files.map((file) => `    ${file}`)].join('\n')
  })
  return [...lists, table.toString()].join('\n\n')
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`

async function publish(releases: readonly Release[]): Promise<void> {
  for (const { name, manifest, tarball, distTag } of releases) {
    await runOrThrow('npm', ['publish', tarball, '--access', 'public', '--provenance', '--tag', distTag])
    console.log(`Published ${name}@${manifest.version}`)
  }
  const { code, output } = await changeset(rootFolder, 'tag')
  if (code !== 0) throw new Error(`They are published, but not tagged:\n${output}`)
}
