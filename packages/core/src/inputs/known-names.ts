import { InvalidInputError } from '../errors/errors.ts'

/**
 * Says that a name is not known, and which known one was probably meant.
 *
 * @param name the name that was given
 * @param known the names there are
 * @param meant known names by a name that is often used in their place
 */
export function unknownName(
  name: string,
  known: readonly string[],
  meant: Readonly<Record<string, string>> = {},
): string {
  const likely = Object.hasOwn(meant, name) ? meant[name] : nearest(name, known)
  return `is not known${likely === undefined ? '' : `; did you mean ${likely}?`}`
}

/**
 * Refuses names that are not known: a misspelt option would be ignored without a word.
 *
 * @param given the options as the caller gave them; a value of undefined counts as not given
 * @param known the names there are
 * @param meant known names by a name that is often used in their place
 * @throws {InvalidInputError} with every unknown name
 * @example checkNames(options, ['onMessage', 'onReceipt'])
 */
export function checkNames(
  given: object,
  known: readonly string[],
  meant: Readonly<Record<string, string>> = {},
): void {
  const issues = Object.entries(given)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([field]) => ({ field, message: unknownName(field, known, meant) }))
  if (issues.length > 0) throw new InvalidInputError(issues)
}

/** The first known name that differs by little: in case, in separators, or in two neighbouring characters. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const spelt = plain(name)
  return known.find((candidate) => isSimilar(spelt, plain(candidate)))
}

/** As `start_date`, `startdate` and `startDate` are the same name. */
const plain = (name: string): string => name.replace(/[_-]/g, '').toLowerCase()

/** Whether two names have the same beginning and end, and at most two characters between them. */
function isSimilar(a: string, b: string): boolean {
  let [start, end] = [0, 0]
  while (start < a.length && a[start] === b[start]) start++
  while (end < a.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return start + end > 1 && start + end >= Math.max(a.length, b.length) - 2
}
