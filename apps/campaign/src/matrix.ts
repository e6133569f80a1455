import pLimit from 'p-limit'
import { type Cell, tryCell } from './cell.ts'
import type { Fault } from './fault.ts'
import { bodyFaults } from './faults/bodies.ts'
import { clockFaults } from './faults/clocks.ts'
import { connectionFaults } from './faults/connections.ts'
import { listFaults } from './faults/lists.ts'
import { statusFaults } from './faults/statuses.ts'
import { methods } from './methods.ts'

export const faults: readonly Fault[] = [
  ...connectionFaults,
  ...bodyFaults,
  ...statusFaults,
  ...listFaults,
  ...clockFaults,
]

/** What of the matrix is to be tried: parts of names; none means all. */
export interface Selection {
  methods?: readonly string[] | undefined
  faults?: readonly string[] | undefined
}

/** Calls under way at a time, by the company that a fault may have. */
const concurrency = { some: 24, many: 200, none: 1 }

/** Tries every method under every fault that it can meet. */
export async function tryMatrix({ methods: onlyMethods, faults: onlyFaults }: Selection): Promise<Cell[]> {
  const chosenMethods = methods.filter(({ name }) => isChosen(name, onlyMethods))
  const chosenFaults = faults.filter(({ name }) => isChosen(name, onlyFaults))
  const pairs = chosenFaults.flatMap((fault) =>
    chosenMethods.filter((method) => fault.meets?.(method) ?? true).map((method) => ({ method, fault })),
  )
  const cells: Cell[] = []
  for (const company of ['some', 'many', 'none'] as const) {
    const limit = pLimit(concurrency[company])
    const ended = pairs
      .filter(({ fault }) => (fault.company ?? 'some') === company)
      .map(({ method, fault }) => limit(() => tryCell(method, fault)))
    cells.push(...(await Promise.all(ended)))
  }
  const place = ({ method, fault }: Cell): number =>
    pairs.findIndex((pair) => pair.method.name === method && pair.fault.name === fault)
  return cells.sort((a, b) => place(a) - place(b))
}

function isChosen(name: string, chosen: readonly string[] | undefined): boolean {
  return chosen === undefined || chosen.includes(name)
}
