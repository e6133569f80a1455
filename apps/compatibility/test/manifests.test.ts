import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rootFolder } from '../src/workspace/folders.ts'
import { isCommandOnly } from '../src/workspace/packages.ts'

interface AnyManifest {
  [field: string]: unknown
  name: string
  version: string
  private?: boolean
  engines?: { node: string }
  exports: Record<string, Record<string, Record<string, string>> | string>
}

const read = (folder: string): AnyManifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

const folders = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(join(rootFolder, parent))
    .map((name) => join(rootFolder, parent, name))
    .filter((folder) => existsSync(join(folder, 'package.json'))),
)
const members = [rootFolder, ...folders].map((folder) => ({
  place: relative(rootFolder, folder) || 'the root',
  folder,
  manifest: read(folder),
}))
const ownNames = members.map(({ manifest }) => manifest.name)
const published = members.filter(({ manifest }) => manifest.private !== true)
const libraries = published.filter(({ manifest }) => !isCommandOnly(manifest))
const commands = published.filter(({ manifest }) => isCommandOnly(manifest))

const repository = 'https://github.com/flowroute/flowroute-sdk-typescript'

/** The catalog of `pnpm-workspace.yaml`, which has one line for each entry and ends with an empty one. */
const workspace = readFileSync(join(rootFolder, 'pnpm-workspace.yaml'), 'utf8')
const [, catalogLines = ''] = /^catalog:\n((?: {2}.*\n)*)/m.exec(workspace) ?? []
const catalog = new Map(
  [...catalogLines.matchAll(/^ {2}"?([^\s":]+)"?: (\S+)$/gm)].map(([, name = '', version = '']) => [
    name,
    version,
  ]),
)

const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
const dependencies = members.flatMap(({ place, manifest }) =>
  kinds.flatMap((kind) =>
    Object.entries((manifest[kind] ?? {}) as Record<string, string>).map(([name, range]) => ({
      place,
      kind,
      name,
      range,
    })),
  ),
)

describe('dependencies', () => {
  test('those of others have their version in the catalog, and nowhere else', () => {
    const others = dependencies.filter(
      ({ name, kind }) => !ownNames.includes(name) && kind !== 'peerDependencies',
    )
    expect(others.length).toBeGreaterThan(0)
    expect(others.filter(({ name, range }) => range !== 'catalog:' || !catalog.has(name))).toEqual([])
  })

  test('a peer of others is optional, and allows more than one version', () => {
    const peers = dependencies.filter(
      ({ kind, name }) => kind === 'peerDependencies' && !ownNames.includes(name),
    )
    expect(peers.length).toBeGreaterThan(0)
    for (const { place, name, range } of peers) {
      const { peerDependenciesMeta } = read(join(rootFolder, place))
      // OpenTelemetry's API exists once in a program, which brings it.
      const optional = name === '@opentelemetry/api' ? undefined : { [name]: { optional: true } }
      expect({ place, ...(peerDependenciesMeta as object) }).toMatchObject({ place, ...optional })
      expect(range).toMatch(/^(\^|>=)\d/)
    }
  })

  test('those of ours are of the workspace, as a range that a patch stays in', () => {
    const ours = dependencies.filter(({ name }) => ownNames.includes(name))
    const unlike = ours.filter(({ kind, range }) =>
      kind === 'devDependencies' ? !['workspace:*', 'workspace:^'].includes(range) : range !== 'workspace:^',
    )
    expect(ours.length).toBeGreaterThan(0)
    expect(unlike).toEqual([])
  })

  test('the catalog has nothing that nobody uses', () => {
    const unused = [...catalog.keys()].filter((name) => !dependencies.some((entry) => entry.name === name))
    expect(unused).toEqual([])
  })

  test('the tools on demand are of the same version where the catalog has them too', () => {
    const tools = read(join(rootFolder, 'apps/compatibility/tools'))['dependencies'] as Record<string, string>
    const both = Object.entries(tools).filter(([name]) => catalog.has(name) && !name.startsWith('@types/'))
    expect(both.filter(([name, version]) => catalog.get(name) !== version)).toEqual([])
    expect(tools['typescript-6.0']).toBe(`npm:typescript@${catalog.get('typescript')}`)
  })

  test('this application depends on every published package', () => {
    const own = dependencies.filter(({ place }) => place === 'apps/compatibility').map(({ name }) => name)
    expect(own).toEqual(expect.arrayContaining(published.map(({ manifest }) => manifest.name)))
  })
})

test('all that says which Node it needs says the same', () => {
  const engines = members.flatMap(({ manifest }) => (manifest.engines ? [manifest.engines] : []))
  expect(new Set(engines.map((entry) => JSON.stringify(entry))).size).toBe(1)
})

test.each(published)('$place is described like the others', ({ place, manifest, folder }) => {
  expect(manifest).toMatchObject({
    name: `@flowroute/${basename(folder)}`,
    description: expect.stringMatching(/\S/),
    keywords: expect.arrayContaining(['flowroute']),
    homepage: `${repository}/tree/main/${place}#readme`,
    bugs: `${repository}/issues`,
    license: 'MIT',
    repository: {
      type: 'git',
      url: `git+${repository}.git`,
      directory: place,
    },
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: expect.arrayContaining(['dist', 'CHANGELOG.md', 'SKILL.md']),
    publishConfig: { access: 'public' },
  })
  expect(existsSync(join(folder, 'README.md'))).toBe(true)
  // Read whole by an agent: it has to be short.
  const skill = readFileSync(join(folder, 'SKILL.md'), 'utf8')
  expect(skill).toMatch(/^---\nname: flowroute-[\w-]+\ndescription: \S.*\n---\n/)
  expect(skill.split('\n').length).toBeLessThanOrEqual(150)
})

test.each(commands)('$place is a command that needs nothing installed beside it', ({ manifest }) => {
  expect(manifest).toMatchObject({ files: ['dist', 'CHANGELOG.md', 'SKILL.md'], bin: expect.any(Object) })
  expect(manifest.exports).toEqual({ './package.json': './package.json' })
  for (const kind of kinds.filter((name) => name !== 'devDependencies'))
    expect(manifest[kind]).toBeUndefined()
})

test.each(libraries)('$place has types for import and for require', ({ manifest }) => {
  expect(manifest).toMatchObject({
    files: ['dist', 'src', 'CHANGELOG.md', 'SKILL.md'],
    main: './dist/index.cjs',
    module: './dist/index.js',
    types: './dist/index.d.ts',
  })
  const { './package.json': own, ...entries } = manifest.exports
  expect(own).toBe('./package.json')
  expect(Object.keys(entries)).toContain('.')
  for (const [entry, conditions] of Object.entries(entries)) {
    const name = entry === '.' ? 'index' : entry.slice(2)
    expect(conditions).toEqual({
      'flowroute-source': expect.stringMatching(new RegExp(`^\\./src/.*\\b${basename(name)}\\.ts$`)),
      import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
    })
    // Types come first, or nobody finds them.
    for (const condition of ['import', 'require']) {
      expect(Object.keys((conditions as Record<string, object>)[condition] ?? {})).toEqual([
        'types',
        'default',
      ])
    }
  }
})

describe('releases', () => {
  const folder = join(rootFolder, '.changeset')

  test('every package has a version of its own', () => {
    const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
    expect(config).toMatchObject({
      fixed: [],
      linked: [],
      access: 'public',
      updateInternalDependencies: 'patch',
    })
  })

  test('every package without a version is about to get its first', () => {
    const pending = readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
    const waiting = published.filter(({ manifest }) => manifest.version === '0.0.0')
    const forgotten = waiting.filter(
      ({ manifest }) => !pending.some((text) => text.includes(`'${manifest.name}': minor`)),
    )
    expect(forgotten.map(({ place }) => place)).toEqual([])
  })
})
