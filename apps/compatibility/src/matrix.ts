import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { type Consumer, installAlone, installTogether, together } from './consumers.ts'
import { startEmulators } from './emulators.ts'
import type { Packed } from './pack.ts'
import { writePrograms } from './programs.ts'
import { failed, type Row, type Runtime } from './runtimes/runtime.ts'
import type { Tools } from './tools.ts'

/** What a matrix is made of. */
export interface MatrixOptions {
  /** All packages, packed. */
  packed: readonly Packed[]
  /** Slugs of those to try, and `together`. */
  columns: readonly string[]
  runtimes: readonly Runtime[]
  tools: Tools
  /** An empty folder outside the workspace. */
  folder: string
}

/** Installs what is to be tried, and tries it in each runtime. */
export async function tryMatrix(options: MatrixOptions): Promise<{ consumers: Consumer[]; rows: Row[] }> {
  const { packed, columns, runtimes, tools, folder } = options
  const limit = pLimit(availableParallelism())
  const parent = join(folder, 'consumers')
  const needsTogether = columns.includes(together) || runtimes.some((runtime) => runtime.needsTogether)
  const alone = packed.filter(({ slug }) => columns.includes(slug) || slug === 'emulator')
  const consumers = await Promise.all([
    ...alone.map((entry) => limit(() => installAlone(entry, packed, parent).then(writePrograms))),
    ...(needsTogether ? [limit(() => installTogether(packed, parent).then(writePrograms))] : []),
  ])
  const host = consumers.find(({ name }) => name === 'emulator')
  const joint = consumers.find(({ name }) => name === together)
  if (host === undefined) throw new Error('There is no package of an emulator.')
  const tried = consumers.filter(({ name }) => columns.includes(name))
  const usable = tried.filter(({ problem }) => problem === undefined)
  const emulators = await startEmulators(host)
  try {
    const limited = <T>(work: () => Promise<T>): Promise<T> => limit(work)
    const rows = await Promise.all(
      runtimes.map((runtime) =>
        runtime
          .try(usable, { tools, emulators, together: joint, folder, limited })
          .catch((error: unknown) => [withoutRuntime(runtime, usable, error)]),
      ),
    )
    return { consumers: tried, rows: rows.flat().map((row) => withProblems(row, tried)) }
  } finally {
    emulators.close()
  }
}

/** A runtime that does not start fails every package. */
function withoutRuntime({ name }: Runtime, consumers: readonly Consumer[], error: unknown): Row {
  return {
    title: name,
    version: '',
    outcomes: new Map(consumers.map((consumer) => [consumer, failed(error)])),
  }
}

/** What could not be installed has failed everywhere. */
function withProblems(row: Row, consumers: readonly Consumer[]): Row {
  const outcomes = new Map(row.outcomes)
  for (const consumer of consumers) {
    if (consumer.problem !== undefined) outcomes.set(consumer, failed(consumer.problem))
  }
  return { ...row, outcomes }
}
