const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i
// Runtimes accept nearly any other text as a time as well: "Not, 12" is the first of December 2001.
const rfc1123 = /^\w{3}, \d\d? \w{3} \d{4} [\d:]{8} GMT$/

/**
 * Parses every form in which Flowroute writes a time: ISO 8601 with any number of decimals and either separator
 * (`2017-12-22T01:52:39.39Z`, `2018-04-16 16:20:32.939166+00:00`) and RFC 1123 (`Fri, 01 Jun 2018 00:17:52 GMT`).
 * A time without a zone is UTC. Decimals beyond the millisecond are dropped.
 *
 * @param text a time as the API writes it
 * @returns the time, or undefined for a text that is not a time
 * @example parseTime('2017-12-22T01:52:39.39Z')?.toISOString() // '2017-12-22T01:52:39.390Z'
 */
export function parseTime(text: string): Date | undefined {
  const written = text.trim()
  const [, day, minutes = '00:00', seconds = '00', decimals = '', zone = 'Z'] = iso.exec(written) ?? []
  // Rebuilt in the one form that every runtime parses alike.
  const canonical =
    day === undefined
      ? rfc1123.test(written) && written
      : `${day}T${minutes}:${seconds}.${decimals.padEnd(3, '0').slice(0, 3)}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`
  const time = new Date(canonical || Number.NaN)
  return Number.isNaN(time.getTime()) ? undefined : time
}
