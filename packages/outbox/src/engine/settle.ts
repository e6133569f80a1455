import { isFlowrouteError } from '@flowroute/core'
import { type Kysely, sql } from 'kysely'
import { transaction } from '../ledger/ledger.ts'
import { constant, prepared } from '../ledger/prepared.ts'
import type { MessageKind, MessageRow, MessageState, Tables } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'

/** How a send ended. */
export type SendResult = { id: string } | { error: unknown }

/** What a result means for the message, and for the whole. */
export interface Verdict {
  state: MessageState
  code: string | null
  reason: string | null
  /** For `queued`: milliseconds until it may be tried again. */
  delay?: number
  /** Flowroute said that there were too many requests. */
  isTooFast?: boolean
  /** Why nothing should be sent any more. */
  stop?: 'credentials' | 'funds'
}

const noFunds = /insufficient (funds|balance)|balance .*(too low|insufficient)|payment required/i

/** Judges a failed send. Only what is certain to have had no effect is queued again. */
function judge(error: unknown, attempts: number): Verdict {
  if (!isFlowrouteError(error)) {
    // Such as an error of the program's own middleware: nothing says how far the request got.
    return { state: 'unknown', code: null, reason: String(error) }
  }
  const { name, message: reason, outcome } = error
  const {
    status,
    errors = [],
    retryAfter,
  } = error as {
    status?: number
    errors?: readonly { code?: string }[]
    retryAfter?: number
  }
  const code = errors.find((detail) => detail.code !== undefined)?.code ?? null
  const base = { code, reason }
  if (outcome === 'unknown') return { ...base, state: 'unknown' }
  // Twice as long each time, up to a minute.
  const backoff = Math.min(60_000, 1_000 * 2 ** Math.min(attempts - 1, 6))
  if (outcome === 'not-sent' && name !== 'InvalidInputError')
    return { ...base, state: 'queued', delay: backoff }
  if (status === 429) return { ...base, state: 'queued', delay: retryAfter ?? 1_000, isTooFast: true }
  if (name === 'RecipientOptedOutError') return { ...base, state: 'optedOut' }
  if (status === 401) return { ...base, state: 'queued', delay: backoff, stop: 'credentials' }
  if (status === 402 || noFunds.test(reason))
    return { ...base, state: 'queued', delay: backoff, stop: 'funds' }
  return { ...base, state: 'refused' }
}

/**
 * Writes the end of a send into the ledger. It may come late, when another process has given the message up already:
 * what is known for certain then takes the place of `unknown` and `unresolved`.
 *
 * @returns the message as it is now, or undefined when it was settled by somebody else
 */
export async function settle(
  settings: Settings,
  sent: MessageRow,
  result: SendResult,
): Promise<{ message: MessageRow | undefined; verdict: Verdict | undefined }> {
  const { connection } = settings
  const verdict = 'id' in result ? undefined : judge(result.error, sent.attempts)
  return transaction(connection, async (db) => {
    const now = await connection.now(db)
    const which = { id: sent.id, attempts: sent.attempts }
    const message =
      'id' in result
        ? (await writeAccepted(connection, db, { ...which, flowroute_id: result.id, changed_at: now }))[0]
        : await unaccepted(db, which, { ...verdictChange(verdict as Verdict, now), changed_at: now })
    if (message !== undefined && verdict?.state === 'optedOut') {
      await db
        .insertInto('outbox_opt_out')
        .values({ recipient: sent.recipient, at: now, source: 'Flowroute, code 1110' })
        .onConflict((conflict) => conflict.column('recipient').doNothing())
        .execute()
    }
    // It was counted as spent when it was claimed.
    if (message !== undefined && ['queued', 'refused', 'optedOut'].includes(message.state)) {
      await db
        .updateTable('outbox_pace')
        .set({ spent: sql`spent - ${sent.cost}` })
        .where('kind', '=', sent.kind)
        .execute()
    }
    if (verdict?.isTooFast) await slowDown(settings, db, sent.kind)
    return { message, verdict }
  })
}

/** The states in which a message's end can be written. */
const unsettled = ['sending', 'unknown', 'unresolved'] as const

const writeAccepted = prepared<
  Pick<MessageRow, 'id' | 'attempts' | 'changed_at'> & { flowroute_id: string },
  MessageRow
>((db, value) =>
  db
    .updateTable('outbox_message')
    .set({
      state: 'accepted',
      flowroute_id: value('flowroute_id'),
      reason: null,
      code: null,
      next_look: null,
      changed_at: value('changed_at'),
    })
    .where('id', '=', value('id'))
    // A later attempt of the same message is not this one's business.
    .where('attempts', '=', value('attempts'))
    .where('state', 'in', unsettled.map(constant))
    .returningAll(),
)

function unaccepted(
  db: Kysely<Tables>,
  { id, attempts }: Pick<MessageRow, 'id' | 'attempts'>,
  change: Partial<MessageRow>,
): Promise<MessageRow | undefined> {
  return db
    .updateTable('outbox_message')
    .set(change)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', 'in', change.state === 'unknown' ? ['sending'] : unsettled)
    .returningAll()
    .executeTakeFirst()
}

function verdictChange({ state, code, reason, delay = 0 }: Verdict, now: number): Partial<MessageRow> {
  const known = { state, code, reason }
  if (state === 'queued') return { ...known, due: now + delay, give_up_at: null }
  return state === 'unknown' ? { ...known, next_look: now + firstLook } : { ...known, next_look: null }
}

/** Milliseconds from a lost answer to the first look for the message's record. */
const firstLook = 15_000

/** The slowest that 429s can make it, against what is set. */
const slowest = 32

/** Halves the pace. Each claim restores a little of it. */
async function slowDown({ interval }: Settings, db: Kysely<Tables>, kind: MessageKind): Promise<void> {
  const row = await db
    .selectFrom('outbox_pace')
    .select('interval')
    .where('kind', '=', kind)
    .executeTakeFirst()
  const base = interval[kind]
  const doubled = Math.min(base * slowest, Math.max(base, row?.interval ?? base) * 2)
  await db.updateTable('outbox_pace').set({ interval: doubled }).where('kind', '=', kind).execute()
}
