import { type CdrExports, fileSeconds } from '../world/cdrs/cdr-exports.ts'
import { dollars } from '../world/cdrs/csv.ts'
import type { PortOrders } from '../world/porting/port-orders.ts'
import type { CdrExportSummary, PortOrderSummary } from './wire.ts'

type PortOrder = ReturnType<PortOrders['get']>
type CdrExport = ReturnType<CdrExports['get']>

/** A port order for those who look on. */
export function summariseOrder(order: PortOrder): PortOrderSummary {
  const { id, groupId, alias, state, numbers, comments, files, stateChangedAt } = order
  return {
    id,
    groupId,
    alias,
    status: state,
    numbers,
    comment: comments.at(-1)?.comment ?? null,
    documents: files
      .filter(({ state: fileState }) => fileState !== 'awaited')
      .map(({ id: fileId, filename, state: status }) => ({ id: fileId, filename, status })),
    statusUpdatedAt: iso(stateChangedAt),
  }
}

/** An export of call records for those who look on. */
export function summariseExport({ id, state, filters, totals, finishedAt }: CdrExport): CdrExportSummary {
  const hasFile = state === 'completed' && finishedAt !== null
  return {
    id,
    status: state,
    from: new Date(filters.start).toISOString(),
    to: new Date(filters.end).toISOString(),
    calls: totals?.calls ?? null,
    cost: totals === null ? null : dollars(totals.total),
    expiresAt: hasFile ? iso(finishedAt + fileSeconds * 1_000) : null,
  }
}

function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString()
}
