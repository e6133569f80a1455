import { type Page, type PageRequest, pageOf } from '../values/page.ts'
import { type Exchange, lineAt, numberOf, setupCostOf } from './exchange.ts'
import { orderExchanges } from './order.ts'
import { pageOfMatching } from './page-of-matching.ts'
import { planExchanges } from './plan.ts'
import { searchExchanges } from './search.ts'
import { locate, TakenNumbers } from './taken-numbers.ts'
import { tierOf } from './tiers.ts'
import type { AvailableNumber, CodeQuery, ExchangeQuery, InventoryQuery, OrderKey } from './types.ts'

/**
 * The numbers for sale: computed from a seed, never held all in memory.
 *
 * `taken` names the numbers that have left the inventory; they are in no answer but `find`'s.
 */
export interface Inventory {
  /** How many numbers there are, taken ones included. */
  readonly size: number
  /** The number if this inventory has ever had it, taken or not. */
  find(number: string): AvailableNumber | undefined
  /** Where the numbers that leave this inventory are to be kept; at first there are none. */
  noneTaken(): TakenNumbers
  search(query: InventoryQuery, taken: TakenNumbers): Page<AvailableNumber>
  /** Three-digit area codes in order. */
  areaCodes(query: CodeQuery, taken: TakenNumbers): Page<string>
  /** The price tiers in the order of their names. */
  tiers(page: PageRequest, taken: TakenNumbers): Page<string>
  /** Six-digit NPANXX codes in order. */
  exchanges(query: ExchangeQuery, taken: TakenNumbers): Page<string>
}

/** Whether the exchange has a number left whose setup cost is no higher. */
function hasOffer(exchange: Exchange, taken: ReadonlySet<number>, maxSetupCost: number | undefined): boolean {
  if (maxSetupCost === undefined) return exchange.count > taken.size
  for (let index = 0; index < exchange.count; index++) {
    const line = lineAt(exchange, index)
    if (setupCostOf(exchange, line) <= maxSetupCost && !taken.has(line)) return true
  }
  return false
}

/**
 * The numbers for sale that belong to a seed, a whole number of 32 bits: the same ones at every call.
 *
 * What it keeps in memory is its exchanges, some thousands; numbers are computed when asked for.
 */
export function createInventory(seed: number): Inventory {
  const exchanges = planExchanges(seed)
  const byCode = new Map(exchanges.map((exchange) => [exchange.prefix.slice(1), exchange]))
  const byAreaCode = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    const { code } = exchange.areaCode
    byAreaCode.set(code, [...(byAreaCode.get(code) ?? []), exchange])
  }
  const orders = new Map<OrderKey, readonly Exchange[]>()

  function ordered(key: OrderKey): readonly Exchange[] {
    const known = orders.get(key)
    if (known !== undefined) return known
    const order = orderExchanges(exchanges, key)
    orders.set(key, order)
    return order
  }

  const findExchange = (code: string): Exchange | undefined => byCode.get(code)

  return {
    size: exchanges.reduce((total, exchange) => total + exchange.count, 0),

    find(number) {
      const place = locate(number, findExchange)
      return place && numberOf(place.exchange, place.line)
    },

    noneTaken: () => new TakenNumbers(findExchange),

    search(query, taken) {
      return searchExchanges(ordered(query.orderBy?.key ?? 'number'), query, taken)
    },

    areaCodes(query, taken) {
      const isListed = (code: string) =>
        (byAreaCode.get(code) ?? []).some((exchange) =>
          hasOffer(exchange, taken.linesOf(exchange), query.maxSetupCost),
        )
      return pageOfMatching(byAreaCode.keys(), isListed, query)
    },

    tiers(page, taken) {
      const offered = exchanges.filter((exchange) => hasOffer(exchange, taken.linesOf(exchange), undefined))
      const names = offered.map(({ areaCode, monthlyCost }) => tierOf({ ...areaCode, monthlyCost }))
      return pageOf([...new Set(names)].sort(), page)
    },

    exchanges(query, taken) {
      const { areaCode, areaCodeContains = '' } = query
      const candidates = areaCode === undefined ? exchanges : (byAreaCode.get(areaCode) ?? [])
      const isListed = (code: string) => {
        const exchange = byCode.get(code)
        return (
          exchange?.areaCode.code.includes(areaCodeContains) === true &&
          hasOffer(exchange, taken.linesOf(exchange), query.maxSetupCost)
        )
      }
      return pageOfMatching(
        candidates.map((exchange) => exchange.prefix.slice(1)),
        isListed,
        query,
      )
    },
  }
}
