import { type CallRecord, type CdrExport, Cdrs } from '@flowroute/cdrs'
import { Numbers } from '@flowroute/numbers'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import type { World } from '../world.ts'
import { buyFrom } from './buy.ts'

const minute = 60_000

/** A month of calls, exported, read one by one, and added up without rounding. */
export const cdrs: Program = {
  name: 'cdrs',
  title: 'Call records',
  async run(world, report) {
    const records = new Cdrs(world.client)
    const exported = await exportCalls(records, world, report)
    if (exported === undefined) return 'There is no export of calls to read.'
    // `records.records(month)` would create the export, wait for it, and read it.
    const { total } = await addUp(records.records({ exportId: exported.id }), report)
    await compare(total, exported, report)
    await report.step(
      'The exports of this account',
      () => records.list().take(5),
      (exports) => exports.map(describeExport),
    )
    return `${total.calls} calls cost ${dollars(total.nanodollars)}, exactly what Flowroute says.`
  },
}

/** A new export of last month's calls; with the real service the latest that there is. */
async function exportCalls(records: Cdrs, world: World, report: Report): Promise<CdrExport | undefined> {
  if (world.emulator === undefined) {
    report.skip('Export the calls of last month', 'that takes minutes; the latest export will do')
    return (await records.list({ status: 'completed' }).take(1))[0]
  }
  // The emulator has made up calls for every number of the account.
  await buyFrom('WA', new Numbers(world.client), report)
  const month = monthBefore(world.emulator.clock.now())
  const { id } = await report.step(
    'Ask for an export of the calls of last month',
    () => records.createExport(month),
    (created) => [describeExport(created)],
  )
  await world.wait(minute)
  return report.step(
    'A minute later',
    () => records.get(id),
    (found) => [describeExport(found)],
  )
}

/** Adds calls up as they are read, so that memory stays the same however many there are. */
async function addUp(calls: AsyncIterable<CallRecord>, report: Report): Promise<{ total: Sum }> {
  const [total, destinations, days] = [new Sums(), new Sums(), new Sums()]
  await report.step(
    'Read its calls; these are the first',
    async () => {
      const first: CallRecord[] = []
      for await (const call of calls) {
        total.add('all', call)
        destinations.add(`${call.direction}, ${call.destinationName}`, call)
        days.add(call.startTime.toISOString().slice(0, 10), call)
        if (first.length < 5) first.push(call)
      }
      return first
    },
    (first) => first.map(describeCall),
  )
  await report.step(
    'What they cost, by direction and destination',
    async () => destinations.list(),
    (sums) => sums.map((sum) => describeSum('calls', sum)),
  )
  await report.step(
    'The most expensive days',
    async () => days.list(),
    (sums) => sums.slice(0, 5).map((sum) => describeSum('day', sum)),
  )
  return { total: total.list()[0] ?? nothing('all') }
}

/** Says whether the calls cost what the export says. */
async function compare({ nanodollars }: Sum, exported: CdrExport, report: Report): Promise<void> {
  await report.step(
    'Compare their sum with the total of the export',
    async () => {
      const { totalCostNanodollars } = exported
      if (nanodollars !== totalCostNanodollars) {
        throw new Error(`The calls cost ${nanodollars} nanodollars, the export ${totalCostNanodollars}`)
      }
      return { nanodollars, totalCostNanodollars }
    },
    ({ nanodollars, totalCostNanodollars }) => [
      { 'sum of the calls': dollars(nanodollars), 'total of the export': dollars(totalCostNanodollars) },
    ],
  )
}

interface Sum {
  name: string
  calls: number
  billedSeconds: number
  nanodollars: number
}

const nothing = (name: string): Sum => ({ name, calls: 0, billedSeconds: 0, nanodollars: 0 })

/** Sums of calls in groups. Nanodollars are integers: nothing is rounded. */
class Sums {
  readonly #sums = new Map<string, Sum>()

  add(name: string, call: CallRecord): void {
    const sum = this.#sums.get(name) ?? nothing(name)
    sum.calls++
    sum.billedSeconds += call.billedDuration
    sum.nanodollars += costOf(call)
    this.#sums.set(name, sum)
  }

  /** The most expensive one first. */
  list(): Sum[] {
    return [...this.#sums.values()].sort((one, other) => other.nanodollars - one.nanodollars)
  }
}

function costOf({ totalCostNanodollars, totalCost }: CallRecord): number {
  if (totalCostNanodollars === null) throw new Error(`${totalCost} is no whole number of nanodollars`)
  return totalCostNanodollars
}

/** USD with all of its digits. */
function dollars(nanodollars: number): string {
  const digits = String(nanodollars).padStart(10, '0')
  return `$${digits.slice(0, -9)}.${digits.slice(-9).replace(/0$/, '')}`
}

/** The month before a time, from its first moment in UTC to that of the next. */
function monthBefore(time: Date): { from: Date; to: Date } {
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()]
  return { from: new Date(Date.UTC(year, month - 1)), to: new Date(Date.UTC(year, month)) }
}

function describeSum(
  title: string,
  { name, calls, billedSeconds, nanodollars }: Sum,
): Record<string, unknown> {
  const minutes = (billedSeconds / 60).toFixed(1)
  return { [title]: name, number: calls, 'billed minutes': minutes, cost: dollars(nanodollars) }
}

function describeCall(call: CallRecord): Record<string, unknown> {
  const { startTime, direction, callerid, destination, duration, totalCost } = call
  return {
    began: startTime,
    direction,
    from: callerid,
    to: destination,
    seconds: duration,
    cost: `$${totalCost}`,
  }
}

function describeExport({
  id,
  status,
  numCalls,
  billedMinutes,
  totalCost,
}: CdrExport): Record<string, unknown> {
  return { id, status, calls: numCalls, 'billed minutes': billedMinutes, cost: totalCost && `$${totalCost}` }
}
