import { useState } from 'preact/hooks'
import type { Simulation } from './simulation-state.ts'

interface LimitsProps {
  simulation: Simulation
  onBalance(balance: number | null): void
  onRateLimits(enabled: boolean): void
}

/** The account's funds and the rate limits. */
export function Limits({ simulation: { balance, rateLimits }, onBalance, onRateLimits }: LimitsProps) {
  const [text, setText] = useState(balance === null ? '' : String(balance))
  return (
    <section class="card" aria-label="Balance and rate limits">
      <h3>Balance and rate limits</h3>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault()
          onBalance(text === '' ? null : Number(text))
        }}
      >
        <label for="balance">Balance in dollars, empty for no limit</label>
        <input
          id="balance"
          type="number"
          min="0"
          max="9000000"
          step="any"
          placeholder="no limit"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit" class="small">
          Set balance
        </button>
      </form>
      <label class="check">
        <input
          type="checkbox"
          checked={rateLimits}
          onChange={({ currentTarget }) => onRateLimits(currentTarget.checked)}
        />
        Rate limits: 5 SMS and 1 MMS a second, on the emulator’s clock
      </label>
    </section>
  )
}
