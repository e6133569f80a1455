import type { Exchange } from './exchange.ts'
import type { OrderKey } from './types.ts'

const sortValues: Record<Exclude<OrderKey, 'number'>, (exchange: Exchange) => string | number | null> = {
  monthly_cost: (exchange) => exchange.monthlyCost,
  iso_country: (exchange) => exchange.areaCode.isoCountry,
  number_type: (exchange) => exchange.areaCode.numberType,
  state: (exchange) => exchange.areaCode.state,
  rate_center: (exchange) => exchange.rateCenter,
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  // What has no state or rate center shows an empty text, which comes before all others.
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}

/**
 * The exchanges, given in ascending order of number, in ascending order of a key.
 *
 * All that numbers are ordered by belongs to their exchange, and the sort is stable: so whoever goes
 * through the exchanges, and through the lines of each, meets the numbers by key and then by number.
 */
export function orderExchanges(exchanges: readonly Exchange[], key: OrderKey): readonly Exchange[] {
  if (key === 'number') return exchanges
  const sortValue = sortValues[key]
  return [...exchanges].sort((a, b) => compare(sortValue(a), sortValue(b)))
}
