import { origin } from '../http/answer.ts'
import { formatReceiptDate } from '../http/dates.ts'
import type { CdrExport, CdrFilters } from '../saved/cdr-exports.ts'
import { dollars } from '../world/cdrs/csv.ts'

/** An export as its creation and its status show it. */
export function cdrExportResource(cdrExport: CdrExport, downloadUrl: string | null, seconds: number): object {
  const attributes = { ...attributesOf(cdrExport, downloadUrl, seconds), ...filtersOf(cdrExport.filters) }
  const links = { self: `${origin}/v2/cdrs/exports/${cdrExport.id}` }
  return { attributes, id: cdrExport.id, links, type: 'cdrexport' }
}

/** An export as the listing shows it: wrapped once more, and its id a number. */
export function listedCdrExport(cdrExport: CdrExport, downloadUrl: string | null, seconds: number): object {
  const attributes = attributesOf(cdrExport, downloadUrl, seconds)
  return { data: { attributes, id: Number(cdrExport.id), type: 'cdrexport' } }
}

function attributesOf(cdrExport: CdrExport, downloadUrl: string | null, seconds: number): object {
  const { totals, finishedAt, requestedAt, state, filters, callbackUrl } = cdrExport
  const isCompleted = state === 'completed' && finishedAt !== null
  const money = (units: number | undefined): string | null => (units === undefined ? null : dollars(units))
  return {
    billed_minutes: totals === null ? null : Math.ceil(totals.billedSeconds / 60),
    call_subtotal: money(totals?.subtotal),
    callback_url: callbackUrl,
    ccrf: money(totals?.ccrf),
    cnamlookup_fees: money(totals?.cnamLookupFees),
    connect_fees: money(totals?.connectFees),
    created_at: formatReceiptDate(requestedAt),
    download_url: downloadUrl,
    expires_at: isCompleted ? formatReceiptDate(finishedAt + seconds * 1_000) : null,
    filter_parameters: filtersOf(filters),
    num_calls: totals?.calls ?? null,
    requested_at: formatReceiptDate(requestedAt),
    status: state,
    total_cost: money(totals?.total),
    usf_fees: money(totals?.usfFees),
  }
}

/** Those that were given. */
function filtersOf(filters: CdrFilters): object {
  const all = {
    start_call_start_time: formatReceiptDate(filters.start),
    start_call_end_time: formatReceiptDate(filters.end),
    number_aliases: filters.numberAliases,
    number_aliases_contains: filters.numberAliasesContains,
    destination_numbers: filters.destinationNumbers,
    callerid_numbers: filters.calleridNumbers,
    custom_x_tags: filters.customXTags,
    caller_ip: filters.callerIp,
    duration_greater_than: filters.durationGreaterThan,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}
