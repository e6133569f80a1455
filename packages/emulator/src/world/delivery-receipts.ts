/** After how many milliseconds a message is handed over, and accepted by the recipient's carrier. */
const handOffDelay = 70
export const acceptanceDelay = 600

/** What became of a message at one point of its way. */
export interface DeliveryReceipt {
  level: 1 | 2
  status: string
  statusCode: number | null
  description: string
  /** Milliseconds since the epoch; before this moment nobody knows of it. */
  at: number
}

/** All that a message sent at that moment will have, the later one last. */
export function receiptsFrom(sentAt: number): DeliveryReceipt[] {
  return [
    {
      level: 1,
      status: 'smsc submit',
      statusCode: null,
      description: 'Message has been sent',
      at: sentAt + handOffDelay,
    },
    {
      level: 2,
      status: 'message buffered',
      statusCode: 1003,
      description: 'Message accepted by Carrier',
      at: sentAt + acceptanceDelay,
    },
  ]
}
