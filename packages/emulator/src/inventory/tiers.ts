import type { AvailableNumber } from './types.ts'

/** What tells the price tier of a number, and is the same for all numbers of an exchange. */
type Priced = Pick<AvailableNumber, 'numberType' | 'isoCountry' | 'monthlyCost'>

/** USD a month: up to the first one it is a standard number, up to the second one a special one. */
const [standard, special] = [1.25, 2.25]

/** The price tier of a number. Special ones name their prices: setup, month, minute of an inbound call. */
export function tierOf({ numberType, isoCountry, monthlyCost }: Priced): string {
  if (numberType === 'toll-free') return 'Toll Free'
  if (monthlyCost <= standard) return 'Standard'
  return monthlyCost <= special ? `${isoCountry} Special $1.0/$${monthlyCost}/$0.012` : 'Premium'
}
