import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely'
import { type Ledger, openLedger } from './ledger/ledger.ts'
import type { Tables } from './ledger/tables.ts'

/**
 * Options of {@link postgresLedger}.
 *
 * @example await postgresLedger({ pool: new Pool({ connectionString: process.env.DATABASE_URL }) })
 */
export interface PostgresLedgerOptions {
  /** A pool of `pg`; it stays open. The tables are made in the first schema of its search path. */
  pool: PostgresPool
  /** The clock, for tests. Default: the server's, so that all machines pace by the same one. */
  now?: (() => number) | undefined
}

/**
 * Opens a ledger in PostgreSQL, for outboxes on several machines. Its tables begin with `outbox_`.
 *
 * @param options the pool
 * @returns the ledger
 * @example
 * import { Pool } from 'pg'
 * const ledger = await postgresLedger({ pool: new Pool({ connectionString: process.env.DATABASE_URL }) })
 */
export async function postgresLedger({ pool, now }: PostgresLedgerOptions): Promise<Ledger> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return openLedger({
    db,
    engine: 'postgres',
    async now(connection) {
      if (now !== undefined) return now()
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::double precision as now`.execute(connection)
      return Math.floor(rows[0]?.now ?? 0)
    },
    isDuplicate: ({ code }: Record<string, unknown>) => code === '23505',
    // The pool is the caller's.
    close: async () => {},
    join,
  })
}

type Client = Awaited<ReturnType<PostgresPool['connect']>>

/** A transaction of Kysely, which may be another copy of it, or the client of `pg` on which one was begun. */
function join(own: object): Kysely<Tables> | undefined {
  const { isTransaction, query, totalCount } = own as Record<string, unknown>
  if (isTransaction === true) return own as Kysely<Tables>
  // A pool has a query too, and makes each on any of its connections.
  if (typeof query !== 'function' || totalCount !== undefined) return undefined
  const client: Client = { query: query.bind(own) as Client['query'], release() {} }
  const pool: PostgresPool = { connect: async () => client, end: async () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
