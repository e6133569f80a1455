import { InvalidInputError } from '@flowroute/core'
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
  /** A transaction of the caller's as a database with these tables; undefined if it is none. Not every engine has it. */
  join?(own: object): Kysely<Tables> | undefined
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

/**
 * A transaction of the caller's, to write in.
 *
 * @throws {InvalidInputError} it is none of this database
 */
export function joined(connection: LedgerConnection, own: unknown): Kysely<Tables> {
  const joined = typeof own === 'object' && own !== null ? connection.join?.(own) : undefined
  if (joined !== undefined) return joined
  const message =
    connection.join === undefined
      ? 'is not possible with this ledger: use PostgreSQL'
      : 'must be a transaction of Kysely, or a connected client of pg'
  throw new InvalidInputError([{ field: 'options.transaction', message }])
}
