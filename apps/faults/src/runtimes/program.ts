import { createClient, fetchTransport, isFlowrouteError, type Outcome } from '@flowroute/core'
import { asidePath } from '../aside.ts'
import { accessKey, secretKey } from '../credentials.ts'
import { methods } from '../methods.ts'
import { SeededRandom } from '../random.ts'
import { randomPlan } from '../writes/plan.ts'

/** What the program does in its runtime: calls under the server's faults, and writes to an emulator. */
export interface RuntimeTask {
  /** The misbehaving server. */
  url: string
  /** `method, fault`, and whether another request comes before it. */
  cells: readonly { method: string; fault: string; reusesConnection: boolean }[]
  writes?: WritesTask
}

export interface WritesTask {
  /** The emulator; empty for a page's own origin, which forwards. */
  url: string
  accessKey: string
  secretKey: string
  seed: number
  from: string
  /** Numbers for sale, one for each run. */
  offers: readonly string[]
  /** Milliseconds since the epoch on the emulator's clock. */
  since: number
}

/** The header in which requests carry the name of their cell: `method, fault`. */
export const cellHeader = 'x-cell'

/** How a call ended in its runtime. */
export interface CallEnd {
  result: string
  outcome: Outcome | undefined
  attempts: number | undefined
  message: string | undefined
}

/** How a write ended in its runtime. */
export interface WriteEnd extends CallEnd {
  /** How many there are by the recommended look-up; only when the outcome is unknown. */
  found?: number
}

export interface RuntimeReport {
  cells: CallEnd[]
  writes: WriteEnd[]
}

/** The program; see `Program` in the application that starts the runtimes. */
export async function run(task: RuntimeTask): Promise<RuntimeReport> {
  const cells: CallEnd[] = []
  if (task.cells.some(({ fault }) => fault.startsWith('HTTP/2'))) await untilHttp2IsKnown(task.url)
  // One after another: calls at the same time would not share a connection.
  for (const cell of task.cells) cells.push(await runCell(task.url, cell))
  return { cells, writes: task.writes === undefined ? [] : await runWrites(task.writes) }
}

/**
 * For requests that only prepare a cell: the network service of Chromium crashes now and then when a connection closes
 * under a request whose body is a stream, and needs a moment to start again.
 */
const patient = { retries: 20, backoff: { base: 50, max: 500 } }

/** A browser reports the protocol of a response some time after the response. */
async function untilHttp2IsKnown(url: string): Promise<void> {
  const client = createClient({ accessKey, secretKey, baseUrl: url, ...patient })
  const known = (): boolean =>
    performance
      .getEntriesByType('resource')
      .some((entry) => (entry as { nextHopProtocol?: string }).nextHopProtocol === 'h2')
  for (let tries = 1; !known(); tries++) {
    if (tries > 100) throw new Error('The browser does not report HTTP/2.')
    await client.request({ path: `${asidePath}204` })
  }
}

async function runCell(
  url: string,
  { method: name, fault, reusesConnection }: RuntimeTask['cells'][number],
): Promise<CallEnd> {
  const method = methods.find((candidate) => candidate.name === name)
  if (method === undefined) throw new Error(`There is no method ${name}.`)
  const options = { accessKey, secretKey, baseUrl: url }
  if (reusesConnection) await createClient({ ...options, ...patient }).request({ path: `${asidePath}204` })
  const client = createClient({
    ...options,
    backoff: { base: 0 },
    headers: { [cellHeader]: `${name}, ${fault}` },
  })
  return endOf(method.call(client, {}))
}

async function endOf(call: PromiseLike<unknown>): Promise<CallEnd> {
  try {
    await call
    return { result: 'value', outcome: undefined, attempts: undefined, message: undefined }
  } catch (error) {
    if (!isFlowrouteError(error))
      return { result: `crash: ${error}`, outcome: undefined, attempts: undefined, message: undefined }
    const { name, outcome, attempts, message } = error
    return { result: name, outcome, attempts, message }
  }
}

async function runWrites(given: WritesTask): Promise<WriteEnd[]> {
  const { location } = globalThis as { location?: { origin: string } }
  const task = { ...given, url: given.url || (location?.origin ?? '') }
  const ends: WriteEnd[] = []
  for (const [index, number] of task.offers.entries()) {
    const plan = randomPlan(new SeededRandom(`${task.seed} ${index}`))
    const given = { text: `RUN ${index}`, number, from: task.from, since: new Date(task.since) }
    const client = (retries: number, refused = 0) => {
      let attempts = 0
      return createClient({
        accessKey: task.accessKey,
        secretKey: task.secretKey,
        baseUrl: task.url,
        retries,
        backoff: { base: 0 },
        transport: (request) =>
          fetchTransport(
            attempts++ < refused
              ? { ...request, url: request.url.replace(task.url, 'http://127.0.0.1:5') }
              : request,
          ),
      })
    }
    const key = { ...given, ...(await plan.write.prepare?.(client(5), given)) }
    for (const rule of plan.rules) await control(task, 'POST', rule)
    const end = await endOf(plan.write.call(client(plan.retries, plan.refused), key))
    await control(task, 'DELETE')
    const found = end.outcome === 'unknown' ? await plan.write.lookUp(client(5), key) : undefined
    ends.push({ ...end, ...(found !== undefined && { found }) })
  }
  return ends
}

/** Adds a rule for faults to the emulator, or removes all of them. */
async function control(task: WritesTask, method: 'POST' | 'DELETE', rule?: object): Promise<void> {
  const authorization = `Basic ${btoa(`${task.accessKey}:${task.secretKey}`)}`
  const response = await fetch(`${task.url}/__emulator/faults`, {
    method,
    headers: { authorization, ...(rule && { 'content-type': 'application/json' }) },
    ...(rule && { body: JSON.stringify(rule) }),
  })
  await response.text()
  if (!response.ok) throw new Error(`The emulator answered ${response.status}.`)
}
