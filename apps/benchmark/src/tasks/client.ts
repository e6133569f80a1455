import { idOf, indexOf } from '../server/records.ts'
import { p99 } from '../statistics.ts'
import { subjectNamed } from '../subjects/all.ts'
import type { Connection, ListOptions, SubjectName } from '../subjects/subject.ts'
import { load } from './load.ts'

let connection: Connection | undefined

function connected(): Connection {
  if (connection === undefined) throw new Error('connect first')
  return connection
}

export async function connect({ name, baseUrl }: { name: SubjectName; baseUrl: string }): Promise<void> {
  connection = await subjectNamed(name).connect({ baseUrl })
}

/** What a block of calls for one record took. */
export interface RequestFigures {
  /** Microseconds of CPU time per call, in the client's process. */
  cpu: number
  /** Milliseconds per call, from call to result. */
  wall: number
  p99: number
  /** Calls per second. */
  throughput: number
}

/** Gets single records and checks that they are those asked for. */
export async function requests(options: { calls: number; concurrency: number }): Promise<RequestFigures> {
  const { get } = connected()
  const { calls, cpu, wall, latencies } = await load(async (index) => {
    const id = idOf(index % 100)
    const got = await get(id)
    if (got !== id) throw new Error(`asked for ${id}, got ${got}`)
  }, options)
  const perCall = latencies.reduce((sum, latency) => sum + latency, 0) / calls
  return { cpu, wall: perCall, p99: p99(latencies), throughput: (calls / wall) * 1_000 }
}

/** Checks that records come once and in order. */
function inOrder(total: number): { visit(id: string): void; end(): void } {
  let seen = 0
  return {
    visit(id) {
      if (indexOf(id) !== seen) throw new Error(`expected ${idOf(seen)}, got ${id}`)
      seen++
    },
    end() {
      if (seen !== total) throw new Error(`expected ${total} records, got ${seen}`)
    },
  }
}

/** What a walk through a list took, in milliseconds. */
export interface ListFigures {
  wall: number
  cpu: number
}

/** Walks through a list and checks that every record comes once and in order. */
export async function list({ total, ...options }: ListOptions & { total: number }): Promise<ListFigures> {
  const order = inOrder(total)
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  await connected().list(order.visit, options)
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpuBefore)
  order.end()
  return { wall, cpu: (user + system) / 1_000 }
}

/** Heap in use, in bytes. */
export interface MemoryFigures {
  /** After one page, garbage collected. */
  start: number
  /** The most there was, garbage and all. */
  peak: number
  /** The most there was left after collecting garbage, on the way. */
  livePeak: number
  /** When all was read, garbage collected. */
  end: number
  /** The most memory the process has had, in bytes. */
  resident: number
}

/** Walks through a list and looks at the heap on the way. Needs `--expose-gc`. */
export async function memory({ total, ...options }: ListOptions & { total: number }): Promise<MemoryFigures> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('run with --expose-gc')
  const inUse = (): number => process.memoryUsage().heapUsed
  const order = inOrder(total)
  let peak = 0
  let livePeak = 0
  let start = 0
  let seen = 0
  const look = (id: string): void => {
    order.visit(id)
    seen++
    if (seen === options.pageSize) {
      gc()
      start = inUse()
    }
    if (seen % 1_000 === 0) peak = Math.max(peak, inUse())
    if (seen % Math.ceil(total / 20) === 0) {
      gc()
      livePeak = Math.max(livePeak, inUse())
    }
  }
  await connected().list(look, options)
  order.end()
  gc()
  return { start, peak, livePeak, end: inUse(), resident: process.resourceUsage().maxRSS * 1_024 }
}
