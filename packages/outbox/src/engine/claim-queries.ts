import type { Kysely, Selectable, SqlBool, Transaction, UpdateResult } from 'kysely'
import type { LedgerConnection } from '../ledger/ledger.ts'
import type { Engine } from '../ledger/migrations.ts'
import { constant, prepared, type ValueOf } from '../ledger/prepared.ts'
import { type MessageKind, type MessageRow, openStates, type Tables } from '../ledger/tables.ts'

/** A row of the paces. */
export type PaceRow = Selectable<Tables['outbox_pace']>

/** The paces, locked until the transaction ends. */
export const readPaces = prepared<object, PaceRow>((db, _, engine) =>
  db
    .selectFrom('outbox_pace')
    .selectAll()
    .orderBy('kind')
    .$if(engine === 'postgres', (query) => query.forUpdate()),
)

export const writePace = prepared<PaceRow, UpdateResult>((db, value) =>
  db
    .updateTable('outbox_pace')
    .set({ tat: value('tat'), spent: value('spent'), interval: value('interval') })
    .where('kind', '=', value('kind')),
)

/** A queued message with what decides whether it may be sent. */
export interface Candidate {
  row: MessageRow
  /** Where the recipient has opted out; null if not. */
  optOut: string | null
  /** The sender that the recipient was written to from before. */
  knownSender: string | null
  /** Whether a message that cannot be told from this one but by its sender is being sent, or of unknown fate. */
  hasOpenTwin: boolean
}

interface CandidateValues {
  kind: MessageKind
  now: number
}

/**
 * The queued messages of a kind that are due, the first first, locked until the transaction ends. One that has been
 * looked at must not be due any more when the next is asked for.
 *
 * @param key only this message
 */
export async function* candidatesOf(
  connection: LedgerConnection,
  db: Transaction<Tables>,
  values: CandidateValues,
  key: string | undefined,
): AsyncGenerator<Candidate> {
  if (key !== undefined)
    return yield* (await oneCandidate(connection, db, { ...values, key })).map(candidateOf)
  for (const { limit, read } of batches) {
    const rows = await read(connection, db, values)
    yield* rows.map(candidateOf)
    if (rows.length < limit) break
  }
}

function candidateOf({ optOut, knownSender, hasOpenTwin, ...row }: CandidateRow): Candidate {
  return { row, optOut, knownSender, hasOpenTwin: Boolean(hasOpenTwin) }
}

type CandidateRow = MessageRow & { optOut: string | null; knownSender: string | null; hasOpenTwin: SqlBool }

/** How many candidates are read at a time: mostly the first can be sent. */
const batches = [1, 24].map((limit) => ({
  limit,
  read: prepared<CandidateValues, CandidateRow>((db, value, engine) =>
    candidateQuery(db, value, engine).limit(constant(limit)),
  ),
}))
const oneCandidate = prepared<CandidateValues & { key: string }, CandidateRow>((db, value, engine) =>
  candidateQuery(db, value, engine).where('key', '=', value('key')),
)

const candidateQuery = (db: Kysely<Tables>, value: ValueOf<CandidateValues>, engine: Engine) =>
  db
    .selectFrom('outbox_message as message')
    .selectAll()
    .select(({ exists, selectFrom }) => [
      selectFrom('outbox_opt_out')
        .select('source')
        .whereRef('outbox_opt_out.recipient', '=', 'message.recipient')
        .as('optOut'),
      selectFrom('outbox_recipient')
        .select('outbox_recipient.sender')
        .whereRef('outbox_recipient.recipient', '=', 'message.recipient')
        .as('knownSender'),
      exists(
        selectFrom('outbox_message as other')
          .select('other.id')
          .whereRef('other.twin', '=', 'message.twin')
          .where('other.state', 'in', openStates.map(constant)),
      ).as('hasOpenTwin'),
    ])
    .where('state', '=', constant('queued'))
    .where('kind', '=', value('kind'))
    .where('due', '<=', value('now'))
    .orderBy('due')
    .orderBy('id')
    // The pace is locked, so that only messages that are being changed by hand can be locked by others.
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())

/** What changes of a message when it is being sent. */
const sendingColumns = [
  'state',
  'sender',
  'attempts',
  'sent_at',
  'give_up_at',
  'reason',
  'code',
  'looks',
  'next_look',
  'changed_at',
] as const

export type Sending = Pick<MessageRow, (typeof sendingColumns)[number]>

/** Writes that a message is being sent. */
export const writeSending = prepared<Sending & Pick<MessageRow, 'id'>, UpdateResult>((db, value) =>
  db
    .updateTable('outbox_message')
    .set(Object.fromEntries(sendingColumns.map((column) => [column, value(column)])))
    .where('id', '=', value('id')),
)

/** Whether a message with this identity, from this sender, is being sent or of unknown fate. */
export async function isOpen(db: Transaction<Tables>, twin: string, sender: string): Promise<boolean> {
  const found = await db
    .selectFrom('outbox_message')
    .select('id')
    .where('twin', '=', twin)
    .where('sender', '=', sender)
    .where('state', 'in', openStates)
    .executeTakeFirst()
  return found !== undefined
}
