import type { Message } from '@flowroute/messages'
import { mediaOf } from '../events.ts'
import { transaction } from '../ledger/ledger.ts'
import type { MessageRow } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'

/** Messages looked for in one scan of the records. */
const mostTogether = 500

/** Milliseconds by which the clocks of Flowroute and this machine may differ besides what was measured. */
const clockMargin = 10 * 60_000

/** Milliseconds after which a look that never ended is made again. */
const longestLook = 120_000

/** Milliseconds from one look to the next; the last one again and again. */
const waits = [45_000, 4 * 60_000, 10 * 60_000]

/** An unresolved message is looked for once a day, for so many days. */
const day = 86_400_000
const daysAfterwards = 7

/**
 * Looks for the records of messages whose fate is not known, in one scan for all of them.
 *
 * A message counts as not found, and becomes `unresolved`, only when all of this holds: nobody can be sending it any
 * more; the look began later than that by the longest time that a record may take; it began far enough in the past for
 * the difference of the clocks, measured at this look; and it read every page.
 *
 * @returns the messages that changed their state
 */
export async function reconcile(settings: Settings, signal: AbortSignal): Promise<MessageRow[]> {
  const { connection } = settings
  const began = await connection.now(connection.db)
  const wanted = await take(settings, began)
  if (wanted.length === 0) return []
  const earliest = Math.min(...wanted.map(({ sent_at }) => sent_at ?? began))
  const scan = await scanRecords(settings, earliest, signal)
  const found = assign(wanted, await unknownTo(settings, scan.records))
  const changed: MessageRow[] = []
  for (const message of wanted) {
    const row = await conclude(settings, message, found.get(message.id), { began, skew: scan.skew })
    if (row !== undefined) changed.push(row)
  }
  return changed
}

/** The messages that are due for a look, which no other process takes meanwhile. */
async function take({ connection }: Settings, began: number): Promise<MessageRow[]> {
  return transaction(connection, async (db) => {
    const due = await db
      .selectFrom('outbox_message')
      .selectAll()
      .where('state', 'in', ['unknown', 'unresolved'])
      .where('next_look', '<=', began)
      .orderBy('sent_at')
      .limit(mostTogether)
      .$if(connection.engine === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute()
    if (due.length > 0) {
      await db
        .updateTable('outbox_message')
        .set({ next_look: began + longestLook })
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .execute()
    }
    return due
  })
}

interface Scan {
  records: Message[]
  /** How much later Flowroute's clock is than the ledger's, in milliseconds; undefined when it could not be measured. */
  skew: number | undefined
}

/** Reads every outbound record since a time of the ledger. */
async function scanRecords(settings: Settings, earliest: number, signal: AbortSignal): Promise<Scan> {
  const { messages, connection } = settings
  const measure = async (headers: Headers): Promise<number | undefined> => {
    const theirs = Date.parse(headers.get('date') ?? '')
    return Number.isNaN(theirs) ? undefined : theirs - (await connection.now(connection.db))
  }
  // First how the clocks differ, for that decides how far back the scan has to begin.
  const probe = await messages.list({ startDate: new Date(earliest), pageSize: 1 }, { signal }).withResponse()
  const skew = await measure(probe.response.headers)
  const since = new Date(earliest + Math.min(0, skew ?? 0) - clockMargin)
  const records = new Map<string, Message>()
  for await (const record of messages.list({ startDate: since, pageSize: 1_000 }, { signal })) {
    if (record.direction === 'outbound') records.set(record.id, record)
  }
  return { records: [...records.values()], skew }
}

/** The records that no message of the ledger has been told to be. */
async function unknownTo({ connection }: Settings, records: readonly Message[]): Promise<Message[]> {
  const known = new Set<string>()
  for (let at = 0; at < records.length; at += mostTogether) {
    const ids = records.slice(at, at + mostTogether).map(({ id }) => id)
    for (const table of ['outbox_message', 'outbox_former_id'] as const) {
      const rows = await connection.db
        .selectFrom(table)
        .select('flowroute_id')
        .where('flowroute_id', 'in', ids)
        .execute()
      for (const { flowroute_id } of rows) known.add(flowroute_id as string)
    }
  }
  return records.filter(({ id }) => !known.has(id))
}

const digits = (number: string): string => number.replace(/\D/g, '')

/** Which record is which message: each record is one message's, the oldest first. */
function assign(
  wanted: readonly MessageRow[],
  records: readonly Message[],
): ReadonlyMap<MessageRow['id'], Message> {
  const byIdentity = new Map<string, Message[]>()
  const inOrder = [...records].sort((one, other) => Number(one.timestamp) - Number(other.timestamp))
  for (const record of inOrder) {
    const key = identity(digits(record.to), digits(record.from), record.body)
    byIdentity.set(key, [...(byIdentity.get(key) ?? []), record])
  }
  const found = new Map<MessageRow['id'], Message>()
  for (const message of wanted) {
    const candidates = byIdentity.get(identity(message.recipient, message.sender ?? '', message.body)) ?? []
    const index = candidates.findIndex((record) => hasSameMedia(record, message))
    const [record] = index < 0 ? [] : candidates.splice(index, 1)
    if (record !== undefined) found.set(message.id, record)
  }
  return found
}

const identity = (to: string, from: string, body: string | null): string => `${to} ${from} ${body ?? ''}`

/** Records name their media by ids of Flowroute's own; their number, and that it is an MMS, is what can be compared. */
function hasSameMedia({ isMms, media = [] }: Message, message: MessageRow): boolean {
  const own = mediaOf(message)
  if (!isMms) return own.length === 0
  return own.length > 0 && (media.length === 0 || media.length === own.length)
}

/** Writes what a look came to. */
async function conclude(
  settings: Settings,
  message: MessageRow,
  record: Message | undefined,
  { began, skew }: { began: number; skew: number | undefined },
): Promise<MessageRow | undefined> {
  const { connection, recordDelay, resend } = settings
  return transaction(connection, async (db) => {
    const now = await connection.now(db)
    const update = (change: Partial<MessageRow>): Promise<MessageRow | undefined> =>
      db
        .updateTable('outbox_message')
        .set(change)
        .where('id', '=', message.id)
        .where('attempts', '=', message.attempts)
        // Its own answer may have come while the records were read.
        .where('state', '=', message.state)
        .returningAll()
        .executeTakeFirst()
    if (record !== undefined) {
      return update({
        state: 'accepted',
        flowroute_id: record.id,
        reason: null,
        code: null,
        next_look: null,
        changed_at: now,
      })
    }
    const looks = message.looks + 1
    const isCertain = skew !== undefined && began > (message.give_up_at ?? began) + recordDelay
    if (message.state === 'unresolved') {
      const over = began > message.changed_at + daysAfterwards * day
      await update({ looks, next_look: over ? null : now + day })
      return undefined
    }
    if (!isCertain) {
      const wait = waits[Math.min(looks - 1, waits.length - 1)] as number
      await update({ looks, next_look: now + wait })
      return undefined
    }
    const reason = `No record of it was found in ${looks} looks.`
    return resend
      ? update({
          state: 'queued',
          due: now,
          looks,
          reason: `${reason} It is sent again.`,
          next_look: null,
          give_up_at: null,
          changed_at: now,
        })
      : update({ state: 'unresolved', looks, reason, next_look: now + day, changed_at: now })
  })
}
