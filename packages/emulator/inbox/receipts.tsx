import type { WireReceipt } from '../src/inbox/wire.ts'

/** What became of a message that the application sent: a tick when it was sent, two when it was accepted. */
export function Receipts({ receipts }: { receipts: readonly WireReceipt[] }) {
  const [latest] = receipts
  if (latest === undefined) return <span class="receipt">no receipt yet</span>
  const { mark, words, isBad } = meaningOf(latest)
  // The API's own words, for whoever looks for them in a log.
  const story = receipts.map(
    ({ level, status, status_code: code, status_code_description: description, timestamp }) =>
      `Level ${level}: ${status}${code === null ? '' : ` (${code})`}, ${description}, ${timestamp}`,
  )
  return (
    <span class={isBad ? 'receipt failed' : 'receipt'} title={story.toReversed().join('\n')}>
      <span class="mark-sign" aria-hidden="true">
        {mark}
      </span>{' '}
      {words}
    </span>
  )
}

function meaningOf(receipt: WireReceipt): { mark: string; words: string; isBad: boolean } {
  const { level, status_code: code, status_code_description: description } = receipt
  if (level === 1 && (code === null || code <= 1_002)) {
    return { mark: '✓', words: 'handed to the carrier', isBad: false }
  }
  // 1003 is accepted by the carrier, 1004 delivered to the handset.
  if (code === 1_004) return { mark: '✓✓', words: 'delivered to the handset', isBad: false }
  if (code === null || code <= 1_004) return { mark: '✓✓', words: 'accepted by the carrier', isBad: false }
  return { mark: '✕', words: `failed: ${description.toLowerCase()}`, isBad: true }
}
