import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Ledger } from '@flowroute/outbox'
import { type PostgresLedgerOptions, postgresLedger } from '@flowroute/outbox/postgres'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'

/** A ledger for one test, with what it takes away again. */
export interface TestLedger extends AsyncDisposable {
  ledger: Ledger
}

export type OpenLedger = (now: () => number) => Promise<TestLedger>

/** SQLite in a file of its own. */
export const openSqlite: OpenLedger = async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-outbox-'))
  const database = new Database(join(folder, 'outbox.db'))
  const ledger = await sqliteLedger({ database, now })
  return {
    ledger,
    [Symbol.asyncDispose]: async () => {
      database.close()
      await rm(folder, { recursive: true })
    },
  }
}

type PoolClient = Awaited<ReturnType<PostgresLedgerOptions['pool']['connect']>>

let pglite: Promise<PGlite> | undefined
let schemas = 0

/**
 * PostgreSQL's queries on PGlite, in a schema of their own: one instance for all, since each takes hundreds of
 * megabytes. It has a single session, so that locks and races are tested on a real server (`pnpm test:services`).
 */
export const openPglite = async (
  now: () => number,
): Promise<TestLedger & { pool: PostgresLedgerOptions['pool'] }> => {
  pglite ??= PGlite.create()
  const database = await pglite
  const schema = `test_${++schemas}`
  await database.exec(`create schema ${schema}; set search_path to ${schema}`)
  const pool = poolOf(database)
  const ledger = await postgresLedger({ pool, now })
  return {
    ledger,
    pool,
    [Symbol.asyncDispose]: async () => {
      await database.exec(`drop schema ${schema} cascade`)
    },
  }
}

/** The one session as a pool of `pg`: whoever connects waits until the one before has released it. */
function poolOf(database: PGlite): PostgresLedgerOptions['pool'] {
  let free: Promise<void> = Promise.resolve()
  return {
    async connect() {
      const before = free
      let release = (): void => {}
      free = new Promise((resolve) => {
        release = resolve
      })
      await before
      const client = {
        async query(text: unknown, parameters?: readonly unknown[]) {
          const { rows, affectedRows } = await database.query(String(text), [...(parameters ?? [])])
          const [command = ''] = String(text).trim().toUpperCase().split(/\s/)
          return { command, rowCount: affectedRows ?? rows.length, rows }
        },
        release: () => release(),
      }
      return client as unknown as PoolClient
    },
    end: async () => {},
  }
}
