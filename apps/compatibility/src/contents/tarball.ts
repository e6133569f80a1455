import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize, posix } from 'node:path'
import { rootFolder } from '../workspace/folders.ts'
import type { Packed } from '../workspace/pack.ts'
import { isCommandOnly, type Manifest } from '../workspace/packages.ts'
import { runOrThrow } from '../workspace/process.ts'

/** What is wrong with what a tarball has inside, a sentence each. */
export async function contentProblems(packed: Packed, folder: string): Promise<string[]> {
  const root = await unpack(packed.tarball, join(folder, packed.slug))
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest
  const text = (file: string): Promise<string> => readFile(join(root, file), 'utf8')
  const problems = await Promise.all([
    unwanted(packed.files),
    missing(packed.files, manifest),
    unresolved(manifest),
    // A command is minified, and nobody debugs it.
    isCommandOnly(manifest) ? [] : brokenMaps(packed.files, text),
    unlicensed(packed.files, text),
  ])
  return problems.flat()
}

/** Unpacks a tarball into a folder; gives where its files are. */
export async function unpack(tarball: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await runOrThrow('tar', ['xzf', tarball, '-C', folder])
  return join(folder, 'package')
}

const needed = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|SKILL\.md|dist\/[^/]+|src\/.+\.ts)$/
const notNeeded = /(\.test\.|\.test-d\.|\.tsbuildinfo$|(^|\/)tsconfig)/

function unwanted(files: readonly string[]): string[] {
  return files
    .filter((file) => !needed.test(file) || notNeeded.test(file))
    .map((file) => `${file} is not needed.`)
}

function missing(files: readonly string[], manifest: Manifest): string[] {
  const named = [manifest.exports, manifest.bin, manifest.main, manifest.module, manifest.types]
  const targets = named.flatMap(textsIn).map((target) => normalize(target).replaceAll('\\', '/'))
  return ['README.md', 'LICENSE', 'SKILL.md', ...targets]
    .filter((file) => !files.includes(file))
    .map((file) => `${file} is missing.`)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Ranges that mean something in the workspace only. */
function unresolved(manifest: Manifest): string[] {
  const { dependencies, peerDependencies, optionalDependencies } = manifest
  return Object.entries({ ...dependencies, ...peerDependencies, ...optionalDependencies })
    .filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
    .map(([name, range]) => `It depends on ${name} at "${range}".`)
}

interface SourceMap {
  sources: string[]
  sourcesContent?: (string | null)[]
  mappings: string
}

type ReadText = (file: string) => Promise<string>

/** Code and declarations have maps, and these lead to sources that are there. */
async function brokenMaps(files: readonly string[], text: ReadText): Promise<string[]> {
  const mapped = files.filter((file) => /^dist\/.*\.([cm]?js|d\.[cm]?ts)$/.test(file))
  const problems = mapped.map(async (file) => {
    const code = await text(file)
    const url = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(code)?.[1]
    const mapFile = url && posix.join(dirname(file), url)
    if (mapFile === undefined || !files.includes(mapFile)) return [`${file} has no map.`]
    const { sources, sourcesContent = [], mappings } = JSON.parse(await text(mapFile)) as SourceMap
    // An entry that only exports what a module beside it has maps nothing, nor do the bundler's own helpers.
    if (mappings.length === 0 && !/["']\.\/chunk-|exports\.__toESM/.test(code))
      return [`${mapFile} is empty.`]
    return sources
      .filter((source, index) => {
        const isThere = files.includes(posix.join(dirname(mapFile), source))
        return !isThere && typeof sourcesContent[index] !== 'string'
      })
      .map((source) => `${mapFile} leads to ${source}, which is not there.`)
  })
  return (await Promise.all(problems)).flat()
}

/** What is bundled of others comes with its licence, and the package with its own. */
async function unlicensed(files: readonly string[], text: ReadText): Promise<string[]> {
  const own = await readFile(join(rootFolder, 'LICENSE'), 'utf8')
  const problems = files.includes('LICENSE') && (await text('LICENSE')) === own ? [] : ['LICENSE is another.']
  const maps = files.filter((file) => file.endsWith('.map'))
  const sources = await Promise.all(
    maps.map(async (file) => (JSON.parse(await text(file)) as SourceMap).sources),
  )
  const bundled = sources
    .flat()
    .flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [])
  const file = 'dist/THIRD-PARTY-NOTICES.md'
  const notices = files.includes(file) ? await text(file) : ''
  for (const name of new Set(bundled)) {
    if (!notices.includes(`\n## ${name} `)) problems.push(`${file} does not name ${name}, which is bundled.`)
  }
  return problems
}
