import { type CallRecord, increment } from './calls.ts'

/** All charges of a call, in units of 10 nanodollars. */
export function totalOf({ subtotal, connectFee, usfFee, ccrf, cnamLookupFee }: CallRecord): number {
  return subtotal + connectFee + usfFee + ccrf + cnamLookupFee
}

/** USD with so many decimals, of at most eight. */
export function dollars(units: number, decimals = 8): string {
  const digits = String(units).padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8).slice(0, decimals)}`
}

type Column = readonly [name: string, value: (call: CallRecord) => string | number]

/** The documented columns in their order. */
const columns: readonly Column[] = [
  ['direction', ({ isInbound }) => (isInbound ? 'Inbound' : 'Outbound')],
  ['start_time', ({ startedAt }) => formatTime(startedAt)],
  ['end_time', ({ startedAt, duration }) => formatTime(startedAt + duration * 1_000)],
  ['destination', ({ destination }) => destination],
  ['number_alias', ({ alias }) => alias],
  ['callerid', ({ caller }) => `+${caller}`],
  ['total_cost', (call) => dollars(totalOf(call))],
  ['destination_name', ({ destinationName }) => destinationName],
  ['callerid_country', ({ callerCountry }) => callerCountry],
  ['line_information', ({ lineInformation }) => lineInformation],
  ['result', ({ sipCode }) => (sipCode === 200 ? 'completed' : 'failed')],
  ['call_fail_sip_code', ({ sipCode }) => sipCode],
  ['call_fail_reason', ({ sipReason }) => sipReason],
  ['duration', ({ duration }) => duration],
  ['billed_duration', ({ billedDuration }) => billedDuration],
  ['rate', ({ rate }) => dollars(rate, 6)],
  ['first_increment', () => increment],
  ['subsequent_increment', () => increment],
  ['cost_subtotal', ({ subtotal }) => dollars(subtotal)],
  ['connect_fee', ({ connectFee }) => dollars(connectFee, 4)],
  ['usf_fee', ({ usfFee }) => dollars(usfFee)],
  ['ccrf', ({ ccrf }) => dollars(ccrf)],
  ['cnam_lookup_fee', ({ cnamLookupFee }) => dollars(cnamLookupFee)],
  ['custom_x_tag', ({ tag }) => tag],
  ['customer_ip', ({ ip }) => ip],
]

export const header = `${columns.map(([name]) => name).join(',')}\n`

/** A call as a line of the file. */
export function csvRow(call: CallRecord): string {
  return `${columns.map(([, value]) => quote(String(value(call)))).join(',')}\n`
}

/** `2019-06-25 18:18:54+00` */
function formatTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')}+00`
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
