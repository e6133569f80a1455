import type { ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { LedgerConnection } from '../ledger/ledger.ts'
import { constant, prepared } from '../ledger/prepared.ts'
import type { MessageKind, MessageState, Tables } from '../ledger/tables.ts'
import { pausedSetting } from '../pause.ts'

/** What a run does not end before. */
export const openForRun: MessageState[] = ['queued', 'sending', 'unknown']

const never = Number.POSITIVE_INFINITY

/** What is queued; times are in milliseconds since 1970, or infinite. */
interface Queue {
  /** Whether nothing may be sent until the outbox is resumed. */
  isPaused: boolean
  /** When the first message of each kind is due. */
  firstDue: Record<MessageKind, number>
}

/**
 * What is queued, in one query.
 *
 * @param key only this message
 */
export async function queueOf(
  connection: LedgerConnection,
  db: Kysely<Tables>,
  key: string | undefined,
): Promise<Queue> {
  const [row] = await (key === undefined
    ? readQueue(connection, db, {})
    : readOneOfQueue(connection, db, { key }))
  return { isPaused: Boolean(row?.isPaused), firstDue: { sms: row?.sms ?? never, mms: row?.mms ?? never } }
}

/** What a run waits for; times are in milliseconds since 1970, or infinite. */
interface Outlook {
  /** Whether a message is queued, being sent, or of unknown fate. */
  isWaiting: boolean
  /** Whether nothing may be sent until the outbox is resumed. */
  isPaused: boolean
  /** When the first queued message is due. */
  dueAt: number
  /** When the first send that has not ended is given up. */
  giveUpAt: number
  /** When the first message of unknown fate is looked for. */
  lookAt: number
  /** When the first unresolved message is looked for again; a run does not wait for that. */
  lookAgainAt: number
}

/** Whether anything is left, and when something of it is due. Counting would read every message. */
export async function outlookOf(connection: LedgerConnection): Promise<Outlook> {
  const [row] = await readOutlook(connection, connection.db, {})
  return {
    isWaiting: Boolean(row?.isWaiting),
    isPaused: Boolean(row?.isPaused),
    dueAt: Math.min(row?.sms ?? never, row?.mms ?? never),
    giveUpAt: row?.giveUpAt ?? never,
    lookAt: row?.lookAt ?? never,
    lookAgainAt: row?.lookAgainAt ?? never,
  }
}

interface QueueRow {
  isPaused: SqlBool
  sms: number | null
  mms: number | null
}

const readQueue = prepared<object, QueueRow>((db) => db.selectNoFrom((build) => queueColumns(build)))

const readOneOfQueue = prepared<{ key: string }, QueueRow>((db, value) =>
  db.selectNoFrom((build) => queueColumns(build, value('key'))),
)

const readOutlook = prepared<
  object,
  QueueRow & { isWaiting: SqlBool } & Record<'giveUpAt' | 'lookAt' | 'lookAgainAt', number | null>
>((db) =>
  db.selectNoFrom((build) => {
    const { exists, selectFrom } = build
    const first = (state: MessageState, column: 'give_up_at' | 'next_look') =>
      selectFrom('outbox_message')
        .select(({ fn }) => fn.min(column).as('first'))
        .where('state', '=', constant(state))
        .where(column, 'is not', null)
    return [
      ...queueColumns(build),
      exists(selectFrom('outbox_message').select('id').where('state', 'in', openForRun.map(constant))).as(
        'isWaiting',
      ),
      first('sending', 'give_up_at').as('giveUpAt'),
      first('unknown', 'next_look').as('lookAt'),
      first('unresolved', 'next_look').as('lookAgainAt'),
    ]
  }),
)

/** The columns of a {@link QueueRow}. */
function queueColumns({ exists, selectFrom }: ExpressionBuilder<Tables, never>, key?: string) {
  // For each kind, since the index of queued messages has them one after the other.
  const firstDue = (kind: MessageKind) =>
    selectFrom('outbox_message')
      .select(({ fn }) => fn.min('due').as('first'))
      .where('state', '=', constant('queued'))
      .where('kind', '=', constant(kind))
      .$if(key !== undefined, (query) => query.where('key', '=', key as string))
  const pause = selectFrom('outbox_setting').select('name').where('name', '=', constant(pausedSetting))
  return [exists(pause).as('isPaused'), firstDue('sms').as('sms'), firstDue('mms').as('mms')] as const
}
