import type { Outcome } from '@flowroute/core'
import pLimit from 'p-limit'
import { secretKey } from './cell.ts'
import { Draws } from './draws.ts'
import { SecretWatch } from './secrets.ts'
import { plainTally, type Tally } from './tally.ts'
import type { Mark } from './writes/calls.ts'
import { drawPlan, type Plan } from './writes/plan.ts'
import { type Seen, watchedClient } from './writes/watched-client.ts'
import { chargesOf, createWorld, type World } from './writes/world.ts'

/** What to try. */
export interface WritesOptions {
  runs: number
  seed: number
  /** Only the runs up to this one that share its emulator: to see again what it did. */
  run?: number | undefined
}

/** What came of the writes. */
export interface WritesReport extends Tally {
  seed: number
  complaints: string[]
  successes: number
  failures: Record<Outcome, number>
  /** Unknown outcomes that a look-up cleared up. */
  lookUps: number
}

/** Runs that share an emulator: more would make it slow. */
const runsOfWorld = 200

/** Emulators at work at a time, as most of the time of a run is latency. */
const concurrency = 6

/** What a call ended with. */
interface End {
  plan: Plan
  mark: Mark
  outcome: Outcome | 'success'
  /** What the recommended look-up told, of an outcome that is unknown. */
  told?: number
  seen: Seen
}

/** Makes writes that must not be done twice under random faults, and compares what the client says with the books. */
export async function tryWrites({ runs, seed, run }: WritesOptions): Promise<WritesReport> {
  const report: WritesReport = {
    ...plainTally(`writes, seed ${seed}`, {}),
    complaints: [],
    seed,
    successes: 0,
    failures: { 'not-sent': 0, rejected: 0, unknown: 0 },
    lookUps: 0,
  }
  const starts = Array.from({ length: Math.ceil(runs / runsOfWorld) }, (_, index) => index * runsOfWorld)
  const wanted = run === undefined ? starts : [run - 1 - ((run - 1) % runsOfWorld)]
  const limit = pLimit(concurrency)
  await Promise.all(
    wanted.map((start) =>
      limit(() => tryInOneWorld(report, start, Math.min(runsOfWorld, (run ?? runs) - start))),
    ),
  )
  return report
}

async function tryInOneWorld(report: WritesReport, start: number, runs: number): Promise<void> {
  const world = await createWorld(report.seed % 2 ** 32, runs)
  const ends = new Map<number, End>()
  for (let number = start + 1; number <= start + runs; number++) {
    const complain = (what: string): void => {
      report.complaints.push(`run ${number} of seed ${report.seed}, ${what}`)
    }
    report.tried++
    const end = await tryOnce(world, report, number, world.offers[number - start - 1]?.number ?? '', complain)
    if (end !== undefined) ends.set(number, end)
  }
  audit(world, report, ends)
}

async function tryOnce(
  world: World,
  report: WritesReport,
  number: number,
  offer: string,
  complain: (what: string) => void,
): Promise<End | undefined> {
  const { emulator, asker, from } = world
  const plan = drawPlan(new Draws(`${report.seed} ${number}`))
  const { name, call, lookUp } = plan.write
  const since = new Date(emulator.clock.now().getTime() - 60_000)
  const mark: Mark = { text: `RUN ${number}`, number: offer, from, since }
  const seen: Seen = { attempts: [], secrets: new Set([secretKey]), logged: [] }
  const client = watchedClient(emulator, plan, number, seen)
  for (const rule of plan.rules) emulator.faults.add(rule)
  const ended = await Promise.resolve(call(client, mark)).then(
    (result: unknown) => ({ result, outcome: 'success' as const, error: undefined }),
    (error: unknown) => ({ result: undefined, outcome: undefined, error }),
  )
  emulator.faults.clear()
  const watch = new SecretWatch()
  watch.search(`run ${number}`, [client, ended, seen.logged], seen.secrets)
  for (const leak of watch.leaks) complain(`${name}: shows a secret: ${leak}`)
  report.leaks += watch.leaks.length
  report.texts += watch.texts
  const outcome = ended.outcome ?? (ended.error as { outcome?: Outcome } | undefined)?.outcome
  if (outcome === undefined) {
    report.crashes++
    complain(`${name}: crashed with ${ended.error}`)
    return undefined
  }
  if (outcome === 'success') report.successes++
  else report.failures[outcome]++
  const end: End = { plan, mark, outcome, seen }
  if (outcome !== 'unknown') return end
  report.lookUps++
  return lookUp(asker, mark).then(
    (told) => ({ ...end, told }),
    (error: unknown) => {
      complain(`${name}: the look-up failed with ${error}`)
      return end
    },
  )
}

/** Compares what the runs of a world ended with to its books, its accounts and its log. */
function audit(world: World, report: WritesReport, ends: ReadonlyMap<number, End>): void {
  const books = world.emulator.snapshot()
  for (const [number, end] of ends) {
    const count = end.plan.write.count(books, end.mark)
    if (count > 1) report.doubleWrites++
    for (const problem of problemsOf(end, count)) {
      const { write, rules, retries } = end.plan
      const circumstances = JSON.stringify({ rules, retries, attempts: end.seen.attempts })
      report.complaints.push(
        `run ${number} of seed ${report.seed}, ${write.name}: ${problem} ${circumstances}`,
      )
    }
  }
  const { charged, due } = chargesOf(world)
  if (Math.abs(charged - due) > 1e-6) {
    report.complaints.push(`charged ${charged} USD for what costs ${due} USD`)
  }
  const watch = new SecretWatch()
  for (const request of world.emulator.requests()) {
    const { secrets = [secretKey] } = ends.get(Number(request.requestHeaders['x-run']))?.seen ?? {}
    watch.search("the emulator's log", [request], secrets)
  }
  report.leaks += watch.leaks.length
  report.texts += watch.texts
  report.complaints.push(...watch.leaks)
}

/** What does not hold of a call of which the service has done so many. */
function problemsOf({ outcome, told, seen: { attempts } }: End, count: number): string[] {
  const problems: string[] = []
  if (count > 1) problems.push(`was done ${count} times`)
  if (outcome === 'success' && count !== 1) problems.push(`succeeded, and was done ${count} times`)
  if ((outcome === 'rejected' || outcome === 'not-sent') && count > 0) {
    problems.push(`is ${outcome}, and was done`)
  }
  // The only refusal that is drawn; any other would mean that the call was never tried in earnest.
  if (outcome === 'rejected' && attempts.at(-1) !== 429) problems.push(`was refused with ${attempts.at(-1)}`)
  if (told !== undefined && told !== count) problems.push(`was done ${count} times; the look-up says ${told}`)
  // Even where the service would refuse the second one: it is not to be asked.
  const careless = attempts.slice(0, -1).find((attempt) => attempt !== 'refused' && attempt !== 429)
  if (careless !== undefined) problems.push(`was tried again after ${careless}`)
  return problems
}
