import { type Selectable, sql, type Transaction } from 'kysely'
import { transaction } from '../ledger/ledger.ts'
import { type MessageKind, type MessageRow, openStates, type Tables } from '../ledger/tables.ts'
import { isPaused } from '../pause.ts'
import { chooseSender, noteSender } from '../rules/senders.ts'
import type { Settings } from '../settings.ts'

/** What a claim came to. */
export interface Claim {
  /** The message that is to be sent now; its state is `sending`, and committed. */
  claimed: MessageRow | undefined
  /** Messages that turned out not to be sent at all. */
  ended: MessageRow[]
  /** When the next message may be sent, in milliseconds since 1970; undefined when no other is queued. */
  next: number | undefined
  /** Whether the next message would cost more than is allowed. */
  tooExpensive?: boolean
  /** Whether nothing may be sent until the outbox is resumed. */
  paused?: boolean
}

/** Candidates looked at in one transaction: mostly the first can be sent. */
const batches = [1, 24]

/** Milliseconds after which a message that had to wait for its twin is looked at again. */
const twinWait = 30_000

/** Besides the time that the client gives a send, for its own work around it. */
const giveUpMargin = 5_000

/**
 * Takes the next message that may be sent now, and the slot of its pace, in one transaction: of several processes that
 * try, one gets it. The message is `sending` before its request leaves, with its sender and a time from which on nobody
 * can be sending it any more.
 *
 * @param key only this message, for an engine that chooses by itself
 */
export async function claim(settings: Settings, key?: string): Promise<Claim> {
  const { connection } = settings
  return transaction(connection, async (db) => {
    const rows = await lockPaces(db, settings)
    // Not before the lock: while this transaction waited for it, another may have sent.
    const now = await connection.now(db)
    const result: Claim = { claimed: undefined, ended: [], next: undefined }
    if (await isPaused(db)) return { ...result, paused: true }
    const paces = await pacesAt(db, settings, rows, now)
    const spent = paces.reduce((sum, pace) => sum + pace.spent, 0)
    const ready = paces.filter(({ tat }) => tat <= now).map(({ kind }) => kind)
    const waitUntil = (time: number): void => {
      result.next = Math.min(result.next ?? Number.POSITIVE_INFINITY, time)
    }
    for (const limit of ready.length > 0 ? batches : []) {
      const candidates = await candidatesOf(db, settings, ready, { now, limit, key })
      for (const candidate of candidates) {
        const outcome = await consider(db, settings, candidate, spent, now)
        if (outcome === 'tooExpensive') return { ...result, tooExpensive: true }
        if (outcome === 'waiting') continue
        if (outcome.state !== 'sending') {
          result.ended.push(outcome)
          continue
        }
        const pace = paces.find(({ kind }) => kind === outcome.kind) as Pace
        pace.tat = Math.ceil(now + pace.interval)
        await db
          .updateTable('outbox_pace')
          .set({ tat: pace.tat, spent: sql`spent + ${outcome.cost}` })
          .where('kind', '=', outcome.kind)
          .execute()
        result.claimed = outcome
        break
      }
      if (result.claimed !== undefined || candidates.length < limit) break
      if (limit === batches.at(-1)) waitUntil(now)
    }
    for (const { kind, tat } of paces) {
      const first = await candidatesOf(db, settings, [kind], { limit: 1, key })
      for (const { due } of first) waitUntil(Math.max(due, tat, now))
    }
    return result
  })
}

/** The queued messages that are due first; with `now`, those that are due by then, locked until the transaction ends. */
function candidatesOf(
  db: Transaction<Tables>,
  { connection }: Settings,
  kinds: readonly MessageKind[],
  { now, limit, key }: { now?: number; limit: number; key?: string | undefined },
): Promise<MessageRow[]> {
  const [kind] = kinds
  return (
    db
      .selectFrom('outbox_message')
      .selectAll()
      .where('state', '=', 'queued')
      // Both kinds are in order of `due` in one index, one of them in another.
      .$if(kinds.length === 1, (query) => query.where('kind', '=', kind as MessageKind))
      .$if(now !== undefined, (query) => query.where('due', '<=', now as number))
      .$if(key !== undefined, (query) => query.where('key', '=', key as string))
      .orderBy('due')
      .orderBy('id')
      .limit(limit)
      // The pace is locked, so that only messages that are being changed by hand can be locked by others.
      .$if(connection.engine === 'postgres' && now !== undefined, (query) => query.forUpdate().skipLocked())
      .execute()
  )
}

interface Pace {
  kind: MessageKind
  tat: number
  interval: number
  spent: number
}

/** The rows of the paces, locked until the transaction ends. */
async function lockPaces(
  db: Transaction<Tables>,
  { connection, interval }: Settings,
): Promise<Selectable<Tables['outbox_pace']>[]> {
  const read = () =>
    db
      .selectFrom('outbox_pace')
      .selectAll()
      .orderBy('kind')
      .$if(connection.engine === 'postgres', (query) => query.forUpdate())
      .execute()
  const rows = await read()
  if (rows.length === 2) return rows
  await db
    .insertInto('outbox_pace')
    .values((['mms', 'sms'] as const).map((kind) => ({ kind, tat: 0, interval: interval[kind], spent: 0 })))
    .onConflict((conflict) => conflict.column('kind').doNothing())
    .execute()
  return read()
}

/** The paces at a time. */
async function pacesAt(
  db: Transaction<Tables>,
  { interval }: Settings,
  rows: readonly Selectable<Tables['outbox_pace']>[],
  now: number,
): Promise<Pace[]> {
  const paces: Pace[] = []
  for (const { kind, tat, interval: stored, spent } of rows) {
    // Slower than the settings after a 429, never faster.
    const effective = Math.max(stored, interval[kind])
    const latest = Math.ceil(now + effective)
    // A clock that was set back must not stop everything for as long. Kept, or it would be as far away at every look.
    if (tat > latest)
      await db.updateTable('outbox_pace').set({ tat: latest }).where('kind', '=', kind).execute()
    paces.push({ kind, spent, interval: effective, tat: Math.min(tat, latest) })
  }
  return paces
}

/** Sends a candidate, ends it, or lets it wait. */
async function consider(
  db: Transaction<Tables>,
  settings: Settings,
  candidate: MessageRow,
  spent: number,
  now: number,
): Promise<MessageRow | 'waiting' | 'tooExpensive'> {
  const { id, recipient, twin } = candidate
  const update = (change: Partial<MessageRow>): Promise<MessageRow> =>
    db.updateTable('outbox_message').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
  const postpone = async (due: number): Promise<'waiting'> => {
    await update({ due })
    return 'waiting'
  }

  if (candidate.expires !== null && candidate.expires <= now) {
    return update({ state: 'expired', changed_at: now })
  }
  const optOut = await db
    .selectFrom('outbox_opt_out')
    .select('source')
    .where('recipient', '=', recipient)
    .executeTakeFirst()
  if (optOut !== undefined) {
    return update({
      state: 'optedOut',
      reason: `The recipient has opted out (${optOut.source}).`,
      changed_at: now,
    })
  }
  const allowed = settings.quiet?.allowedFrom(recipient, now) ?? now
  if (allowed > now) return postpone(allowed)
  const choice = await chooseSender(db, settings, recipient, candidate.wanted_sender, now)
  if ('notBefore' in choice) return postpone(choice.notBefore)
  const openTwin = await db
    .selectFrom('outbox_message')
    .select('id')
    .where('twin', '=', twin)
    .where('sender', '=', choice.sender)
    .where('state', 'in', openStates)
    .executeTakeFirst()
  if (openTwin !== undefined) return postpone(now + twinWait)
  if (spent + candidate.cost > settings.maxCost) return 'tooExpensive'
  await noteSender(db, choice.sender, recipient, now)
  return update({
    state: 'sending',
    sender: choice.sender,
    attempts: candidate.attempts + 1,
    sent_at: now,
    give_up_at: now + settings.sendDeadline + giveUpMargin,
    reason: null,
    code: null,
    looks: 0,
    next_look: null,
    changed_at: now,
  })
}
