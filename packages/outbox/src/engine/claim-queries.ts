import type { Compilable, Kysely, Selectable, SqlBool, Transaction, UpdateResult } from 'kysely'
import type { LedgerConnection } from '../ledger/ledger.ts'
import type { Engine } from '../ledger/migrations.ts'
import { prepared, type ValueOf } from '../ledger/prepared.ts'
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

/** The queued messages of a kind that are due first, locked until the transaction ends. */
export async function candidatesOf(
  connection: LedgerConnection,
  db: Transaction<Tables>,
  values: CandidateValues,
  key: string | undefined,
): Promise<Candidate[]> {
  const rows = await (key === undefined
    ? firstCandidates(connection, db, values)
    : oneCandidate(connection, db, { ...values, key }))
  return rows.map(({ optOut, knownSender, hasOpenTwin, ...row }) => ({
    row,
    optOut,
    knownSender,
    hasOpenTwin: Boolean(hasOpenTwin),
  }))
}

interface CandidateValues {
  kind: MessageKind
  now: number
  limit: number
}

type CandidateRow = MessageRow & { optOut: string | null; knownSender: string | null; hasOpenTwin: SqlBool }

const firstCandidates = prepared<CandidateValues, CandidateRow>((db, value, engine) =>
  candidateQuery(db, value, engine),
)
const oneCandidate = prepared<CandidateValues & { key: string }, CandidateRow>((db, value, engine) =>
  candidateQuery(db, value, engine, value('key')),
)

const candidateQuery = (
  db: Kysely<Tables>,
  value: ValueOf<CandidateValues>,
  engine: Engine,
  key?: string,
): Compilable<CandidateRow> =>
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
          .where('other.state', 'in', openStates),
      ).as('hasOpenTwin'),
    ])
    .where('state', '=', 'queued')
    .where('kind', '=', value('kind'))
    .where('due', '<=', value('now'))
    .$if(key !== undefined, (query) => query.where('key', '=', key as string))
    .orderBy('due')
    .orderBy('id')
    .limit(value('limit'))
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
