import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  installTools,
  type OpenRuntime,
  type Runtime,
  runtimes,
  type Tools,
  writeProgram,
} from '@flowroute/compatibility/runtimes'
import { appFolder } from '../app-folder.ts'
import { secretKey } from '../credentials.ts'
import { type Fault, isDelete } from '../fault.ts'
import { reusedConnectionFaults } from '../faults/reused-connections.ts'
import { type Method, methods } from '../methods.ts'
import { SeededRandom } from '../random.ts'
import { MisbehavingServer, type SeenRequest } from '../server.ts'
import { newTotals, type Totals } from '../totals.ts'
import { randomPlan } from '../writes/plan.ts'
import { createService } from '../writes/service.ts'
import type { CallEnd, RuntimeReport, RuntimeTask } from './program.ts'

export const runtimeNames: readonly string[] = runtimes.map(({ name }) => name)

interface RuntimesOptions {
  names: readonly string[]
  /** Writes in each runtime. */
  runs: number
  seed: number
}

/** A method and a fault that are tried in every runtime, and the requests that arrived. */
interface CellPair {
  method: Method
  fault: Fault
  requests: SeenRequest[]
}

/** Runs the faults that make runtimes repeat requests, and random writes, in other runtimes than this one. */
export async function runRuntimes({ names, runs, seed }: RuntimesOptions): Promise<Totals[]> {
  const tools = await installTools((line) => console.error(line))
  const all: Totals[] = []
  for (const runtime of runtimes.filter(({ name }) => names.includes(name))) {
    all.push(await runInRuntime(runtime, tools, runs, seed))
  }
  return all
}

async function runInRuntime(runtime: Runtime, tools: Tools, runs: number, seed: number): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-faults-'))
  const opened = await runtime.open({ tools, folder })
  try {
    const outfile = join(folder, 'program.mjs')
    const entry = join(appFolder, 'src/runtimes/program.ts')
    await writeProgram({ entry, host: runtime.host, outfile, esbuild: { conditions: ['flowroute-source'] } })
    const cells = await runCells(opened, outfile, runtime)
    const writes = await runWritesIn(opened, outfile, runtime, runs, seed)
    return newTotals(`${runtime.title} ${opened.version}`, {
      tried: cells.tried + writes.tried,
      crashes: cells.crashes + writes.crashes,
      doubleWrites: cells.doubleWrites + writes.doubleWrites,
      problems: [...cells.problems, ...writes.problems].map((problem) => `${runtime.title}: ${problem}`),
    })
  } finally {
    await opened.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Nothing keeps a browser from repeating a request over HTTP/1.1 by itself. What is checked there is that the client does
 * not claim to know.
 */
const mayRepeat = ({ host }: Runtime): boolean => host === 'page'

async function runCells(opened: OpenRuntime, outfile: string, runtime: Runtime): Promise<Totals> {
  const pairs = new Map<string, CellPair>()
  for (const fault of reusedConnectionFaults) {
    for (const method of methods) pairs.set(`${method.name}, ${fault.name}`, { method, fault, requests: [] })
  }
  await using server = await MisbehavingServer.start((request, socket) => {
    const pair = pairs.get(request.headers['x-cell'] ?? '')
    if (pair === undefined) return void socket.destroy()
    pair.requests.push({ ...request, number: pair.requests.length + 1 })
    pair.fault.respond(pair.requests.at(-1) as SeenRequest, socket, { status: 204 }, pair.method)
  })
  const task: RuntimeTask = {
    url: server.url,
    cells: [...pairs.values()].map(({ method, fault }) => ({
      method: method.name,
      fault: fault.name,
      reusesConnection: fault.reusesConnection ?? false,
    })),
  }
  const { cells } = (await opened.run(outfile, task)) as RuntimeReport
  const totals = { crashes: 0, doubleWrites: 0, problems: [] as string[] }
  ;[...pairs.entries()].forEach(([name, { method, fault, requests }], index) => {
    const end = cells[index] as CallEnd
    if (end.result.startsWith('crash')) totals.crashes++
    if (method.effect === 'once' && requests.length > 1) totals.doubleWrites++
    for (const problem of problemsOf(end, requests, method, fault, runtime))
      totals.problems.push(`${name}: ${problem}`)
  })
  return newTotals('cells', { tried: pairs.size, ...totals })
}

function problemsOf(
  end: CallEnd,
  requests: readonly SeenRequest[],
  method: Method,
  fault: Fault,
  runtime: Runtime,
): string[] {
  const problems: string[] = []
  const expected = fault.expect(method, requests)
  const shown = `${end.result} ${end.outcome} ${end.attempts}, ${requests.length} requests`
  if (end.result === 'value' && expected.result !== 'value') problems.push(`a false success, ${shown}`)
  if (end.result.startsWith('crash')) problems.push(shown)
  if (isDelete(requests) && end.result === 'NotFoundError') problems.push(`ends as NotFoundError, ${shown}`)
  if (end.outcome === 'not-sent') problems.push(`is said not to be sent, ${shown}`)
  if (mayRepeat(runtime)) {
    if (end.outcome === 'rejected' && requests.length > 1 && method.effect === 'once')
      problems.push(`is said to be refused, ${shown}`)
    return problems
  }
  if (end.result !== expected.result) problems.push(`the result is not ${expected.result}: ${shown}`)
  if (end.outcome !== expected.outcome) problems.push(`the outcome is not ${expected.outcome}: ${shown}`)
  // Where the runtime repeated the request, the client needs fewer attempts.
  const repeatedByRuntime = requests.length > (end.attempts ?? 1)
  if (end.result !== 'value' && end.attempts !== expected.attempts && !repeatedByRuntime)
    problems.push(`attempts is not ${expected.attempts}: ${shown}`)
  if (method.effect === 'once' && requests.length !== 1) problems.push(`was sent ${requests.length} times`)
  return problems
}

async function runWritesIn(
  opened: OpenRuntime,
  outfile: string,
  runtime: Runtime,
  runs: number,
  seed: number,
): Promise<Totals> {
  const service = await createService(seed % 2 ** 32, runs)
  const { emulator, from } = service
  try {
    const since = emulator.clock.now().getTime() - 60_000
    const task: RuntimeTask = {
      url: emulator.url,
      cells: [],
      writes: {
        // A page can reach no other origin without its permission: its own server forwards.
        url: runtime.host === 'page' ? '' : emulator.url,
        ...{ accessKey: emulator.accessKey, secretKey, seed, from, since },
        offers: service.offers.map(({ number }) => number),
      },
    }
    const { writes } = (await opened.run(outfile, task, { forwardTo: emulator.url })) as RuntimeReport
    const snapshot = emulator.snapshot()
    const totals = { crashes: 0, doubleWrites: 0, problems: [] as string[] }
    writes.forEach((end, index) => {
      const { write } = randomPlan(new SeededRandom(`${seed} ${index}`))
      const key = {
        text: `RUN ${index}`,
        number: service.offers[index]?.number ?? '',
        from,
        since: new Date(since),
      }
      const count = write.count(snapshot, key)
      const add = (problem: string): void =>
        void totals.problems.push(
          `write ${index} of seed ${seed}, ${write.name}: ${problem} (${end.message})`,
        )
      if (end.result.startsWith('crash')) {
        totals.crashes++
        add(end.result)
      }
      if (count > 1) totals.doubleWrites++
      if (count > 1 && !mayRepeat(runtime)) add(`was done ${count} times`)
      if (end.result === 'value' && count === 0) add('succeeded, and was not done')
      if (count > 0 && (end.outcome === 'rejected' || end.outcome === 'not-sent') && !mayRepeat(runtime)) {
        add(`is ${end.outcome}, and was done`)
      }
      if (end.found !== undefined && end.found !== count)
        add(`was done ${count} times; the look-up finds ${end.found}`)
    })
    return newTotals('writes', { tried: writes.length, ...totals })
  } finally {
    await emulator.close()
  }
}
