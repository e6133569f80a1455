import { invalid } from '../errors/errors.ts'

/** Spaces, dots, slashes, every dash and minus of Unicode, and the invisible marks that come along when copying. */
const separators = /[\s./\p{Pd}\u2212\p{Cf}]+/gu

/**
 * A phone number as Flowroute's API expects it: digits, country code first, no plus sign.
 *
 * Accepts a North American number as people write it, with or without the country code, and any other country's
 * number with `+` and its country code.
 *
 * @param value the number as text
 * @param field the name an error gives the value, default `number`
 * @throws {InvalidInputError} it is not a phone number
 * @example phoneNumber('(206) 555-0100') // '12065550100'
 */
export function phoneNumber(value: unknown, field = 'number'): string {
  const digits = normalise(value)
  if (digits === undefined) throw invalid(field, phoneNumberMessage(value))
  return digits
}

/** What a value that is not a phone number has to be. */
export const phoneNumberMessage = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint'
    ? "must be a text: write the number in quotes, such as '12065550100'"
    : 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'

/** The digits of a phone number; undefined for any other value. */
export function normalise(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  // The form that Flowroute itself and most programs use needs no further work.
  if (/^1[2-9]\d{9}$/.test(value)) return value
  // At most one pair of parentheses, around digits: (206) 555-0100, +44 (0) … is not a number to dial.
  const compact = value.replace(separators, '').replace(/\((\d{2,4})\)(?=\d)/, '$1')
  // Other countries: E.164 allows 15 digits; the shortest numbers in service have 8 with their country code.
  const [, northAmerican, other] = /^(?:(?:\+?1)?([2-9]\d{9})|\+([2-9]\d{7,14}))$/.exec(compact) ?? []
  return northAmerican ? `1${northAmerican}` : other
}
