import type { InventoryQuery } from './types.ts'

/** The line begins as `startsWith` asks; left only where it also ends as `endsWith` does. */
const goodStart = 1 << 0
const goodEnd = 1 << 1
/** The four digits of the line have all that `contains` asks for. */
const withinLine = 1 << 2
/** The line begins with the last `length` digits that `contains` asks for; the prefix must end with the rest. */
const acrossBoundary = (length: number) => 1 << (length + 2)

/** Which numbers have the digits that a query asks for. */
export interface LineFilter {
  /**
   * How lines may match in the exchange with this 7-digit prefix, as a set of bits: a line matches if it
   * shares one with `waysOf[line]`. No bit: none matches. `'all'`: all do, whatever their lines.
   */
  waysIn(prefix: string): number | 'all'
  waysOf: Uint8Array
}

/** Sets a bit at every line that has the digits from the given of its four places on. */
function mark(ways: Uint8Array, digits: string, place: number, bit: number): void {
  const rest = 4 - place - digits.length
  if (rest < 0 || !/^\d*$/.test(digits)) return
  const run = 10 ** rest
  const every = run * 10 ** digits.length
  for (let first = Number(digits) * run; first < ways.length; first += every) {
    for (let line = first; line < first + run; line++) ways[line] = (ways[line] ?? 0) | bit
  }
}

/**
 * Splits a query into what exchanges and what lines must have.
 *
 * The 10,000 possible lines are marked once per search, so that the scan tests a number with one look-up
 * and never makes text of those that do not match.
 */
export function lineFilter({ startsWith = '', contains = '', endsWith = '' }: InventoryQuery): LineFilter {
  const lineStart = startsWith.slice(7)
  const lineEnd = endsWith.slice(-4)
  const prefixStart = startsWith.slice(0, 7)
  const prefixEnd = endsWith.slice(0, -4)
  const anyLine = lineStart === '' && lineEnd === ''
  const overlaps = [1, 2, 3, 4]
    .filter((length) => length < contains.length)
    .map((length) => ({
      bit: acrossBoundary(length),
      inPrefix: contains.slice(0, -length),
      inLine: contains.slice(-length),
    }))

  const waysOf = new Uint8Array(10_000)
  mark(waysOf, lineStart, 0, goodStart)
  mark(waysOf, lineEnd, 4 - lineEnd.length, goodEnd)
  for (let place = 0; place < 4; place++) mark(waysOf, contains, place, withinLine)
  for (const { bit, inLine } of overlaps) mark(waysOf, inLine, 0, bit)
  const good = goodStart | goodEnd
  let waysOfAny = 0
  for (const [line, ways] of waysOf.entries()) {
    if ((ways & good) === good) waysOfAny |= ways
    else waysOf[line] = 0
  }

  function waysIn(prefix: string): number | 'all' {
    if (!prefix.startsWith(prefixStart) || !prefix.endsWith(prefixEnd)) return 0
    if (prefix.includes(contains)) return anyLine ? 'all' : goodStart & waysOfAny
    let ways = withinLine
    for (const { bit, inPrefix } of overlaps) if (prefix.endsWith(inPrefix)) ways |= bit
    return ways & waysOfAny
  }

  return { waysIn, waysOf }
}
