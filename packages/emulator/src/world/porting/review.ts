import type { PortOrder, PortOrderState } from '../../saved/port-orders.ts'
import type { Account } from '../account.ts'
import { isPortable, type PortabilityCheck } from './portability.ts'

/** Nanodollars for each number, charged when an order is submitted to the losing carrier. */
const pricePerNumber = 7_500_000_000

/** USD for each number, as the API writes it. */
export const costOfNumber = '7.5'

/** What becomes of an order once Flowroute has looked at it, and why. */
interface Verdict {
  state: PortOrderState
  reason?: string
}

/** Looks at an order before it is submitted: the documented reasons for a rejection. What was answered counts as right. */
export function reviewOrder(
  order: PortOrder,
  account: Pick<Account, 'balance'>,
  check: PortabilityCheck,
): Verdict {
  const { numbers, details, resubmitted } = order
  const fixed = numbers.filter((number) => !isPortable(number, check))
  if (fixed.length > 0) {
    const list = fixed.map((number) => `+${number}`).join(', ')
    return { state: 'cancelled', reason: `These numbers cannot be ported: ${list}.` }
  }
  if (!resubmitted && !/\S\s+\S/.test(details.billingName)) {
    return { state: 'rejected', reason: 'The billing name must be a first and a last name.' }
  }
  if (!resubmitted && /^\s*(p\.?\s*o\.?|post\s+office)\s*box\b/i.test(details.street)) {
    return { state: 'rejected', reason: 'The service address must not be a PO box.' }
  }
  if (account.balance !== null && account.balance * 1e9 < feeOf(order)) {
    return { state: 'rejected', reason: 'The account does not have enough funds.' }
  }
  return { state: 'submitted' }
}

/** Nanodollars. Resubmitting an order costs nothing more. */
export function feeOf({ numbers, charged }: PortOrder): number {
  return charged ? 0 : numbers.length * pricePerNumber
}
