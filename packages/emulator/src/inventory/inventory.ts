import { type Exchange, hasLine, lineAt, lineTexts, numberOf, setupCostOf } from './exchange.ts'
import { orderExchanges } from './order.ts'
import { planExchanges } from './plan.ts'
import { noLines, searchExchanges, type TakenLines } from './search.ts'
import type { Inventory, InventoryPage, OrderKey } from './types.ts'

/** Whether the exchange has a number left whose setup cost is no higher. */
function hasOffer(exchange: Exchange, taken: ReadonlySet<number>, maxSetupCost: number | undefined): boolean {
  if (maxSetupCost === undefined) return exchange.count > taken.size
  for (let index = 0; index < exchange.count; index++) {
    const line = lineAt(exchange, index)
    if (setupCostOf(exchange, line) <= maxSetupCost && !taken.has(line)) return true
  }
  return false
}

/** Tests no more candidates than it takes to fill the page and to know whether more follows. */
function pageOf(
  candidates: Iterable<string>,
  isListed: (candidate: string) => boolean,
  { limit, offset }: { limit: number; offset: number },
): InventoryPage<string> {
  const items: string[] = []
  let toSkip = offset
  for (const candidate of candidates) {
    if (!isListed(candidate)) continue
    if (toSkip > 0) toSkip--
    else if (items.length < limit) items.push(candidate)
    else return { items, more: true }
  }
  return { items, more: false }
}

/**
 * The numbers for sale that belong to a seed, a whole number of 32 bits: the same ones at every call.
 *
 * What it keeps in memory is its exchanges, some thousands; numbers are computed when asked for.
 *
 * @example
 * const inventory = createInventory(1)
 * inventory.search({ startsWith: '1206', limit: 10, offset: 0 }, new Set())
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

  function locate(number: string): { exchange: Exchange; line: number } | undefined {
    const exchange = number.startsWith('1') ? byCode.get(number.slice(1, 7)) : undefined
    const line = Number(number.slice(7))
    // Compares texts, as `Number` would also read ' 12' or '1e3' as a line.
    if (exchange === undefined || lineTexts[line] !== number.slice(7)) return undefined
    return hasLine(exchange, line) ? { exchange, line } : undefined
  }

  /** Leaves out what was never for sale, such as numbers that were ported in: they must not count. */
  function takenLines(taken: ReadonlySet<string>): TakenLines {
    const lines = new Map<Exchange, Set<number>>()
    for (const number of taken) {
      const place = locate(number)
      if (place === undefined) continue
      const ofExchange = lines.get(place.exchange)
      if (ofExchange === undefined) lines.set(place.exchange, new Set([place.line]))
      else ofExchange.add(place.line)
    }
    return lines
  }

  return {
    size: exchanges.reduce((total, exchange) => total + exchange.count, 0),

    find(number) {
      const place = locate(number)
      return place && numberOf(place.exchange, place.line)
    },

    search(query, taken) {
      return searchExchanges(ordered(query.orderBy?.key ?? 'number'), query, takenLines(taken))
    },

    areaCodes(query, taken) {
      const gone = takenLines(taken)
      const isListed = (code: string) =>
        (byAreaCode.get(code) ?? []).some((exchange) =>
          hasOffer(exchange, gone.get(exchange) ?? noLines, query.maxSetupCost),
        )
      return pageOf(byAreaCode.keys(), isListed, query)
    },

    exchanges(query, taken) {
      const gone = takenLines(taken)
      const candidates = query.areaCode === undefined ? exchanges : (byAreaCode.get(query.areaCode) ?? [])
      const isListed = (code: string) => {
        const exchange = byCode.get(code)
        return exchange !== undefined && hasOffer(exchange, gone.get(exchange) ?? noLines, query.maxSetupCost)
      }
      return pageOf(
        candidates.map((exchange) => exchange.prefix.slice(1)),
        isListed,
        query,
      )
    },
  }
}
