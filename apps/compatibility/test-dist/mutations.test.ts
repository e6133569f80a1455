import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpack } from '../src/contents/tarball.ts'
import { runMatrix } from '../src/matrix/matrix.ts'
import { commandLineTarget } from '../src/matrix/runtime-targets.ts'
import { failures } from '../src/matrix/table.ts'
import { currentNode } from '../src/runtimes/command-line.ts'
import { type Packed, pack } from '../src/workspace/pack.ts'
import { type Manifest, publishedPackages } from '../src/workspace/packages.ts'
import { runOrThrow } from '../src/workspace/process.ts'

const node = commandLineTarget(currentNode, ['process.mjs', 'process.cjs'])

let folder: string
let packed: Packed[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowroute-mutations-'))
  packed = await pack(await publishedPackages(), join(folder, 'tarballs'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Node's rows of the table for one package, after its tarball was changed; what is red in them. */
async function redAfter(
  name: string,
  slug: string,
  change: (root: string) => Promise<void>,
): Promise<{ title: string; reason: string }[]> {
  const own = join(folder, name)
  const mutated = await Promise.all(
    packed.map(async (entry) => {
      if (entry.slug !== slug) return entry
      const root = await unpack(entry.tarball, join(own, 'unpacked'))
      await change(root)
      // Another name, since package managers remember tarballs by theirs.
      const tarball = join(own, `${name}.tgz`)
      await runOrThrow('tar', ['czf', tarball, '-C', join(own, 'unpacked'), 'package'])
      return { ...entry, tarball, manifest: await manifestIn(root) }
    }),
  )
  const tools = {
    folder: own,
    path: (tool: string): string => {
      throw new Error(`${tool} is not installed here`)
    },
  }
  const options = { packed: mutated, columns: [slug], targets: [node], tools, folder: own }
  const { rows, projects } = await runMatrix(options)
  expect(rows.map(({ title }) => title)).toEqual(['Node, ESM', 'Node, CommonJS'])
  return failures(rows, projects)
}

const manifestIn = async (root: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest

const withoutDependency =
  (name: string) =>
  async (root: string): Promise<void> => {
    const manifest = await manifestIn(root)
    expect(manifest.dependencies).toHaveProperty([name])
    delete manifest.dependencies?.[name]
    await writeFile(join(root, 'package.json'), JSON.stringify(manifest))
  }

const withoutFile =
  (file: string) =>
  (root: string): Promise<void> =>
    rm(join(root, file))

test('an unchanged package passes', async () => {
  expect(await redAfter('unchanged', 'numbers', async () => {})).toEqual([])
}, 120_000)

test.each(['valibot', '@flowroute/core'])(
  'without %s in its manifest a package fails',
  async (dependency) => {
    const red = await redAfter(
      `without-${dependency.replace(/\W/g, '-')}`,
      'numbers',
      withoutDependency(dependency),
    )
    expect(red.map(({ title }) => title)).toEqual(['Node, ESM', 'Node, CommonJS'])
    for (const { reason } of red) expect(reason).toContain(dependency)
  },
  120_000,
)

test.each([
  { file: 'dist/index.cjs', title: 'Node, CommonJS' },
  { file: 'dist/index.js', title: 'Node, ESM' },
])(
  'without $file a package fails in $title',
  async ({ file, title }) => {
    const red = await redAfter(file.replace(/\W/g, '-'), 'numbers', withoutFile(file))
    expect(red.map((failure) => failure.title)).toEqual([title])
    expect(red[0]?.reason).toContain(file)
  },
  120_000,
)
