import type { Compilable, Kysely, Selectable, SqlBool, Transaction, UpdateResult } from 'kysely'
import type { LedgerConnection } from '../ledger/ledger.ts'
import type { Engine } from '../ledger/migrations.ts'
import { prepared, type ValueOf } from '../ledger/prepared.ts'
import { type MessageKind, type MessageRow, openStates, type Tables } from '../ledger/tables.ts'
import { pausedSetting } from '../pause.ts'

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

/** What is queued, in one look. */
export interface Queue {
  /** Whether nothing may be sent until the outbox is resumed. */
  isPaused: boolean
  /** When the first message of each kind is due, in milliseconds since 1970; infinite where there is none. */
  firstDue: Record<MessageKind, number>
}

/** @param key only this message */
export async function queueOf(
  connection: LedgerConnection,
  db: Transaction<Tables>,
  key: string | undefined,
): Promise<Queue> {
  const [row] = await (key === undefined
    ? wholeQueue(connection, db, {})
    : oneOfQueue(connection, db, { key }))
  const never = Number.POSITIVE_INFINITY
  return {
    isPaused: Boolean(row?.paused),
    firstDue: { sms: row?.sms ?? never, mms: row?.mms ?? never },
  }
}

const wholeQueue = prepared<object, QueueRow>((db) => queueQuery(db))
const oneOfQueue = prepared<{ key: string }, QueueRow>((db, value) => queueQuery(db, value('key')))

export interface QueueRow {
  paused: SqlBool
  sms: number | null
  mms: number | null
}

const queueQuery = (db: Kysely<Tables>, key?: string): Compilable<QueueRow> =>
  db.selectNoFrom(({ exists, selectFrom }) => {
    const first = (kind: MessageKind) =>
      selectFrom('outbox_message')
        .select(({ fn }) => fn.min('due').as('first'))
        .where('state', '=', 'queued')
        .where('kind', '=', kind)
        .$if(key !== undefined, (query) => query.where('key', '=', key as string))
    const pause = selectFrom('outbox_setting').select('name').where('name', '=', pausedSetting)
    return [exists(pause).as('paused'), first('sms').as('sms'), first('mms').as('mms')]
  })

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

/** Writes that a message is being sent. */
export const writeSending = prepared<
  Pick<MessageRow, 'id' | 'attempts' | 'sent_at' | 'give_up_at' | 'changed_at'> & { sender: string },
  UpdateResult
>((db, value) =>
  db
    .updateTable('outbox_message')
    .set({
      state: 'sending',
      sender: value('sender'),
      attempts: value('attempts'),
      sent_at: value('sent_at'),
      give_up_at: value('give_up_at'),
      reason: null,
      code: null,
      looks: 0,
      next_look: null,
      changed_at: value('changed_at'),
    })
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
