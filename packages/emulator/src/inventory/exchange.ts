import type { AreaCode } from './area-codes.ts'
import { draw } from './random.ts'
import type { AvailableNumber } from './types.ts'

/** An exchange (NPANXX): everything its numbers have in common, and the rule that its lines follow. */
export interface Exchange {
  /** `1`, area code and NXX: the first 7 of a number's 11 digits. */
  prefix: string
  areaCode: AreaCode
  rateCenter: string | null
  /** USD a month. */
  monthlyCost: number
  /** USD, for a number with nothing to tell it from others. */
  setupCost: number
  /** Whether a number in four has no setup cost. */
  promotion: boolean
  /** How many numbers it has for sale. */
  count: number
  /** Every run of this many lines has exactly one for sale, which keeps lines unique and ascending. */
  stride: number
  salt: number
}

/** All last four digits, by value: makes text of a line without building a string. */
export const lineTexts: readonly string[] = Array.from({ length: 10_000 }, (_, line) =>
  String(line).padStart(4, '0'),
)

/** The last four digits of the exchange's number at `index`, as a number; ascends with `index`. */
export function lineAt(exchange: Exchange, index: number): number {
  return index * exchange.stride + (draw(exchange.salt, index) % exchange.stride)
}

/** Whether the exchange has this line for sale, so that a number is found without listing any. */
export function hasLine(exchange: Exchange, line: number): boolean {
  const index = Math.floor(line / exchange.stride)
  return index < exchange.count && lineAt(exchange, index) === line
}

/** USD, once: more for numbers that people remember, sometimes nothing. */
export function setupCostOf(exchange: Exchange, line: number): number {
  if (line % 1000 === 0 || line % 1111 === 0) return 9.99
  if (line % 100 === 0) return 5
  const head = Math.floor(line / 100)
  const tail = line % 100
  if (head === tail || (head % 11 === 0 && tail % 11 === 0)) return 3.99
  if (exchange.promotion && draw(exchange.salt, line + 10_000) % 4 === 0) return 0
  return exchange.setupCost
}

/** The number of a line, as a search lists it. */
export function numberOf(exchange: Exchange, line: number): AvailableNumber {
  return {
    number: exchange.prefix + lineTexts[line],
    rateCenter: exchange.rateCenter,
    state: exchange.areaCode.state,
    monthlyCost: exchange.monthlyCost,
    setupCost: setupCostOf(exchange, line),
    numberType: exchange.areaCode.numberType,
    isoCountry: exchange.areaCode.isoCountry,
  }
}
