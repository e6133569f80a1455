import { invalid } from './errors.ts'

/** Spaces, dots, slashes, every dash and minus of Unicode, and the invisible marks that come along when copying. */
const separators = /[\s./\p{Pd}\u2212\p{Cf}]+/gu

/**
 * A phone number as Flowroute's API wants it: digits, country code first, no plus sign.
 *
 * Takes a North American number as people write it, with or without the country code; any other country's number
 * with `+` and its country code.
 *
 * @param value the number as text
 * @param field the name an error gives the value, default `number`
 * @throws {InvalidInputError} it is not a phone number
 * @example phoneNumber('(206) 555-0100') // '12065550100'
 */
export function phoneNumber(value: unknown, field = 'number'): string {
  const digits = normalise(value)
  if (digits === undefined) throw invalid(field, phoneNumberMessage)
  return digits
}

export const phoneNumberMessage = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'

/** The digits of a phone number, or undefined for what is none. */
export function normalise(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  // As Flowroute itself writes it, as most programs do: nothing to look into.
  if (/^1[2-9]\d{9}$/.test(value)) return value
  // At most one pair of parentheses, around digits: (206) 555-0100, +44 (0) … is not a dialable number.
  const compact = value.replace(separators, '').replace(/\((\d{2,4})\)(?=\d)/, '$1')
  // Other countries: E.164 allows 15 digits; the shortest numbers in service have 8 with their country code.
  const [, northAmerican, other] = /^(?:(?:\+?1)?([2-9]\d{9})|\+([2-9]\d{7,14}))$/.exec(compact) ?? []
  return northAmerican ? `1${northAmerican}` : other
}
