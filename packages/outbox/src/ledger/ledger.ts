import type { Kysely, Transaction } from 'kysely'
import { type Engine, migrate } from './migrations.ts'
import type { Tables } from './tables.ts'

/** What {@link openLedger} needs of a database. */
export interface LedgerConnection {
  db: Kysely<Tables>
  engine: Engine
  /** The time that all processes on this ledger go by, in milliseconds since 1970. */
  now(db: Kysely<Tables>): Promise<number>
  /** Whether an error says that a unique index was violated. */
  isDuplicate(error: unknown): boolean
  close(): Promise<void>
  /** Runs the migrations while no other process can: for databases on which Kysely takes no lock for them. */
  exclusively?<T>(work: () => Promise<T>): Promise<T>
}

/**
 * The ledger of an outbox: what is to be sent, and what is known about what was. Made by `sqliteLedger` of
 * `@flowroute/outbox/sqlite` or `postgresLedger` of `@flowroute/outbox/postgres`.
 *
 * @example const ledger: Ledger = await sqliteLedger('outbox.db')
 */
export interface Ledger {
  /** Closes the database, unless it was given from outside. */
  close(): Promise<void>
  /** For the outbox alone. */
  readonly '~connection': LedgerConnection
}

/** Brings the tables up to date, and hands out the ledger. */
export async function openLedger(connection: LedgerConnection): Promise<Ledger> {
  const work = (): Promise<void> => migrate(connection.db, connection.engine)
  await (connection.exclusively === undefined ? work() : connection.exclusively(work))
  return { close: () => connection.close(), '~connection': connection }
}

/** Runs something in one transaction, which takes the write lock at its beginning. */
export function transaction<T>(
  { db }: LedgerConnection,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(work)
}
