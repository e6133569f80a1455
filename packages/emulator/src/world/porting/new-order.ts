import type { PortOrder, PortOrderDetails, PortPresets } from '../../saved/port-orders.ts'

/** What a request for orders says of them. */
export interface NewPortOrder {
  details: PortOrderDetails
  presets: PortPresets
  alias: string | undefined
  /** Digits with country code. */
  numbers: readonly string[]
}

/** An order as it is at first. */
export function newOrder(
  id: string,
  groupId: string,
  { details, presets, alias, numbers }: NewPortOrder,
  at: number,
): PortOrder {
  return {
    id,
    groupId,
    alias: alias ?? `Port Order ${new Date(at).toLocaleDateString('en-US', { timeZone: 'UTC' })}`,
    details: structuredClone(details),
    presets: { ...presets },
    numbers: [...numbers],
    state: 'pending',
    createdAt: at,
    modifiedAt: at,
    stateChangedAt: null,
    completedAt: null,
    changes: 0,
    resubmitted: false,
    charged: false,
    signature: null,
    comments: [],
    files: [],
  }
}
