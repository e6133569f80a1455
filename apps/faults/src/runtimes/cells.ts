import type { OpenRuntime } from '@flowroute/compatibility/runtimes'
import { type Expectation, isDelete } from '../fault.ts'
import { reusedConnectionFaults } from '../faults/reused-connections.ts'
import { type Method, methods } from '../methods.ts'
import { MisbehavingServer, type SeenRequest } from '../server.ts'
import { newTotals, type Totals } from '../totals.ts'
import { http2Faults } from './http2-faults.ts'
import { type Http2Request, Http2Server } from './http2-server.ts'
import { type CallEnd, cellHeader, type RuntimeReport, type RuntimeTask } from './program.ts'

/** A method and a fault that are tried in a runtime, and the requests that arrived. */
interface CellPair<Request = Pick<SeenRequest, 'method'>> {
  method: Method
  fault: { name: string; reusesConnection?: boolean }
  requests: Request[]
  expect(): Expectation
}

/** A program that is ready to run in a runtime. */
export interface RuntimeProgram {
  opened: OpenRuntime
  outfile: string
  /** Whether the runtime is a page of a browser. */
  isPage: boolean
  /**
   * HTTP methods whose requests the runtime may repeat by itself, over HTTP/1.1, and nothing prevents it. There, the
   * client must not claim to know.
   */
  mayRepeat?: RegExp | undefined
}

const nameOf = ({ method, fault }: CellPair): string => `${method.name}, ${fault.name}`

/** New and reused connections that end early, 408 and 421: each method under each of them, over HTTP/1.1. */
export async function runCells(program: RuntimeProgram): Promise<Totals> {
  const pairs = reusedConnectionFaults.flatMap((fault) =>
    methods
      .filter((method) => fault.appliesTo?.(method) ?? true)
      .map((method) => {
        const requests: SeenRequest[] = []
        return { method, fault, requests, expect: () => fault.expect(method, requests) }
      }),
  )
  const byName = new Map(pairs.map((pair) => [nameOf(pair), pair]))
  await using server = await MisbehavingServer.start((request, socket) => {
    const pair = byName.get(request.headers[cellHeader] ?? '')
    if (pair === undefined) return void socket.destroy()
    const numbered = { ...request, number: pair.requests.length + 1 }
    pair.requests.push(numbered)
    pair.fault.respond(numbered, socket, { status: 204 }, pair.method)
  })
  // Awaited: the server is closed on return.
  return await runPairs(pairs, server.url, program)
}

/** The same over HTTP/2, which a browser speaks over TLS only. */
export async function runHttp2Cells(program: RuntimeProgram): Promise<Totals> {
  const pairs = http2Faults.flatMap((fault) =>
    methods.map((method) => ({
      method,
      // The client has to know that this server speaks HTTP/2.
      fault: { ...fault, reusesConnection: true },
      requests: [] as Http2Request[],
      expect: () => fault.expect(method),
    })),
  )
  const byName = new Map(pairs.map((pair) => [nameOf(pair), pair]))
  await using server = await Http2Server.start((request) => {
    const pair = byName.get(request.headers[cellHeader] ?? '')
    if (pair === undefined) return void request.socket.destroy()
    pair.requests.push(request)
    pair.fault.respond(request)
  })
  const totals = await runPairs(pairs, server.url, { ...program, mayRepeat: undefined })
  // A request that is lost with the browser's network service does not arrive; not all of them may be.
  const isTried = ({ name }: { name: string }): boolean =>
    pairs.some(
      ({ fault, method, requests }) =>
        fault.name === name && method.effect === 'once' && requests.length === 1,
    )
  const untried = http2Faults
    .filter((fault) => !isTried(fault))
    .map(({ name }) => `${name}: no write arrived`)
  return { ...totals, problems: [...totals.problems, ...untried] }
}

async function runPairs(
  pairs: readonly CellPair[],
  url: string,
  { opened, outfile, mayRepeat }: RuntimeProgram,
): Promise<Totals> {
  const cells = pairs.map(({ method, fault }) => ({
    method: method.name,
    fault: fault.name,
    reusesConnection: fault.reusesConnection ?? false,
  }))
  const task: RuntimeTask = { url, cells }
  const { cells: ends } = (await opened.run(outfile, task)) as RuntimeReport
  const totals = { crashes: 0, doubleWrites: 0, problems: [] as string[] }
  pairs.forEach((pair, index) => {
    const end = ends[index] as CallEnd
    if (end.result.startsWith('crash')) totals.crashes++
    if (pair.method.effect === 'once' && pair.requests.length > 1) totals.doubleWrites++
    const isRepeated = mayRepeat?.test(pair.requests[0]?.method ?? '') ?? false
    const problems = [...falseClaims(end, pair), ...(isRepeated ? [] : differences(end, pair))]
    for (const problem of problems) totals.problems.push(`${nameOf(pair)}: ${problem}, ${shown(end, pair)}`)
  })
  return newTotals('cells', { tried: pairs.length, ...totals })
}

const shown = ({ result, outcome, attempts }: CallEnd, { requests }: CellPair): string =>
  `${result} ${outcome} ${attempts}, ${requests.length} requests`

/** What must not be claimed in any runtime. */
function falseClaims({ result, outcome }: CallEnd, { method, requests, expect }: CellPair): string[] {
  const problems: string[] = []
  if (result.startsWith('crash')) problems.push('not an error of the SDK')
  if (result === 'value' && expect().result !== 'value') problems.push('a false success')
  if (result === 'NotFoundError' && isDelete(requests)) problems.push('a DELETE that found nothing')
  if (outcome === 'not-sent') problems.push('said not to be sent')
  if (outcome === 'rejected' && requests.length > 1 && method.effect === 'once')
    problems.push('said to be rejected')
  return problems
}

/** What differs from the expected end, where the runtime is kept from repeating what must not be repeated. */
function differences(end: CallEnd, { method, requests, expect }: CellPair): string[] {
  const problems: string[] = []
  const { result, outcome, attempts } = expect()
  // Every runtime may repeat by itself what may be repeated; that saves the client an attempt.
  const repeatedByRuntime = requests.length > (end.attempts ?? 1)
  if (end.result !== result) problems.push(`the result is not ${result}`)
  if (end.outcome !== outcome && !(repeatedByRuntime && method.effect !== 'once'))
    problems.push(`the outcome is not ${outcome}`)
  if (end.result !== 'value' && end.attempts !== attempts && !repeatedByRuntime)
    problems.push(`attempts is not ${attempts}`)
  if (method.effect === 'once' && requests.length > 1) problems.push('sent more than once')
  return problems
}
