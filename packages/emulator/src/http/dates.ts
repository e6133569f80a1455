const pattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+ -]\d{2}:?\d{2})?)?$/i

/**
 * Reads a date, or a date and time, as milliseconds since the epoch; undefined when it is neither.
 *
 * A time without a zone is UTC: the Python SDK sends such. A plus that was not percent-encoded arrives as a
 * space.
 */
export function readDate(text: string): number | undefined {
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = pattern.exec(text) ?? []
  if (day === undefined) return undefined
  const local = Date.parse(`${day}T${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`)
  // The parser lets 30 February be 2 March.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(day)) return undefined
  const offset = zoneMinutes(zone)
  return offset === undefined ? undefined : local - offset * 60_000
}

function zoneMinutes(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+ -])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (sign === undefined) return 0
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** As message records show a time: `2017-12-22T01:52:39.39Z`. */
export function formatTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 22)}Z`
}

/** As inbound SMS show a time: `2022-02-06T17:52:33Z`. */
export function formatWholeSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** As delivery receipts that are posted show a time: `2017-12-21T16:44:35+00:00`. */
export function formatReceiptDate(milliseconds: number): string {
  return formatWholeSeconds(milliseconds).replace('Z', '+00:00')
}

/** As v2.0 shows the time of a message: `2016-04-14T21:10:27.366000+00:00`. */
export function formatMicroseconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00')
}

/** As the links of message listings show a time: `2017-12-01T00:00:00+00:00`, with microseconds if any. */
export function formatLinkDate(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString()
  const fraction = iso.slice(19, 23)
  return `${iso.slice(0, 19)}${fraction === '.000' ? '' : `${fraction}000`}+00:00`
}

/** As CNAM records show a time: `2018-04-16 16:20:32.939000+00:00`. */
export function formatRecordDate(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000+00:00`
}
