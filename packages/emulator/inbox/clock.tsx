import { useEffect, useReducer } from 'preact/hooks'
import { ask } from './api.ts'
import { useFeed } from './feed.ts'
import { dayOf, timeWithSeconds } from './format.ts'
import { now, setNow } from './now.ts'

const steps = [
  { label: '+1 min', name: '+1 min: advance the clock by a minute', milliseconds: 60_000 },
  { label: '+1 day', name: '+1 day: advance the clock by a day', milliseconds: 86_400_000 },
]

/** The emulator's time, and ways to let it pass. */
export function Clock() {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  const set = (news: { now: string; running: boolean }): void => {
    setNow(news)
    tick(undefined as never)
  }
  useFeed({ open: set, clock: set })
  useEffect(() => {
    const timer = setInterval(tick, 1_000, undefined)
    return () => clearInterval(timer)
  }, [])
  const iso = now().toISOString()
  return (
    <section class="clock" aria-label="The emulator’s clock">
      <time dateTime={iso} title={iso}>
        {timeWithSeconds(iso)} <span class="clock-day">{dayOf(iso)}</span>
      </time>
      {steps.map(({ label, name, milliseconds }) => (
        <button
          key={label}
          type="button"
          class="small"
          aria-label={name}
          onClick={() => void ask('POST', '/__emulator/clock', { advance: milliseconds }).catch(() => {})}
        >
          {label}
        </button>
      ))}
    </section>
  )
}
