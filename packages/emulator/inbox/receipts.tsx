import type { WireReceipt } from '../src/inbox/wire.ts'

/** What became of a message that the application sent: a tick when it was sent, two when it was accepted. */
export function Receipts({ receipts }: { receipts: readonly WireReceipt[] }) {
  const [latest] = receipts
  if (latest === undefined) return <span class="receipt">No receipt yet</span>
  const { mark, name } = signOf(latest)
  const story = receipts.map(
    ({ level, status, status_code: code, status_code_description: description, timestamp }) =>
      `Level ${level}: ${status}${code === null ? '' : ` (${code})`}, ${description}, ${timestamp}`,
  )
  return (
    <span class={name === 'Failed' ? 'receipt failed' : 'receipt'} title={story.toReversed().join('\n')}>
      <span class="mark-sign" role="img" aria-label={name}>
        {mark}
      </span>{' '}
      {latest.status}
    </span>
  )
}

function signOf({ level, status_code: code }: WireReceipt): { mark: string; name: string } {
  if (level === 1 && (code === null || code <= 1_002)) return { mark: '✓', name: 'Sent' }
  // 1003 is accepted by the carrier, 1004 delivered to the handset.
  if (code === null || code <= 1_004) return { mark: '✓✓', name: 'Accepted' }
  return { mark: '✕', name: 'Failed' }
}
