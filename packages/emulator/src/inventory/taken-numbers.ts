import { type Exchange, hasLine, lineTexts } from './exchange.ts'

const noLines: ReadonlySet<number> = new Set()

/** An inventory's exchange by its six digits. */
type FindExchange = (code: string) => Exchange | undefined

/** An exchange and one of the lines that it has for sale, by the number's digits; undefined when there is none. */
export function locate(
  number: string,
  findExchange: FindExchange,
): { exchange: Exchange; line: number } | undefined {
  const exchange = number.startsWith('1') ? findExchange(number.slice(1, 7)) : undefined
  const line = Number(number.slice(7))
  // Compares texts, as `Number` would also read ' 12' or '1e3' as a line.
  if (exchange === undefined || lineTexts[line] !== number.slice(7)) return undefined
  return hasLine(exchange, line) ? { exchange, line } : undefined
}

/** The numbers that have left an inventory, kept by exchange, so that no search has to look at them all. */
export class TakenNumbers {
  readonly #lines = new Map<Exchange, Set<number>>()
  readonly #findExchange: FindExchange

  constructor(findExchange: FindExchange) {
    this.#findExchange = findExchange
  }

  /** Numbers that were never for sale, such as those ported in, are ignored: they must not count. */
  add(number: string): void {
    const place = locate(number, this.#findExchange)
    if (place === undefined) return
    const lines = this.#lines.get(place.exchange)
    if (lines === undefined) this.#lines.set(place.exchange, new Set([place.line]))
    else lines.add(place.line)
  }

  delete(number: string): void {
    const place = locate(number, this.#findExchange)
    if (place !== undefined) this.#lines.get(place.exchange)?.delete(place.line)
  }

  linesOf(exchange: Exchange): ReadonlySet<number> {
    return this.#lines.get(exchange) ?? noLines
  }
}
