import { origin } from '../http/answer.ts'
import { formatRecordDate } from '../http/dates.ts'
import type { CnamRecord } from '../world/cnams.ts'
import type { World } from '../world/world.ts'

/** A caller name, as it stands now. */
export function cnamResource(record: CnamRecord, { cnams }: World): object {
  const { id, value, createdAt, approvedAt, rejectionReason } = record
  const isApproved = cnams.isApproved(record)
  return {
    attributes: {
      approval_datetime: isApproved && approvedAt !== null ? formatRecordDate(approvedAt) : null,
      creation_datetime: formatRecordDate(createdAt),
      is_approved: isApproved,
      rejection_reason: rejectionReason,
      value,
    },
    id,
    links: { self: `${origin}/v2/cnams/${id}` },
    type: 'cnam',
  }
}
