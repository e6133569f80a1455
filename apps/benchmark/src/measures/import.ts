import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { appFolder, peersFolder } from '../peers.ts'
import { aheadOf, least, type Section } from '../report/section.ts'
import { numberText, ratioText, type Spread, spread } from '../statistics.ts'
import type { Subject } from '../subjects/subject.ts'
import { bundle } from './bundle.ts'
import { alternate, type Conditions, ensure } from './measure.ts'

const run = promisify(execFile)

/** Something to import, and from where. */
interface Imported {
  name: string
  kind: Subject['kind']
  specifiers: readonly string[]
  folder: string
}

interface Times {
  /** Milliseconds. */
  wall: number[]
  cpu: number[]
}

/** Imports each in fresh processes. */
export async function importing({
  subjects,
  isShort,
  rounds = isShort ? 3 : 15,
}: Conditions): Promise<Section> {
  const scratch = await mkdtemp(join(tmpdir(), 'benchmark-'))
  try {
    const candidates = await candidatesOf(subjects, scratch)
    const times = new Map<string, Times>()
    // Once without looking: the files are then in the system's memory for all.
    const loaded = new Map<string, Loaded>()
    for (const one of candidates) loaded.set(one.name, await loadedBy(one, scratch))
    await alternate(rounds, candidates, async (one) => {
      const { wall, cpu } = ensure(times, one.name, () => ({ wall: [], cpu: [] }))
      const figures = await timed(one)
      wall.push(figures.wall)
      cpu.push(figures.cpu)
    })
    const rows = candidates.map(({ name, kind }) => {
      const taken = times.get(name)
      const files = loaded.get(name)
      if (taken === undefined || files === undefined) throw new Error(`${name} was not measured`)
      return { name, kind, wall: spread(taken.wall), cpu: spread(taken.cpu), ...files }
    })
    return await show(rows)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

async function candidatesOf(subjects: readonly Subject[], scratch: string): Promise<Imported[]> {
  const candidates: Imported[] = subjects
    .filter(({ packages }) => packages.length > 0)
    .map(({ name, kind, packages }) => ({
      name,
      kind,
      specifiers: packages,
      folder: kind === 'ours' ? appFolder : peersFolder,
    }))
  const ky = subjects.find(({ name }) => name === 'ky')
  if (ky !== undefined) {
    const text = `export { default } from 'ky'`
    await writeFile(join(scratch, 'ky.mjs'), await bundle({ text, folder: peersFolder, platform: 'neutral' }))
    candidates.push({ name: 'ky, bundled', kind: 'http', specifiers: ['./ky.mjs'], folder: scratch })
  }
  return candidates
}

const node = (program: string, folder: string, env: Record<string, string> = {}) =>
  run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    env: { ...process.env, ...env },
  })

async function timed({ specifiers, folder }: Imported): Promise<{ wall: number; cpu: number }> {
  const { stdout } = await node(
    `const before = process.cpuUsage(), start = performance.now()
    ${specifiers.map((specifier) => `await import('${specifier}')`).join('\n')}
    const wall = performance.now() - start, { user, system } = process.cpuUsage(before)
    console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }))`,
    folder,
  )
  return JSON.parse(stdout) as { wall: number; cpu: number }
}

/** The files an import reads and runs. */
interface Loaded {
  modules: number
  bytes: number
}

/** The runtime's own list of scripts, which it writes for coverage, has every module of either kind. */
async function loadedBy({ name, specifiers, folder }: Imported, scratch: string): Promise<Loaded> {
  const coverage = join(scratch, name)
  const program = specifiers.map((specifier) => `await import('${specifier}')`).join('\n')
  await node(program, folder, { NODE_V8_COVERAGE: coverage })
  const [file = ''] = await readdir(coverage)
  const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8')) as { result: { url: string }[] }
  const files = new Set(
    result.map(({ url }) => url).filter((url) => url.startsWith('file:') && !url.endsWith('/[eval1]')),
  )
  const sizes = await Promise.all([...files].map(async (url) => (await stat(fileURLToPath(url))).size))
  return { modules: files.size, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}

interface Row extends Loaded {
  name: string
  kind: Subject['kind']
  wall: Spread
  cpu: Spread
}

async function show(rows: readonly Row[]): Promise<Section> {
  const ours = rows.find(({ kind }) => kind === 'ours')
  if (ours === undefined) throw new Error('we were not measured')
  const others = rows.filter((row) => row !== ours)
  const medians = (some: readonly Row[]) => some.map(({ name, wall }) => ({ name, value: wall.median }))
  const { modules, bytes } = await budget()
  const telecom = medians(rows.filter(({ kind }) => kind === 'telecom'))
  const bundledKy = rows.find(({ name }) => name === 'ky, bundled')
  return {
    title: 'Import',
    what: 'Time of the `import` alone, in fresh processes; milliseconds, medians, with the 25th and 75th percentile of wall time. Modules and bytes: the files the runtime reads and runs for it.',
    header: ['import', 'wall', 'p25–p75', 'CPU', 'against flowroute', 'modules', 'kB'],
    rows: rows.map((row) => [
      row.name,
      numberText(row.wall.median, 1),
      `${numberText(row.wall.p25, 1)}–${numberText(row.wall.p75, 1)}`,
      numberText(row.cpu.median, 1),
      ratioText(row.wall.median, ours.wall.median),
      numberText(row.modules),
      numberText(row.bytes / 1_000),
    ]),
    charts: [
      {
        file: 'import',
        title: 'Import in a fresh process, wall time',
        unit: 'ms',
        bars: rows.map(({ name, kind, wall }) => ({
          label: name,
          value: wall.median,
          isOurs: kind === 'ours',
        })),
      },
    ],
    targets: [
      {
        text: `at most ${modules} modules and ${numberText(bytes)} bytes`,
        figure: `${ours.modules}, ${numberText(ours.bytes)}`,
        isMet: ours.modules <= modules && ours.bytes <= bytes,
      },
      ...(telecom.length === 0
        ? []
        : [
            {
              text: 'at most 60 % of the fastest telecom peer',
              figure: `${ratioText(ours.wall.median, least(telecom).value)} ${least(telecom).name}`,
              isMet: ours.wall.median <= 0.6 * least(telecom).value,
            },
          ]),
      ...(bundledKy === undefined
        ? []
        : [
            {
              text: 'at most 15 ms more than bundled ky alone',
              figure: `${numberText(ours.wall.median - bundledKy.wall.median, 1)} ms more`,
              isMet: ours.wall.median <= bundledKy.wall.median + 15,
            },
          ]),
    ],
    ahead: aheadOf({ name: ours.name, value: ours.wall.median }, medians(others), 'time to import'),
    failures: [],
    figures: rows,
  }
}

async function budget(): Promise<Loaded> {
  return (JSON.parse(await readFile(`${appFolder}limits.json`, 'utf8')) as { import: Loaded }).import
}
