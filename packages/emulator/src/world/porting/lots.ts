import type { PortOrder } from '../../saved/port-orders.ts'
import { lotOf } from './portability.ts'

/** The numbers by lot, in the order in which each lot came first. */
export function lotsOf(numbers: readonly string[]): string[][] {
  const lots = new Map<string, string[]>()
  for (const number of numbers) {
    const lot = lotOf(number)
    lots.set(lot, [...(lots.get(lot) ?? []), number])
  }
  return [...lots.values()]
}

/** Whether the numbers of a lot can be in the order. */
export function isSameLot(order: PortOrder, lot: readonly string[]): boolean {
  return lotOf(order.numbers[0] ?? '') === lotOf(lot[0] ?? '')
}
