import type { Transport } from '@flowroute/core'
import { runSharedSignal } from './aborts/shared-signal.ts'
import { runAborts } from './aborts.ts'
import { runEmulatorCommand } from './emulator-command.ts'
import { runMatrix } from './matrix.ts'
import { tableOf } from './table.ts'
import { type Totals, totalsOf } from './totals.ts'
import type { TransportName } from './transports.ts'
import { runWrites } from './writes.ts'

export const suites = ['matrix', 'writes', 'aborts', 'secrets', 'webhooks'] as const

export type Suite = (typeof suites)[number]

/** What to run, and how much of it. */
export interface SuiteOptions {
  only: readonly Suite[]
  methods?: readonly string[]
  faults?: readonly string[]
  runs: number
  seed: number
  run?: number
}

/** Runs the suites over one transport, one after another, and prints the table of each that has one. */
export async function runSuites(
  { only, methods, faults, runs, seed, run }: SuiteOptions,
  name: TransportName,
  transport: Transport,
): Promise<Totals[]> {
  const all: Totals[] = []
  if (only.includes('matrix')) {
    const cells = await runMatrix({ methods, faults }, name, transport)
    console.log(tableOf(cells))
    all.push(totalsOf('methods by faults', cells))
  }
  if (only.includes('aborts')) {
    const cells = await runAborts(methods, transport)
    console.log(tableOf(cells))
    all.push(totalsOf('methods by moments of an abort', cells), await runSharedSignal(runs, transport))
  }
  if (only.includes('writes')) {
    const report = await runWrites({ runs, seed, run }, transport)
    const { tried, successes, failures, lookUps, doubleWrites } = report
    console.log(
      `Writes, seed ${seed}: ${tried} calls, ${successes} successes, failures ${JSON.stringify(failures)}, ${lookUps} look-ups, ${doubleWrites} double effects`,
    )
    all.push(report)
  }
  if (only.includes('secrets')) all.push(await runEmulatorCommand(transport))
  return all
}
