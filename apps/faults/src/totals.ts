import Table from 'cli-table3'
import type { Cell } from './cell.ts'
import type { SecretWatch } from './secrets.ts'
import { problemsOf } from './table.ts'

/** The figures of one suite. */
export interface Totals {
  /** The suite. */
  name: string
  /** The transport it ran over, if any. */
  transport?: string
  /** Cells, or calls where there is no table. */
  tried: number
  /** Errors that are not the SDK's, and unhandled rejections. */
  crashes: number
  hangs: number
  /** Writes that were done more than once. */
  doubleWrites: number
  /** Secrets found, and the texts that were searched for them. */
  leaks: number
  texts: number
  /** Every problem, the above included. */
  problems: readonly string[]
}

/** The totals of a suite without cells: the given problems, and the leaks that a watch for secrets found. */
export function newTotals(name: string, known: Partial<Totals>, watch?: SecretWatch): Totals {
  const { leaks = [], texts = 0 } = watch ?? {}
  return {
    name,
    tried: 0,
    crashes: 0,
    hangs: 0,
    doubleWrites: 0,
    leaks: leaks.length,
    texts,
    ...known,
    problems: [...(known.problems ?? []), ...leaks],
  }
}

/** The totals of cells. */
export function totalsOf(name: string, cells: readonly Cell[]): Totals {
  return {
    name,
    tried: cells.length,
    // An error of the SDK has an outcome.
    crashes: cells.filter(({ shown }) => / undefined \d+$/.test(shown)).length,
    hangs: cells.filter(({ hung }) => hung).length,
    doubleWrites: 0,
    leaks: cells.reduce((sum, { leaks }) => sum + leaks.length, 0),
    texts: cells.reduce((sum, { texts }) => sum + texts, 0),
    problems: cells.length === 0 ? ['nothing was tried'] : problemsOf(cells),
  }
}

const columns = ['tried', 'crashes', 'hangs', 'doubleWrites', 'leaks', 'texts'] as const

/** A row for each suite, and the sums. */
export function summaryOf(allTotals: readonly Totals[]): string {
  const table = new Table({
    head: ['', 'tried', 'crashes', 'hangs', 'double writes', 'leaks', 'texts searched', 'wrong'],
    style: { head: [], border: [], compact: true },
  })
  for (const totals of allTotals) {
    const { name, transport } = totals
    table.push([
      transport === undefined ? name : `${name}, ${transport}`,
      ...columns.map((column) => totals[column]),
      totals.problems.length,
    ])
  }
  const sum = (of: (totals: Totals) => number): number =>
    allTotals.reduce((all, totals) => all + of(totals), 0)
  table.push([
    'in all',
    ...columns.map((column) => sum((totals) => totals[column])),
    sum(({ problems }) => problems.length),
  ])
  return table.toString()
}

/** What was tried, and what is wrong: a row for each suite, and a column for each transport. */
export function comparisonOf(allTotals: readonly Totals[]): string {
  const ran = allTotals.filter(({ transport }) => transport !== undefined)
  const transports = [...new Set(ran.map(({ transport }) => transport))]
  const table = new Table({
    head: ['', ...transports.map((transport) => `over ${transport}`)],
    style: { head: [], border: [], compact: true },
  })
  for (const suite of new Set(ran.map(({ name }) => name))) {
    const cells = transports.map((transport) => {
      const totals = ran.find((totals) => totals.name === suite && totals.transport === transport)
      return totals === undefined ? '–' : `${totals.tried} tried, ${totals.problems.length} wrong`
    })
    table.push([suite, ...cells])
  }
  return table.toString()
}
