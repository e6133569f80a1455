import { useState } from 'preact/hooks'
import { Problem, useAction } from './action.tsx'
import { ask } from './api.ts'
import { Upcoming } from './upcoming.tsx'

const steps = [
  ['1 second', 1_000],
  ['30 seconds', 30_000],
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
  ['48 hours', 172_800_000],
] as const

/** The clock: letting time pass, and setting it. */
export function ClockPanel() {
  const [text, setText] = useState('')
  const [problem, run] = useAction()
  return (
    <section class="card tall" aria-label="Clock">
      <h3>Clock</h3>
      <p class="line">
        <span>Let pass</span>
        {steps.map(([label, milliseconds]) => (
          <button
            key={label}
            type="button"
            class="small"
            onClick={() => run(() => ask('POST', '/__emulator/clock', { advance: milliseconds }))}
          >
            {label}
          </button>
        ))}
      </p>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault()
          run(() => ask('POST', '/__emulator/clock', { set: new Date(text).toISOString() }))
        }}
      >
        <label for="clock-set">Set to, in your time zone</label>
        <input
          id="clock-set"
          type="datetime-local"
          step="1"
          required
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit" class="small">
          Set clock
        </button>
      </form>
      <Problem text={problem} />
      <Upcoming />
    </section>
  )
}
