import type { DeliveryReceipt } from './entities.ts'

/** The state of a delivery as far as a receipt's code tells it. */
export type DeliveryState = 'progress' | 'accepted' | 'delivered' | 'failed'

/**
 * What a code says of the delivery: 1003 is accepted by the carrier, 1004 delivered; the others up to 1299 are failures
 * that end it. A code that Flowroute may add beyond those, or none, ends nothing.
 */
export function stateOf(code: number | null): DeliveryState {
  if (code === 1003) return 'accepted'
  if (code === 1004) return 'delivered'
  return code !== null && code > 1004 && code < 1300 ? 'failed' : 'progress'
}

/** How far each state is on the way. */
const order: readonly DeliveryState[] = ['progress', 'accepted', 'delivered', 'failed']

/** The receipt that is furthest on the way to the delivery, or its failure. */
export function furthest(receipts: readonly DeliveryReceipt[]): DeliveryReceipt | undefined {
  const rank = ({ statusCode }: DeliveryReceipt): number => order.indexOf(stateOf(statusCode))
  return receipts.reduce<DeliveryReceipt | undefined>(
    (best, receipt) => (best === undefined || rank(receipt) > rank(best) ? receipt : best),
    undefined,
  )
}
