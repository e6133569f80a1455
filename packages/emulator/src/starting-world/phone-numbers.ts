import { parsePhoneNumber } from '../values/phone-number.ts'
import type { AccountNumber } from '../world/numbers.ts'
import type { World } from '../world/world.ts'
import type { Report } from './report.ts'

/** A number of the account. */
export function ownNumber(
  given: string,
  path: readonly (string | number)[],
  { numbers }: World,
  report: Report,
): AccountNumber | undefined {
  const digits = readNumber(given, path, report)
  const number = digits === undefined ? undefined : numbers.find(digits)
  if (digits !== undefined && number === undefined) report(path, `is ${given}, which is not among numbers`)
  return number
}

export function readNumber(
  given: string,
  path: readonly (string | number)[],
  report: Report,
): string | undefined {
  const digits = parsePhoneNumber(given)
  if (digits === undefined) {
    report(path, `must be an 11-digit number, or a number with a leading +, and is ${JSON.stringify(given)}`)
  }
  return digits
}
