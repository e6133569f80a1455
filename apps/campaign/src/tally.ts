import Table from 'cli-table3'
import type { Cell } from './cell.ts'
import type { SecretWatch } from './secrets.ts'
import { complaintsOf } from './table.ts'

/** What came of one part of the campaign. */
export interface Tally {
  part: string
  /** Cells, or calls where there is no table. */
  tried: number
  /** Errors that are not of the SDK, and what nobody caught. */
  crashes: number
  hangs: number
  /** Writes of which the service has more than one. */
  doubleWrites: number
  /** Secrets seen, and the texts in which they were looked for. */
  leaks: number
  texts: number
  /** All that is wrong, the above included. */
  complaints: readonly string[]
}

/** The tally of a part without a table: nothing but what is said went wrong, and what a watch saw. */
export function plainTally(part: string, said: Partial<Tally>, watch?: SecretWatch): Tally {
  const { leaks = [], texts = 0 } = watch ?? {}
  return {
    part,
    tried: 0,
    crashes: 0,
    hangs: 0,
    doubleWrites: 0,
    leaks: leaks.length,
    texts,
    ...said,
    complaints: [...(said.complaints ?? []), ...leaks],
  }
}

/** The tally of cells. */
export function tallyOf(part: string, cells: readonly Cell[]): Tally {
  return {
    part,
    tried: cells.length,
    // An error of the SDK has an outcome.
    crashes: cells.filter(({ shown }) => / undefined \d+$/.test(shown)).length,
    hangs: cells.filter(({ hung }) => hung).length,
    doubleWrites: 0,
    leaks: cells.reduce((sum, { leaks }) => sum + leaks.length, 0),
    texts: cells.reduce((sum, { texts }) => sum + texts, 0),
    complaints: cells.length === 0 ? ['nothing was tried'] : complaintsOf(cells),
  }
}

const columns = ['tried', 'crashes', 'hangs', 'doubleWrites', 'leaks', 'texts'] as const

/** All parts, a row for each, and their sum. */
export function summaryOf(tallies: readonly Tally[]): string {
  const table = new Table({
    head: ['', 'tried', 'crashes', 'hangs', 'double writes', 'leaks', 'texts searched', 'wrong'],
    style: { head: [], border: [], compact: true },
  })
  for (const tally of tallies) {
    table.push([tally.part, ...columns.map((column) => tally[column]), tally.complaints.length])
  }
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + of(tally), 0)
  table.push([
    'in all',
    ...columns.map((column) => sum((tally) => tally[column])),
    sum(({ complaints }) => complaints.length),
  ])
  return table.toString()
}
