import { postalLetters, zipPrefixes } from './postal-areas.ts'

/** The part of an address that tells roughly where it is. */
export interface Place {
  country: string
  state: string
  zip: string
}

/** The letters that Canada uses: behind the first place two more than in it. */
const postalCode = /^([ABCEGHJ-NPRSTVXY])\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$/i

/** Whether there can be such a place: the ZIP or postal code has to belong to the state and the country. */
export function isOnTheMap({ country, state, zip }: Place): boolean {
  if (country === 'CA') {
    const [, letter] = postalCode.exec(zip) ?? []
    return letter !== undefined && (postalLetters[state] ?? '').includes(letter.toUpperCase())
  }
  const [, prefix] = /^(\d{3})\d{2}$/.exec(zip) ?? []
  const ranges = (zipPrefixes[state] ?? '').split(' ')
  return prefix !== undefined && ranges.some((range) => isWithin(prefix, range))
}

/** Both are of three digits, so that texts compare as their numbers do. */
function isWithin(prefix: string, range: string): boolean {
  const [first = '', last = first] = range.split('-')
  return first <= prefix && prefix <= last
}
