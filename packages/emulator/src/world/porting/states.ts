import type { PortOrderState } from '../../saved/port-orders.ts'

/** Where an order can go from each state, as the status page has it. */
const transitions: Readonly<Record<PortOrderState, readonly PortOrderState[]>> = {
  pending: ['processing', 'cancelled'],
  processing: ['submitted', 'rejected', 'cancelled'],
  submitted: ['accepted', 'rejected', 'hard_canceled'],
  accepted: ['completed', 'rejected', 'hard_canceled'],
  rejected: ['review', 'abandoned'],
  review: ['processing', 'submitted', 'rejected'],
  completed: [],
  cancelled: [],
  abandoned: [],
  hard_canceled: [],
}

/** What the API allows in which states. */
const allowed = {
  presets: ['pending', 'processing', 'submitted', 'rejected', 'review', 'accepted'],
  details: ['pending', 'rejected'],
  numbers: ['pending'],
  documents: ['pending', 'rejected'],
  cancel: ['pending', 'rejected'],
  loa: ['pending'],
} as const satisfies Record<string, readonly PortOrderState[]>

export type PortAction = keyof typeof allowed

export function canMove(from: PortOrderState, to: PortOrderState): boolean {
  return transitions[from].includes(to)
}

/** The states in which the action is allowed. */
export function statesFor(action: PortAction): readonly PortOrderState[] {
  return allowed[action]
}

/** The next state on the way to completion. */
export function stepTowards(state: PortOrderState): PortOrderState | undefined {
  const way: Partial<Record<PortOrderState, PortOrderState>> = {
    review: 'processing',
    processing: 'submitted',
    submitted: 'accepted',
    accepted: 'completed',
  }
  return way[state]
}

/** The states between, and the one at their end; undefined when that is not on the way to completion. */
export function wayTo(from: PortOrderState, to: PortOrderState): PortOrderState[] | undefined {
  const way: PortOrderState[] = []
  for (let next = stepTowards(from); next !== undefined; next = stepTowards(next)) {
    way.push(next)
    if (next === to) return way
  }
  return undefined
}

/** Whether an order can still come to something. */
export function isOpen(state: PortOrderState): boolean {
  return transitions[state].length > 0
}

/** What a group of orders needs; the first rule that fits counts. */
export function summarise(states: readonly PortOrderState[]): string {
  const some = (...words: PortOrderState[]): boolean => states.some((state) => words.includes(state))
  if (some('pending', 'rejected')) return 'Requires Action'
  if (some('processing', 'submitted', 'accepted', 'review')) return 'In Progress'
  return some('completed') ? 'Completed' : 'Canceled'
}
