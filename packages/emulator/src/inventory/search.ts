import type { Page } from '../values/page.ts'
import { type Exchange, lineAt, numberOf } from './exchange.ts'
import { type LineFilter, lineFilter } from './line-filter.ts'
import type { TakenNumbers } from './taken-numbers.ts'
import { tierOf } from './tiers.ts'
import type { AvailableNumber, InventoryQuery } from './types.ts'

function isInScope(exchange: Exchange, query: InventoryQuery): boolean {
  const { prefix, areaCode, rateCenter, monthlyCost } = exchange
  return (
    (query.tier === undefined || query.tier === tierOf({ ...areaCode, monthlyCost })) &&
    areaCode.code.includes(query.areaCodeContains ?? '') &&
    prefix.slice(4).includes(query.exchangeContains ?? '') &&
    (query.state === undefined || query.state === areaCode.state) &&
    (query.rateCenter === undefined || query.rateCenter === rateCenter) &&
    (query.numberType === undefined || query.numberType === areaCode.numberType) &&
    (query.isoCountry === undefined || query.isoCountry === areaCode.isoCountry)
  )
}

/** Takes in matches in order until the page is full and one more has come. */
class PageCollector {
  readonly items: AvailableNumber[] = []
  more = false
  private readonly limit: number
  private toSkip: number
  private readonly descending: boolean

  constructor(query: InventoryQuery) {
    this.limit = query.limit
    this.toSkip = query.offset
    this.descending = query.orderBy?.descending ?? false
  }

  /** Goes through an exchange's numbers, or past them all where none could reach the page. */
  scan(exchange: Exchange, taken: ReadonlySet<number>, filter: LineFilter): void {
    const ways = filter.waysIn(exchange.prefix)
    if (ways === 0) return
    const available = exchange.count - taken.size
    if (ways === 'all' && this.toSkip >= available) {
      this.toSkip -= available
      return
    }
    for (let step = 0; step < exchange.count && !this.more; step++) {
      const line = lineAt(exchange, this.descending ? exchange.count - 1 - step : step)
      if (ways !== 'all' && ((filter.waysOf[line] ?? 0) & ways) === 0) continue
      if (!taken.has(line)) this.add(exchange, line)
    }
  }

  private add(exchange: Exchange, line: number): void {
    if (this.toSkip > 0) this.toSkip--
    else if (this.items.length < this.limit) this.items.push(numberOf(exchange, line))
    else this.more = true
  }
}

/** One page of the numbers that match, from exchanges in ascending order of the key asked for. */
export function searchExchanges(
  ascending: readonly Exchange[],
  query: InventoryQuery,
  taken: TakenNumbers,
): Page<AvailableNumber> {
  const filter = lineFilter(query)
  const page = new PageCollector(query)
  const inScope = ascending.filter((exchange) => isInScope(exchange, query))
  if (query.orderBy?.descending) inScope.reverse()
  for (const exchange of inScope) {
    page.scan(exchange, taken.linesOf(exchange), filter)
    if (page.more) break
  }
  return { items: page.items, more: page.more }
}
