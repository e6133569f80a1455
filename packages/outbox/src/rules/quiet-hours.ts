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
        const waiting = zones
          .map((name) => minutesInZone(time, name))
          .filter(isQuiet)
          .map((local) => (end - local + day) % day)
        if (waiting.length === 0) return time
        time = (Math.floor(time / minute) + Math.max(...waiting)) * minute
      }
      return time
    },
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
