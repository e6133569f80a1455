import type { Transport } from '@flowroute/core'
import pLimit from 'p-limit'
import { type Cell, runCell } from './cell.ts'
import type { Fault } from './fault.ts'
import { bodyFaults } from './faults/bodies.ts'
import { clockFaults } from './faults/clocks.ts'
import { connectionFaults } from './faults/connections.ts'
import { hostileFaults } from './faults/hostile.ts'
import { listFaults } from './faults/lists.ts'
import { middlewareFaults } from './faults/middleware.ts'
import { reusedConnectionFaults } from './faults/reused-connections.ts'
import { statusFaults } from './faults/statuses.ts'
import { methods } from './methods.ts'
import type { TransportName } from './transports.ts'

export const faults: readonly Fault[] = [
  ...connectionFaults,
  ...reusedConnectionFaults,
  ...bodyFaults,
  ...statusFaults,
  ...listFaults,
  ...clockFaults,
  ...hostileFaults,
  ...middlewareFaults,
]

/** Which methods and faults are combined. Default: all. */
export interface Selection {
  methods?: readonly string[] | undefined
  faults?: readonly string[] | undefined
}

/** Cells at a time. */
const concurrency = { some: 24, waiting: 200, alone: 1 }

/** Calls every method under every fault that applies to it. */
export async function runMatrix(
  { methods: onlyMethods, faults: onlyFaults }: Selection,
  name: TransportName,
  transport: Transport,
): Promise<Cell[]> {
  const chosenMethods = methods.filter(({ name }) => isChosen(name, onlyMethods))
  const chosenFaults = faults.filter(
    (fault) => isChosen(fault.name, onlyFaults) && (fault.onlyWith ?? name) === name,
  )
  const pairs = chosenFaults.flatMap((fault) =>
    chosenMethods.filter((method) => fault.appliesTo?.(method) ?? true).map((method) => ({ method, fault })),
  )
  const cells: Cell[] = []
  for (const load of ['some', 'waiting', 'alone'] as const) {
    const limit = pLimit(concurrency[load])
    const ended = pairs
      .filter(({ fault }) => (fault.load ?? 'some') === load)
      .map(({ method, fault }) => limit(() => runCell(method, fault, transport)))
    cells.push(...(await Promise.all(ended)))
  }
  const place = ({ method, fault }: Cell): number =>
    pairs.findIndex((pair) => pair.method.name === method && pair.fault.name === fault)
  return cells.sort((a, b) => place(a) - place(b))
}

function isChosen(name: string, chosen: readonly string[] | undefined): boolean {
  return chosen === undefined || chosen.includes(name)
}
