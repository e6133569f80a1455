import { quantile } from 'simple-statistics'

/** What became of several measurements of the same thing. */
export interface Spread {
  median: number
  p25: number
  p75: number
}

/** The middle and the spread of some measurements; one at least. */
export function spread(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('nothing was measured')
  const [p25 = 0, median = 0, p75 = 0] = quantile([...values], [0.25, 0.5, 0.75])
  return { median, p25, p75 }
}

/** The value that 99 of 100 do not exceed. */
export function p99(values: readonly number[]): number {
  return quantile([...values], 0.99)
}

/** `0.47×`, `1.52×`, `12.3×`, `120×`. */
export function ratioText(value: number, base: number): string {
  const ratio = value / base
  return `${ratio.toFixed(ratio < 9.995 ? 2 : ratio < 99.95 ? 1 : 0)}×`
}

/** `12,345`, or with decimals where there are any to show. */
export function numberText(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
