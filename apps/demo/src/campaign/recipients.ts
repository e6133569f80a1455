import type { OutboxMessage } from '@flowroute/outbox'

/** In each of these area codes 555-0100 to 555-0199 belong to nobody. */
const areaCodes = [
  ...['206', '208', '253', '303', '307', '360', '405', '406', '425', '503'],
  ...['505', '509', '541', '602', '702', '719', '775', '801', '918', '970'],
]

/**
 * The messages of the campaign. Each key names one message for ever.
 *
 * @param customers how many; at most 2,000
 */
export function* messagesTo(customers: number): Generator<OutboxMessage> {
  for (let index = 0; index < customers; index++) {
    const areaCode = areaCodes[Math.floor(index / 100)]
    const line = 100 + (index % 100)
    const to = `1${areaCode}5550${line}`
    yield { key: `check-up-2026:${to}`, to, body: 'Your check-up is due. Reply STOP to opt out.' }
  }
}
