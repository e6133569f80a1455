import { useEffect, useState } from 'preact/hooks'
import type { Listed, WireNumber } from '../src/inbox/wire.ts'
import { ask } from './api.ts'
import { BuyNumber } from './buy-number.tsx'
import { useFeed } from './feed.ts'

/** What to do where there is no conversation yet. */
export function NoNumbers() {
  const [hasNumbers, setHasNumbers] = useState<boolean>()
  const look = (): void => {
    const found = ask<Listed<'numbers', WireNumber>>('GET', '/__emulator/numbers?limit=1')
    found.then(({ numbers }) => setHasNumbers(numbers.length > 0)).catch(() => {})
  }
  useEffect(look, [])
  useFeed({ 'account-changed': look, resync: look })
  return (
    <div class="nothing">
      <p>No messages yet. Those that your application sends are shown here as soon as it sends them.</p>
      {hasNumbers === false && (
        <>
          <p>The account has no numbers so far. Buy one with your application, or here:</p>
          <BuyNumber />
        </>
      )}
    </div>
  )
}
