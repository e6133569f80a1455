/**
 * The states of a port order. `cancelled`, `Canceled` and `canceled` are one state, read as `canceled`.
 *
 * @example const state: PortOrderState = 'pending'
 * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-status/
 */
export type PortOrderState =
  | 'pending'
  | 'processing'
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'review'
  | 'completed'
  | 'canceled'
  | 'abandoned'
  | 'hard_canceled'
  | 'processing_abandoned'

/**
 * What a group of port orders needs, as a summary of the states of its orders.
 *
 * @example const isDone = (await porting.getGroupStatus('38697')).status === ('completed' satisfies PortGroupState)
 * @see https://developer.flowroute.com/api/porting/v2.0/view-a-port-order-group-status/
 */
export type PortGroupState = 'requires_action' | 'in_progress' | 'completed' | 'canceled'

/** What a change needs the order to be in. */
export type Action = 'presets' | 'details' | 'numbers' | 'documents' | 'cancel' | 'loa'

/** The actions that the API allows in each state, and what the state means. */
const states: Readonly<Record<PortOrderState, readonly [allowed: readonly Action[], meaning: string]>> = {
  pending: [
    ['presets', 'details', 'numbers', 'documents', 'cancel', 'loa'],
    'not submitted yet: sign its LOA',
  ],
  processing: [['presets'], 'Flowroute checks it before submission'],
  submitted: [['presets'], 'at the losing carrier'],
  accepted: [['presets'], 'the losing carrier has set a completion date'],
  rejected: [['presets', 'details', 'documents', 'cancel'], 'waits for your correction, at most 45 days'],
  review: [['presets'], 'Flowroute looks at your correction'],
  completed: [[], 'the numbers are on your account'],
  canceled: [[], 'ended before submission, or pending for 45 days; no fee'],
  abandoned: [[], 'ended after a rejection, or rejected for 45 days; no fee'],
  hard_canceled: [[], 'canceled after submission; a fee may apply'],
  processing_abandoned: [[], 'ended before submission'],
}

const known = (state: string) => (Object.hasOwn(states, state) ? states[state as PortOrderState] : undefined)

/** The one spelling of a state: `Hard Canceled`, `hard_canceled` and `hard-cancelled` are the same. */
export function normaliseState(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
    .replace('cancelled', 'canceled')
}

/** A state as requests spell it. */
export const wireState = (state: string): string => (state === 'canceled' ? 'cancelled' : state)

/** Whether nothing can change any more. */
export const isFinal = (state: string): boolean => known(state)?.[0].length === 0

/** What a state means; empty for a state that is not documented. */
export const meaningOf = (state: string): string => known(state)?.[1] ?? ''

/** The states that allow an action, when this one does not; undefined when it does, or is not documented. */
export function statesInstead(state: string, action: Action): string[] | undefined {
  if (known(state)?.[0].includes(action) ?? true) return undefined
  return Object.keys(states).filter((other) => known(other)?.[0].includes(action))
}

/** The summary of a group by the documented rule, of which the first part that applies counts. */
export function summarise(orders: readonly string[]): PortGroupState {
  if (orders.some((state) => state === 'pending' || state === 'rejected')) return 'requires_action'
  if (!orders.every(isFinal)) return 'in_progress'
  return orders.includes('completed') ? 'completed' : 'canceled'
}
