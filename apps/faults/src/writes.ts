import type { Outcome, Transport } from '@flowroute/core'
import pLimit from 'p-limit'
import { secretKey } from './credentials.ts'
import { SeededRandom } from './random.ts'
import { SecretWatch } from './secrets.ts'
import { newTotals, type Totals } from './totals.ts'
import { type Observed, observedClient } from './writes/observed-client.ts'
import { type Plan, randomPlan } from './writes/plan.ts'
import { chargesOf, createService, type Service } from './writes/service.ts'
import type { WriteKey } from './writes/write.ts'

/** What to run. */
export interface WritesOptions {
  runs: number
  seed: number
  /** Only the runs up to this one that share its emulator, to repeat it. */
  run?: number | undefined
}

/** What came of the writes. */
export interface WritesReport extends Totals {
  seed: number
  problems: string[]
  successes: number
  failures: Record<Outcome, number>
  /** Unknown outcomes that a look-up resolved. */
  lookUps: number
}

/** Runs that share an emulator; more would slow it down. */
const runsPerService = 200

/** Emulators at a time: most of a run is latency. */
const concurrency = 6

/** What a call ended with. */
interface End {
  plan: Plan
  key: WriteKey
  outcome: Outcome | 'success'
  /** Result of the look-up after an unknown outcome. */
  found?: number
  seen: Observed
}

/** Makes writes that must not be done twice under random faults, and compares what the client says with what the service has. */
export async function runWrites(
  { runs, seed, run }: WritesOptions,
  transport: Transport,
): Promise<WritesReport> {
  const report: WritesReport = {
    ...newTotals(`writes, seed ${seed}`, {}),
    problems: [],
    seed,
    successes: 0,
    failures: { 'not-sent': 0, rejected: 0, unknown: 0 },
    lookUps: 0,
  }
  const starts = Array.from(
    { length: Math.ceil(runs / runsPerService) },
    (_, index) => index * runsPerService,
  )
  const wanted = run === undefined ? starts : [run - 1 - ((run - 1) % runsPerService)]
  const limit = pLimit(concurrency)
  await Promise.all(
    wanted.map((start) =>
      limit(() =>
        runWithOneService(report, start, Math.min(runsPerService, (run ?? runs) - start), transport),
      ),
    ),
  )
  return report
}

async function runWithOneService(
  report: WritesReport,
  start: number,
  runs: number,
  transport: Transport,
): Promise<void> {
  const service = await createService(report.seed % 2 ** 32, runs)
  const ends = new Map<number, End>()
  for (let number = start + 1; number <= start + runs; number++) {
    report.tried++
    const offer = service.offers[number - start - 1]?.number ?? ''
    const end = await runOnce({ service, report, number, offer, transport })
    if (end !== undefined) ends.set(number, end)
  }
  audit(service, report, ends)
  await service.emulator.close()
}

interface Run {
  service: Service
  report: WritesReport
  number: number
  /** A number for sale. */
  offer: string
  transport: Transport
}

async function runOnce({ service, report, number, offer, transport }: Run): Promise<End | undefined> {
  const addProblem = (problem: string): void => {
    report.problems.push(`run ${number} of seed ${report.seed}, ${problem}`)
  }
  const { emulator, cleanClient, from } = service
  const plan = randomPlan(new SeededRandom(`${report.seed} ${number}`))
  const { name, prepare, call, lookUp } = plan.write
  const since = new Date(emulator.clock.now().getTime() - 60_000)
  const given: WriteKey = { text: `RUN ${number}`, number: offer, from, since }
  const key = { ...given, ...(await prepare?.(cleanClient, given)) }
  const seen: Observed = { attempts: [], secrets: new Set([secretKey]), logged: [] }
  const client = observedClient(emulator, plan, number, seen, transport)
  for (const rule of plan.rules) emulator.faults.add(rule)
  const ended = await Promise.resolve(call(client, key)).then(
    (result: unknown) => ({ result, outcome: 'success' as const, error: undefined }),
    (error: unknown) => ({ result: undefined, outcome: undefined, error }),
  )
  emulator.faults.clear()
  const watch = new SecretWatch()
  watch.search(`run ${number}`, [client, ended, seen.logged], seen.secrets)
  for (const leak of watch.leaks) addProblem(`${name}: shows a secret: ${leak}`)
  report.leaks += watch.leaks.length
  report.texts += watch.texts
  const outcome = ended.outcome ?? (ended.error as { outcome?: Outcome } | undefined)?.outcome
  if (outcome === undefined) {
    report.crashes++
    addProblem(`${name}: crashed with ${ended.error}`)
    return undefined
  }
  if (outcome === 'success') report.successes++
  else report.failures[outcome]++
  const end: End = { plan, key, outcome, seen }
  if (outcome !== 'unknown') return end
  report.lookUps++
  return lookUp(cleanClient, key).then(
    (found) => ({ ...end, found }),
    (error: unknown) => {
      addProblem(`${name}: the look-up failed with ${error}`)
      return end
    },
  )
}

/** Compares the results of the runs with the service's records, charges and log. */
function audit(service: Service, report: WritesReport, ends: ReadonlyMap<number, End>): void {
  const snapshot = service.emulator.snapshot()
  for (const [number, end] of ends) {
    const count = end.plan.write.count(snapshot, end.key)
    if (count > 1) report.doubleWrites++
    for (const problem of problemsOf(end, count)) {
      const { write, rules, retries } = end.plan
      const circumstances = JSON.stringify({ rules, retries, attempts: end.seen.attempts })
      report.problems.push(`run ${number} of seed ${report.seed}, ${write.name}: ${problem} ${circumstances}`)
    }
  }
  const { charged, cost } = chargesOf(service)
  if (Math.abs(charged - cost) > 1e-6) {
    report.problems.push(`charged ${charged} USD for what costs ${cost} USD`)
  }
  const watch = new SecretWatch()
  for (const request of service.emulator.requests()) {
    const { secrets = [secretKey] } = ends.get(Number(request.requestHeaders['x-run']))?.seen ?? {}
    watch.search("the emulator's log", [request], secrets)
  }
  report.leaks += watch.leaks.length
  report.texts += watch.texts
  report.problems.push(...watch.leaks)
}

/** The problems of a call that the service did `count` times. */
function problemsOf({ outcome, found, seen: { attempts } }: End, count: number): string[] {
  const problems: string[] = []
  if (count > 1) problems.push(`was done ${count} times`)
  if (outcome === 'success' && count !== 1) problems.push(`succeeded, and was done ${count} times`)
  if ((outcome === 'rejected' || outcome === 'not-sent') && count > 0) {
    problems.push(`is ${outcome}, and was done`)
  }
  // No other refusal is among the faults: one would mean that the call itself is wrong.
  if (outcome === 'rejected' && attempts.at(-1) !== 429) problems.push(`was refused with ${attempts.at(-1)}`)
  if (found !== undefined && found !== count)
    problems.push(`was done ${count} times; the look-up finds ${found}`)
  // Even where the service would refuse the second request.
  const careless = attempts.slice(0, -1).find((attempt) => attempt !== 'refused' && attempt !== 429)
  if (careless !== undefined) problems.push(`was tried again after ${careless}`)
  return problems
}
