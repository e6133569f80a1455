import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  installTools,
  type Runtime,
  runtimes,
  type Tools,
  writeProgram,
} from '@flowroute/compatibility/runtimes'
import { appFolder } from '../app-folder.ts'
import { newTotals, type Totals } from '../totals.ts'
import { runCells, runHttp2Cells } from './cells.ts'
import { runWrites } from './writes.ts'

export const runtimeNames: readonly string[] = runtimes.map(({ name }) => name)

interface RuntimesOptions {
  names: readonly string[]
  /** Writes in each runtime. */
  runs: number
  seed: number
}

/** Runs the faults that make runtimes repeat requests, and random writes, in other runtimes than this one. */
export async function runRuntimes({ names, runs, seed }: RuntimesOptions): Promise<Totals[]> {
  const tools = await installTools((line) => console.error(line))
  const all: Totals[] = []
  for (const runtime of runtimes.filter(({ name }) => names.includes(name))) {
    all.push(...(await runInRuntime(runtime, tools, runs, seed)))
  }
  return all
}

/** What nothing keeps a kind of runtime from repeating: everything in browsers, DELETE in workerd. */
const mayRepeat: Partial<Record<Runtime['host'], RegExp>> = { page: /./, worker: /DELETE/ }

async function runInRuntime(runtime: Runtime, tools: Tools, runs: number, seed: number): Promise<Totals[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-faults-'))
  const isPage = runtime.host === 'page'
  // For the certificate of the app's own server.
  const opened = await runtime.open({ tools, folder, args: isPage ? ['--ignore-certificate-errors'] : [] })
  const title = `${runtime.title} ${opened.version}`
  try {
    const outfile = join(folder, 'program.mjs')
    const entry = join(appFolder, 'src/runtimes/program.ts')
    await writeProgram({ entry, host: runtime.host, outfile, esbuild: { conditions: ['flowroute-source'] } })
    const program = { opened, outfile, isPage, mayRepeat: mayRepeat[runtime.host] }
    const all = [sumOf(title, [await runCells(program), await runWrites(program, runs, seed)])]
    if (isPage) all.push(sumOf(`${title}, HTTP/2`, [await runHttp2Cells(program)]))
    return all
  } finally {
    await opened.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function sumOf(name: string, all: readonly Totals[]): Totals {
  const sum = (of: (totals: Totals) => number): number => all.reduce((sum, totals) => sum + of(totals), 0)
  return newTotals(name, {
    tried: sum(({ tried }) => tried),
    crashes: sum(({ crashes }) => crashes),
    doubleWrites: sum(({ doubleWrites }) => doubleWrites),
    problems: all.flatMap(({ problems }) => problems).map((problem) => `${name}: ${problem}`),
  })
}
