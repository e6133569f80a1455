import { sha256 } from '@noble/hashes/sha2'
import { createView } from '@noble/hashes/utils'
import type { CdrExport, CdrFilters } from '../../saved/cdr-exports.ts'

type ExportedNumber = CdrExport['numbers'][number]

/** One call. Amounts are in units of 10 nanodollars, times in seconds or milliseconds since the epoch. */
export interface CallRecord {
  isInbound: boolean
  startedAt: number
  duration: number
  billedDuration: number
  destination: string
  caller: string
  alias: string
  destinationName: string
  callerCountry: string
  lineInformation: string
  sipCode: number
  sipReason: string
  /** For a minute. */
  rate: number
  subtotal: number
  connectFee: number
  usfFee: number
  ccrf: number
  cnamLookupFee: number
  tag: string
  ip: string
}

const dayMilliseconds = 24 * 3_600_000

/** No call is older or younger: an export of all times has to come to an end. */
const [firstDay, lastDay] = [Date.UTC(2010, 0, 1), Date.UTC(2110, 0, 1)].map(
  (at) => at / dayMilliseconds,
) as [number, number]

/** Calls of a number in a day, at most. */
const busiestDay = 5

/** Seconds, of each increment that is billed. */
export const increment = 6

const rates = { outbound: 980_000, inbound: 1_200_000, inboundTollFree: 2_000_000 }

const failures = [
  [486, 'Busy Here'],
  [404, 'Not Found'],
  [487, 'Request Terminated'],
] as const

const tags = ['', '', 'sales', 'support']

/**
 * The calls of an export in the order in which they began: the same ones for the same seed, numbers and times. There are
 * none after the moment at which it was asked for.
 */
export function* callsOf(seed: number, { numbers, filters, requestedAt }: CdrExport): Generator<CallRecord> {
  const end = Math.min(filters.end, requestedAt)
  const last = Math.min(lastDay, Math.floor((end - 1) / dayMilliseconds))
  for (let day = Math.max(firstDay, Math.floor(filters.start / dayMilliseconds)); day <= last; day++) {
    const calls = numbers.flatMap((number) => callsOfDay(seed, number, day))
    calls.sort((a, b) => a.startedAt - b.startedAt)
    for (const call of calls) {
      if (call.startedAt >= filters.start && call.startedAt < end && matches(call, filters)) yield call
    }
  }
}

function callsOfDay(seed: number, number: ExportedNumber, day: number): CallRecord[] {
  const draw = (name: string): DataView => createView(sha256(`${seed}/calls/${number.number}/${day}/${name}`))
  const count = draw('count').getUint32(0) % (busiestDay + 1)
  return Array.from({ length: count }, (_, index) => createCall(number, day, draw(String(index))))
}

function createCall(own: ExportedNumber, day: number, bytes: DataView): CallRecord {
  const pick = (offset: number, below: number): number => bytes.getUint32(offset) % below
  const isInbound = pick(0, 5) < 3
  const isToTollFree = isInbound ? own.isTollFree : pick(4, 8) === 0
  const area = own.isTollFree ? '206' : own.number.slice(1, 4)
  const line = `555${String(100 + pick(8, 100)).padStart(4, '0')}`
  const other = isToTollFree && !isInbound ? `1800${line}` : `1${area}${line}`
  const [sipCode, sipReason] =
    pick(12, 9) === 0 ? (failures[pick(16, failures.length)] ?? failures[0]) : ([200, 'OK'] as const)
  const isCompleted = sipCode === 200
  const duration = isCompleted ? 1 + pick(20, 600) : 0
  const billedDuration = Math.ceil(duration / increment) * increment
  const rate = rateOf(isInbound, isToTollFree)
  // A tenth of a minute is an increment, and the rates are multiples of ten.
  const subtotal = (rate * billedDuration) / 60
  return {
    isInbound,
    startedAt: day * dayMilliseconds + pick(24, 86_400) * 1_000,
    duration,
    billedDuration,
    destination: isInbound ? own.number : other,
    caller: isInbound ? other : own.number,
    alias: own.alias ?? '',
    destinationName: isToTollFree ? 'UNITED STATES - TOLL FREE' : 'UNITED STATES',
    callerCountry: isInbound ? 'UNITED STATES' : 'N/A',
    lineInformation: isInbound && pick(28, 10) === 0 ? '61' : '',
    sipCode,
    sipReason,
    rate,
    subtotal,
    connectFee: isInbound && own.isTollFree && isCompleted ? 1_000_000 : 0,
    usfFee: isInbound ? 0 : Math.floor((subtotal * 13_045) / 100_000),
    ccrf: isInbound ? 0 : Math.floor((subtotal * 5) / 100),
    cnamLookupFee: isInbound && own.cnamLookups && isCompleted ? 390_000 : 0,
    tag: isInbound ? '' : (tags[pick(28, tags.length)] ?? ''),
    ip: isInbound ? '198.51.100.7' : '198.51.100.7:5080',
  }
}

function rateOf(isInbound: boolean, isTollFree: boolean): number {
  if (isInbound) return isTollFree ? rates.inboundTollFree : rates.inbound
  return isTollFree ? 0 : rates.outbound
}

function matches(call: CallRecord, filters: CdrFilters): boolean {
  const { numberAliasesContains: parts, callerIp, durationGreaterThan } = filters
  return (
    isOneOf(filters.numberAliases, call.alias) &&
    (parts === null || parts.some((part) => call.alias.includes(part))) &&
    isOneOf(filters.destinationNumbers, call.destination) &&
    isOneOf(filters.calleridNumbers, call.caller) &&
    isOneOf(filters.customXTags, call.tag) &&
    (callerIp === null || call.ip.replace(/:\d+$/, '') === callerIp) &&
    (durationGreaterThan === null || call.duration > durationGreaterThan)
  )
}

function isOneOf(values: readonly string[] | null, value: string): boolean {
  return values === null || values.includes(value)
}
