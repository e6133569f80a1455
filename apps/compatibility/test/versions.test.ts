import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withoutChangeset } from '../src/releases/changesets.ts'
import {
  applyChangesets,
  commitAll,
  copyRepository,
  removeChangesets,
} from '../src/releases/repository-copy.ts'
import { type Manifest, publishedPackages } from '../src/workspace/packages.ts'
import { runOrThrow } from '../src/workspace/process.ts'

let parent: string
let root: string

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'flowroute-versions-'))
  root = join(parent, 'repository')
  await copyRepository(root)
  const changesets = await readdir(join(root, '.changeset'))
  await removeChangesets(
    root,
    changesets.filter((file) => file.endsWith('.md')),
  )
  await release('1.2.3')
}, 60_000)
beforeEach(async () => {
  await git('reset', '--quiet', '--hard')
  await git('clean', '--quiet', '-d', '--force')
  await git('switch', '--quiet', '--force-create', 'change', 'main')
})
afterAll(() => rm(parent, { recursive: true, force: true }))

const git = (...args: string[]): Promise<string> => runOrThrow('git', args, { cwd: root })

async function release(version: string): Promise<void> {
  for (const { folder, manifest } of await publishedPackages(root)) {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }, null, 2))
  }
  await commitAll(root, `Release ${version}`)
}

const describeChange = (bumps: Record<string, string>, name = 'a-change'): Promise<void> => {
  const lines = Object.entries(bumps).map(([entry, bump]) => `'${entry}': ${bump}`)
  return writeFile(
    join(root, '.changeset', `${name}.md`),
    ['---', ...lines, '---', '', 'A change.', ''].join('\n'),
  )
}

async function versions(): Promise<Record<string, string>> {
  const packages = await publishedPackages(root)
  return Object.fromEntries(packages.map(({ name, manifest }) => [name, manifest.version]))
}

const dependsOnCore = ({ dependencies = {} }: Manifest): boolean => '@flowroute/core' in dependencies

describe('changesets', () => {
  test.each([
    { from: '1.2.3', bump: 'patch', core: '1.2.4', others: '1.2.3' },
    { from: '1.2.3', bump: 'minor', core: '1.3.0', others: '1.2.3' },
    { from: '1.2.3', bump: 'major', core: '2.0.0', others: '1.2.4' },
    { from: '0.1.0', bump: 'patch', core: '0.1.1', others: '0.1.0' },
    { from: '0.1.0', bump: 'minor', core: '0.2.0', others: '0.1.1' },
  ])(
    'a $bump of core, from $from, is a patch at most of anything else',
    async (row) => {
      const { from, bump, core, others } = row
      await release(from)
      await describeChange({ '@flowroute/core': bump })
      await applyChangesets(root)
      const packages = await publishedPackages(root)
      expect(packages.filter(({ manifest }) => dependsOnCore(manifest)).length).toBeGreaterThan(5)
      const expected = packages.map(({ name, manifest }) => {
        if (name === '@flowroute/core') return [name, core]
        return [name, dependsOnCore(manifest) ? others : from]
      })
      expect(await versions()).toEqual(Object.fromEntries(expected))
    },
    60_000,
  )

  test('a change of one package is a version of that one alone, and is in its changelog', async () => {
    const before = await versions()
    await describeChange({ '@flowroute/numbers': 'major' })
    await applyChangesets(root)
    expect(await versions()).toEqual({ ...before, '@flowroute/numbers': '2.0.0' })
    const changelog = await readFile(join(root, 'packages/numbers/CHANGELOG.md'), 'utf8')
    expect(changelog).toContain('## 2.0.0\n\n### Major Changes')
    expect(changelog).toContain('A change.')
  }, 60_000)
})

describe('the check for changesets', () => {
  const lacking = (since = 'main'): Promise<string[]> => withoutChangeset(since, root)

  test('names the packages that were changed without one', async () => {
    expect(await lacking()).toEqual([])
    await appendFile(join(root, 'packages/core/README.md'), '\nMore.\n')
    await writeFile(join(root, 'packages/cnam/test/more.test.ts'), '')
    expect(await lacking()).toEqual([])

    await appendFile(join(root, 'packages/core/src/index.ts'), '// changed\n')
    await writeFile(join(root, 'packages/numbers/src/more.ts'), '')
    expect(await lacking()).toEqual(['@flowroute/core', '@flowroute/numbers'])
  }, 60_000)

  test('is content with one for each, "none" included, and not with an older one', async () => {
    await describeChange({ '@flowroute/numbers': 'patch' }, 'an-older-one')
    await commitAll(root, 'An older one')
    await git('branch', '--force', 'before')
    await appendFile(join(root, 'packages/core/src/index.ts'), '// changed\n')
    await appendFile(join(root, 'packages/numbers/src/index.ts'), '// changed\n')
    await describeChange({ '@flowroute/core': 'patch' })
    await commitAll(root, 'Change')
    expect(await lacking('before')).toEqual(['@flowroute/numbers'])
    await describeChange({ '@flowroute/numbers': 'none' }, 'another')
    await commitAll(root, 'Say so')
    expect(await lacking('before')).toEqual([])
  }, 60_000)
})
