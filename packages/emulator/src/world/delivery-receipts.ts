import { describeCode, isAccepted } from './delivery-codes.ts'
import type { Outcome } from './outcomes.ts'

/** After how many milliseconds a message is handed over. */
const handOffDelay = 70

/** What became of a message at one point of its way. */
export interface DeliveryReceipt {
  level: 1 | 2
  status: string
  statusCode: number | null
  description: string
  /** Milliseconds since the epoch; before this moment nobody knows of it. */
  at: number
  /** Whether it has come in. It stays when the clock is set back. */
  arrived: boolean
}

/** All that a message sent at that moment will have, the later one last. */
export function receiptsFrom(sentAt: number, { code, delay }: Outcome): DeliveryReceipt[] {
  if (code === null) return []
  return [
    {
      level: 1,
      status: 'smsc submit',
      statusCode: null,
      description: 'Message has been sent',
      at: sentAt + handOffDelay,
      arrived: false,
    },
    {
      level: 2,
      status: statusOf(code),
      statusCode: code,
      description: describeCode(code) ?? '',
      at: sentAt + delay,
      arrived: false,
    },
  ]
}

/** Kannel's words, of which the documentation shows the first. */
function statusOf(code: number): string {
  if (code === 1004) return 'delivery success'
  return isAccepted(code) ? 'message buffered' : 'delivery failure'
}
