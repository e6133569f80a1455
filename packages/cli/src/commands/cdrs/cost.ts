import type { CallRecord } from '@flowroute/cdrs'
import type { Action } from '../../command.ts'
import { type CallOptions, readCalls } from './calls.ts'

type By = 'number' | 'day' | 'destination'

/** What calls are added up by. */
const groupOf: Record<By, (call: CallRecord) => string> = {
  number: ({ direction, numberAlias, callerid, destination }) =>
    numberAlias || (direction === 'Inbound' ? destination : callerid) || 'unknown',
  day: ({ startTime }) => startTime.toISOString().slice(0, 10),
  destination: ({ destinationName, destination }) => destinationName || destination || 'unknown',
}

interface Sum {
  calls: number
  billedSeconds: number
  /** Nanodollars: exact, however many there are. */
  cost: bigint
  /** Calls whose cost is not known exactly. */
  unknown: number
}

/** Adds up what calls cost, the dearest group first; days in their order. */
export const cost: Action<CallOptions, [by: By]> = async (session, options, by) => {
  const sums = new Map<string, Sum>()
  for await (const call of readCalls(session, options)) {
    const group = groupOf[by](call)
    const sum = sums.get(group) ?? { calls: 0, billedSeconds: 0, cost: 0n, unknown: 0 }
    sums.set(group, sum)
    sum.calls++
    sum.billedSeconds += call.billedDuration
    if (call.totalCostNanodollars === null) sum.unknown++
    else sum.cost += BigInt(call.totalCostNanodollars)
  }
  const sorted = [...sums].sort(([one, a], [other, b]) =>
    by === 'day' || a.cost === b.cost ? (one < other ? -1 : 1) : a.cost < b.cost ? 1 : -1,
  )
  const rows = sorted.map(([group, { calls, billedSeconds, cost }]) => ({
    [by]: group,
    calls,
    billedMinutes: Math.round(billedSeconds / 6) / 10,
    cost: usd(cost),
  }))
  await session.printer.list(rows, [by, 'calls', 'billedMinutes', 'cost'])
  const unknown = [...sums.values()].reduce((count, sum) => count + sum.unknown, 0)
  if (unknown > 0)
    session.printer.warn(`${unknown} calls are left out of the cost, which is not known exactly.`)
}

/** Nanodollars as US dollars, with all digits that are needed: `12.3456`. */
function usd(nanodollars: bigint): string {
  const digits = String(nanodollars).padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9).replace(/0{1,7}$/, '')}`
}
