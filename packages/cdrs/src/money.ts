/** An amount as text: `34.321300`, `-1`, `0E-8` (how Python writes a zero with eight decimals). */
const amount = /^(-?)(\d{1,30})(?:\.(\d{0,30}))?(?:E([+-]?\d{1,2}))?$/i

/** Whether a text is an amount. */
export const isAmount = (text: string): boolean => amount.test(text)

/**
 * An amount in USD as a whole number of nanodollars (10⁻⁹ USD), converted without rounding.
 *
 * @returns null where the text is not an amount, or a number cannot hold it exactly: above 9 million USD, or with a
 *   fraction of a nanodollar
 */
export function toNanodollars(text: string): number | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] = amount.exec(text) ?? []
  if (sign === undefined) return null
  const digits = whole + fraction
  const shift = 9 + Number(exponent) - fraction.length
  const kept = shift < 0 ? digits.slice(0, shift) : digits + '0'.repeat(shift)
  if (shift < 0 && /[1-9]/.test(digits.slice(shift))) return null
  const nanodollars = Number(kept)
  // Not the negative zero of `-0.00`.
  return Number.isSafeInteger(nanodollars)
    ? sign === '-' && nanodollars > 0
      ? -nanodollars
      : nanodollars
    : null
}
