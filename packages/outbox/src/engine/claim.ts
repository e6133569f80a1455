import type { Transaction } from 'kysely'
import { transaction } from '../ledger/ledger.ts'
import type { MessageKind, MessageRow, Tables } from '../ledger/tables.ts'
import { chooseSender, noteSender } from '../rules/senders.ts'
import type { Settings } from '../settings.ts'
import {
  type Candidate,
  candidatesOf,
  isOpen,
  type PaceRow,
  readPaces,
  type Sending,
  writePace,
  writeSending,
} from './claim-queries.ts'
import { queueOf } from './queue.ts'

/** What a claim came to. */
export interface Claim {
  /** The message that is to be sent now; its state is `sending`, and committed. */
  claimed: MessageRow | undefined
  /** Messages that turned out not to be sent at all. */
  ended: MessageRow[]
  /** When it is worth claiming again, in milliseconds since 1970; undefined when nothing was queued. */
  next: number | undefined
  /** Whether the next message would cost more than is allowed. */
  tooExpensive?: boolean
  /** Whether nothing may be sent until the outbox is resumed. */
  paused?: boolean
}

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
    // Not before the lock: while this transaction waited for it, another may have sent, or paused everything.
    const now = await connection.now(db)
    const { isPaused, firstDue } = await queueOf(connection, db, key)
    const result: Claim = { claimed: undefined, ended: [], next: undefined }
    if (isPaused) return { ...result, paused: true }
    const paces = await pacesAt(db, settings, rows, now)
    const spent = paces.reduce((sum, pace) => sum + pace.spent, 0)
    const ready = paces
      .filter(({ kind, tat }) => tat <= now && firstDue[kind] <= now)
      .sort((one, other) => firstDue[one.kind] - firstDue[other.kind])
    for await (const { candidate, pace } of candidates(db, settings, ready, now, key)) {
      const outcome = await consider(db, settings, candidate, spent, now)
      if (outcome === 'tooExpensive') return { ...result, tooExpensive: true }
      if (outcome !== 'waiting' && outcome.state === 'sending') {
        pace.tat = await takeSlot(db, settings, pace, outcome.cost, now)
        result.claimed = outcome
        break
      }
      if (outcome !== 'waiting') result.ended.push(outcome)
    }
    // As the queue was before: if more is due by that, the next claim sees at once whether that is still so.
    const next = Math.min(...paces.map(({ kind, tat }) => Math.max(firstDue[kind], tat, now)))
    return { ...result, next: Number.isFinite(next) ? next : undefined }
  })
}

/** The queued messages that may be sent now by their paces, beginning with the kind whose first is due first. */
async function* candidates(
  db: Transaction<Tables>,
  settings: Settings,
  ready: readonly Pace[],
  now: number,
  key: string | undefined,
): AsyncGenerator<{ candidate: Candidate; pace: Pace }> {
  for (const pace of ready) {
    const some = candidatesOf(settings.connection, db, { kind: pace.kind, now }, key)
    for await (const candidate of some) yield { candidate, pace }
  }
}

interface Pace {
  kind: MessageKind
  tat: number
  interval: number
  /** The interval in the ledger: longer after a 429 alone. */
  stored: number
  spent: number
}

/** The rows of the paces, locked until the transaction ends. */
async function lockPaces(db: Transaction<Tables>, { connection }: Settings): Promise<PaceRow[]> {
  const rows = await readPaces(connection, db, {})
  if (rows.length === 2) return rows
  await db
    .insertInto('outbox_pace')
    .values((['mms', 'sms'] as const).map((kind) => ({ kind, tat: 0, interval: 0, spent: 0 })))
    .onConflict((conflict) => conflict.column('kind').doNothing())
    .execute()
  return readPaces(connection, db, {})
}

/** The paces at a time. */
async function pacesAt(
  db: Transaction<Tables>,
  { interval }: Settings,
  rows: readonly PaceRow[],
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
    paces.push({ kind, spent, stored, interval: effective, tat: Math.min(tat, latest) })
  }
  return paces
}

/**
 * Takes the next slot of a pace. After a 429 the pace is restored by 2 % with each message.
 *
 * @returns when the slot after it begins
 */
async function takeSlot(
  db: Transaction<Tables>,
  settings: Settings,
  { kind, interval, stored, spent }: Pace,
  cost: number,
  now: number,
): Promise<number> {
  const tat = Math.ceil(now + interval)
  // This outbox's own pace may be slower than another's on the same ledger, which it must not slow down.
  const usual = settings.interval[kind]
  const restored = stored > usual ? Math.max(usual, stored * 0.98) : stored
  await writePace(settings.connection, db, { kind, tat, spent: spent + cost, interval: restored })
  return tat
}

/** Sends a candidate, ends it, or lets it wait. */
async function consider(
  db: Transaction<Tables>,
  settings: Settings,
  candidate: Candidate,
  spent: number,
  now: number,
): Promise<MessageRow | 'waiting' | 'tooExpensive'> {
  const { row, optOut, knownSender, hasOpenTwin } = candidate
  const update = async (change: Partial<MessageRow>): Promise<MessageRow> => {
    await db.updateTable('outbox_message').set(change).where('id', '=', row.id).execute()
    return { ...row, ...change }
  }
  const postpone = async (due: number): Promise<'waiting'> => {
    await update({ due })
    return 'waiting'
  }

  if (row.expires !== null && row.expires <= now) return update({ state: 'expired', changed_at: now })
  if (optOut !== null) {
    return update({ state: 'optedOut', reason: `The recipient has opted out (${optOut}).`, changed_at: now })
  }
  const allowed = settings.quiet?.allowedFrom(row.recipient, now) ?? now
  if (allowed > now) return postpone(allowed)
  const choice = await chooseSender(db, settings, row, knownSender, now)
  if ('notBefore' in choice) return postpone(choice.notBefore)
  const { sender } = choice
  if (hasOpenTwin && (await isOpen(db, row.twin, sender))) return postpone(now + twinWait)
  if (spent + row.cost > settings.maxCost) return 'tooExpensive'
  await noteSender(settings, db, { sender, recipient: row.recipient, known: knownSender, now })
  const sending: Sending = {
    state: 'sending',
    sender,
    attempts: row.attempts + 1,
    sent_at: now,
    give_up_at: now + settings.sendDeadline + giveUpMargin,
    reason: null,
    code: null,
    looks: 0,
    next_look: null,
    changed_at: now,
  }
  await writeSending(settings.connection, db, { id: row.id, ...sending })
  return { ...row, ...sending }
}
