import type { QuietHours } from '../options.ts'
import { zonesOf } from './zones.ts'

/** When nothing is sent to a recipient. */
export interface QuietRule {
  /** Milliseconds since 1970 from which on the recipient may be written to; `now` if that is now. */
  allowedFrom(recipient: string, now: number): number
}

const minute = 60_000
const day = 24 * 60

/** @throws {Error} an hour or a zone does not exist */
export function quietRule({ from, until, zone = 'America/New_York' }: QuietHours): QuietRule {
  const [start, end] = [minutesOf('quietHours.from', from), minutesOf('quietHours.until', until)]
  if (start === end) throw new Error('quietHours.from and quietHours.until must differ')
  minutesInZone(0, zone)
  const isQuiet = (time: number): boolean =>
    start < end ? time >= start && time < end : time >= start || time < end
  return {
    allowedFrom(recipient, now) {
      const zones = zonesOf(recipient) ?? [zone]
      let time = now
      // Where the zone is not certain, all that are possible have to allow it. Each step ends a quiet time in one zone;
      // after two days there is no such moment.
      while (time < now + 2 * day * minute) {
        const quiet = zones.filter((name) => isQuiet(minutesInZone(time, name)))
        if (quiet.length === 0) return time
        time = Math.max(...quiet.map((name) => endAfter(time, name)))
      }
      return time
    },
  }

  /** The next moment at which the clocks of a zone show the end. */
  function endAfter(time: number, name: string): number {
    const wait = (end - minutesInZone(time, name) + day) % day
    const later = (Math.floor(time / minute) + wait) * minute
    // Clocks that are put forward in the meantime show the end earlier, unless they skip it.
    const ahead = (minutesInZone(later, name) - end + day) % day
    const earlier = later - ahead * minute
    return ahead <= 120 && minutesInZone(earlier, name) === end ? earlier : later
  }
}

function minutesOf(name: string, text: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(text)) ?? []
  if (hours === undefined) throw new Error(`${name} must be a time such as 21:00`)
  return Number(hours) * 60 + Number(minutes)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes since midnight in a zone. */
function minutesInZone(time: number, zone: string): number {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const [hours = 0, minutes = 0] = format.format(time).split(':').map(Number)
  return hours * 60 + minutes
}
