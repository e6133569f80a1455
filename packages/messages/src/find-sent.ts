import type { List, RequestOptions } from '@flowroute/core'
import type { Message } from './entities.ts'
import type { KnownIds, SentSearch } from './options.ts'

/** A message to find, checked. */
export interface Wanted {
  to: string
  from?: string | undefined
  body?: string | undefined
  mediaUrls?: readonly string[] | undefined
  isMms?: boolean | undefined
}

/** How to search, checked. */
export interface SearchSettings {
  since: string
  until?: string | undefined
  pageSize?: number | undefined
  exclude?: KnownIds | undefined
  now?: (() => number | PromiseLike<number>) | undefined
}

type ListMessages = (
  options: {
    startDate: Date | string
    endDate?: Date | string | undefined
    pageSize?: number
    offset?: number
  },
  request?: RequestOptions,
) => List<Message>

/** The `Date` header has whole seconds, and the response takes time: a smaller difference is none. */
const precision = 2_000
/** How far clocks may differ where that cannot be measured, in milliseconds. */
const margin = 600_000

/** Whether a record is that of the message. */
export function isRecordOf(record: Message, { to, from, body, mediaUrls, isMms }: Wanted): boolean {
  if (record.direction !== 'outbound' || record.to !== to) return false
  if (from !== undefined && record.from !== from) return false
  if (body !== undefined && (record.body ?? '') !== body) return false
  // A long text sent as an MMS may have been sent as an SMS.
  if (mediaUrls === undefined || (mediaUrls.length === 0 && isMms === true)) return true
  const { media = [] } = record
  // Records name their media by ids of their own; how many they are is what can be compared.
  if (mediaUrls.length === 0) return !record.isMms
  return record.isMms && (media.length === 0 || media.length === mediaUrls.length)
}

/** Reads the records since a time by the caller's clock, and assigns them to the messages. */
export async function searchSent(
  list: ListMessages,
  wanted: readonly Wanted[],
  settings: SearchSettings,
  request: RequestOptions | undefined,
): Promise<SentSearch> {
  const { since, until, pageSize = 1_000, exclude = [], now = Date.now } = settings
  const startedAt = new Date(await now())
  const read = (startDate: Date | string, endDate: Date | string | undefined, offset = 0): List<Message> =>
    list({ startDate, endDate, pageSize, offset }, request)
  let { data: page, response } = await read(since, until).withResponse()
  const theirs = Date.parse(response.headers.get('date') ?? '')
  const clockSkew = Number.isNaN(theirs) ? undefined : theirs - (await now())
  // Records have the times of Flowroute's clock, and the caller's times are those of its own.
  const earlier = clockSkew === undefined ? margin : clockSkew < -precision ? -clockSkew : 0
  const later = clockSkew === undefined ? margin : clockSkew > precision ? clockSkew : 0
  const start = earlier === 0 ? since : new Date(Date.parse(since) - earlier)
  const end = until === undefined || later === 0 ? until : new Date(endOf(until) + later)
  if (earlier > 0 || later > 0) page = await read(start, end)
  // By id: a record that arrives meanwhile moves others to the next page, where they are read again.
  const candidates = new Map<string, Message>()
  const add = (items: Iterable<Message>): void => {
    for (const record of items) {
      if (wanted.some((message) => isRecordOf(record, message))) candidates.set(record.id, record)
    }
  }
  add(page)
  if (page.hasNext) {
    for await (const next of read(start, end, page.items.length).pages()) add(next)
  }
  const known = new Set(typeof exclude === 'function' ? await exclude([...candidates.keys()]) : exclude)
  const records = [...candidates.values()].filter(({ id }) => !known.has(id))
  return { ...assign(wanted, records), clockSkew, since: new Date(start), startedAt }
}

/** The last moment of a day, or the time itself. */
const endOf = (until: string): number => Date.parse(until.length === 10 ? `${until}T23:59:59.999Z` : until)

/** Which record is which message's: each record is one message's at most, the oldest first. */
function assign(
  wanted: readonly Wanted[],
  records: readonly Message[],
): Pick<SentSearch, 'records' | 'others'> {
  const left = new Set([...records].sort((one, other) => Number(one.timestamp) - Number(other.timestamp)))
  const found: (Message | undefined)[] = wanted.map(() => undefined)
  const openness = ({ from, body, mediaUrls }: Wanted): number =>
    [from, body, mediaUrls].filter((value) => value === undefined).length
  // Those that say most about their record choose first.
  const order = wanted.map((message, index) => ({ message, index }))
  order.sort((one, other) => openness(one.message) - openness(other.message))
  for (const { message, index } of order) {
    for (const record of left) {
      if (!isRecordOf(record, message)) continue
      found[index] = record
      left.delete(record)
      break
    }
  }
  return { records: found, others: [...left] }
}
