import { tryOneSignal } from './aborts/one-signal.ts'
import { tryAborts } from './aborts.ts'
import { tryCommand } from './command.ts'
import { tryMatrix } from './matrix.ts'
import { tableOf } from './table.ts'
import { type Tally, tallyOf } from './tally.ts'
import { tryWrites } from './writes.ts'

export const parts = ['matrix', 'writes', 'aborts', 'command'] as const

export type Part = (typeof parts)[number]

/** What is to be tried, and how much of it. */
export interface PartsOptions {
  only: readonly Part[]
  methods?: readonly string[]
  faults?: readonly string[]
  runs: number
  seed: number
  run?: number
}

/** Tries the parts one after another, and prints the table of each that has one. */
export async function tryParts({ only, methods, faults, runs, seed, run }: PartsOptions): Promise<Tally[]> {
  const tallies: Tally[] = []
  if (only.includes('matrix')) {
    const cells = await tryMatrix({ methods, faults })
    console.log(tableOf(cells))
    tallies.push(tallyOf('methods by faults', cells))
  }
  if (only.includes('aborts')) {
    const cells = await tryAborts(methods)
    console.log(tableOf(cells))
    tallies.push(tallyOf('methods by moments of an abort', cells), await tryOneSignal(runs))
  }
  if (only.includes('writes')) {
    const report = await tryWrites({ runs, seed, run })
    const { tried, successes, failures, lookUps, doubleWrites } = report
    console.log(
      `Writes, seed ${seed}: ${tried} calls, ${successes} successes, failures ${JSON.stringify(failures)}, ${lookUps} look-ups, ${doubleWrites} double effects`,
    )
    tallies.push(report)
  }
  if (only.includes('command')) tallies.push(await tryCommand())
  return tallies
}
