import type { PortOrder } from '../../saved/port-orders.ts'

const day = 24 * 3_600_000

/** How long the customer has to submit an order, or to answer a rejection. */
const patience = 45 * day

/** The hour of the morning, in UTC, at which numbers move on the day that was wished for. */
const completionHour = 14 * 3_600_000

/**
 * The moment at which an order leaves its state by itself, in milliseconds since the epoch; undefined when it never
 * does. The 45 days are documented, all other times the emulator's own.
 */
export function leavesAt({ state, details }: PortOrder, now: number): number | undefined {
  switch (state) {
    case 'pending':
    case 'rejected':
      return now + patience
    case 'processing':
    case 'review':
      return now + day
    case 'submitted':
      return now + 3 * day
    case 'accepted': {
      const wished = Date.parse(details.desiredCompletionDate ?? '') + completionHour
      return wished > now ? wished : now + 7 * day
    }
    default:
      return undefined
  }
}
