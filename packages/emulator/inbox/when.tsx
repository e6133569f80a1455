import { date, moment, timeOfDay } from './format.ts'
import { now } from './now.ts'

/** A moment: the time if it is of today by the emulator's clock, else the day. */
export function When({ iso }: { iso: string }) {
  const isToday = date(iso) === date(now().toISOString())
  return (
    <time class="when" dateTime={iso} title={iso}>
      {isToday ? timeOfDay(iso) : date(iso)}
    </time>
  )
}

/** A moment to the second. */
export function ExactWhen({ iso }: { iso: string }) {
  return (
    <time class="when" dateTime={iso} title={iso}>
      {moment(iso)}
    </time>
  )
}
