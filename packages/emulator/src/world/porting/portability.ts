import { foreignNumber } from '../../inventory/foreign-numbers.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import type { Numbers } from '../numbers.ts'

/** The losing carriers of local numbers: each has every third exchange. */
const carriers = ['Old Carrier', 'Sample Telephone', 'Example Wireless'] as const

/** What numbers have to have in common to be in one order: country, local or toll-free, losing carrier. */
export function lotOf(number: string): string {
  const { numberType, isoCountry } = foreignNumber(number) ?? {}
  const isTollFree = numberType === 'toll-free'
  const carrier = isTollFree ? 'toll-free' : carriers[Number(number.slice(1, 7)) % carriers.length]
  return `${isoCountry} ${carrier}`
}

/** Who tells which numbers cannot be ported. */
export interface PortabilityCheck {
  numbers: Pick<Numbers, 'find'>
  inventory: Pick<Inventory, 'find'>
}

/**
 * Whether a number can be ported: one of the United States or Canada that Flowroute does not have already. Numbers that
 * end with 99 cannot, so that the refusal can be met.
 */
export function isPortable(number: string, { numbers, inventory }: PortabilityCheck): boolean {
  if (foreignNumber(number) === undefined || number.endsWith('99')) return false
  return numbers.find(number) === undefined && inventory.find(number) === undefined
}

/** Whether Flowroute's HyperNetwork carries a portable number: local ones that end with an even digit. */
export function isOnHyperNetwork(number: string): boolean {
  return foreignNumber(number)?.numberType === 'longcode' && /[02468]$/.test(number)
}
