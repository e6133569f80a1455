import { ConfigurationError } from '@flowroute/core'
import { Kysely, sql } from 'kysely'
import { type Ledger, openLedger } from './ledger/ledger.ts'
import { adapt, type SqliteDatabase } from './ledger/sqlite-adapter.ts'
import { PatientSqliteDialect } from './ledger/sqlite-dialect.ts'
import type { Tables } from './ledger/tables.ts'

export type { SqliteDatabase } from './ledger/sqlite-adapter.ts'

/**
 * Options of {@link sqliteLedger}.
 *
 * @example await sqliteLedger({ database: new Database('outbox.db') }) // better-sqlite3 or libsql
 */
export interface SqliteLedgerOptions {
  /** Path of the file, which is created where there is none. */
  path?: string | undefined
  /** An open database of better-sqlite3, libsql or `node:sqlite`, in place of the path; it stays open. */
  database?: SqliteDatabase | undefined
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined
}

/** From this version on, two connections cannot damage a database in WAL mode (a bug of 3.7.0 to 3.51.2). */
const safeForWal = [3, 51, 3] as const

/**
 * Opens a ledger in an SQLite file on this machine. With a path it uses `node:sqlite` (Node.js 22.13 and newer), else
 * `better-sqlite3` or `libsql`, whichever is installed.
 *
 * Every commit is on the disk before the request it stands for leaves. Several processes of one machine can share the
 * file; a network file system must not hold it.
 *
 * @param options a path, or options
 * @returns the ledger
 * @throws {ConfigurationError} there is no SQLite: it says what to install
 * @example const ledger = await sqliteLedger('outbox.db')
 */
export async function sqliteLedger(options: string | SqliteLedgerOptions): Promise<Ledger> {
  const { path, database, now = Date.now } = typeof options === 'string' ? { path: options } : options
  if ((path === undefined) === (database === undefined)) {
    throw new ConfigurationError('sqliteLedger needs the path of a file or an open database.')
  }
  const adapted = adapt(database ?? (await open(path as string)))
  const version = adapted.read('select sqlite_version() as version') as { version: string }
  // Not by the driver's option, which not every driver has. The rest of the wait does not stop the process.
  adapted.prepare('pragma busy_timeout = 20').all([])
  adapted
    .prepare(`pragma journal_mode = ${isAtLeast(version.version, safeForWal) ? 'wal' : 'persist'}`)
    .all([])
  adapted.prepare('pragma synchronous = full').all([])
  const db = new Kysely<Tables>({ dialect: new PatientSqliteDialect({ database: adapted }) })
  return openLedger({
    db,
    engine: 'sqlite',
    now: async () => now(),
    isDuplicate: ({ code, errcode, message }: Record<string, unknown>) =>
      code === 'SQLITE_CONSTRAINT_UNIQUE' ||
      errcode === 2067 ||
      /UNIQUE constraint failed/.test(String(message)),
    close: async () => {
      if (database === undefined) await db.destroy()
    },
    async exclusively(work) {
      await sql.raw('begin').execute(db)
      try {
        const result = await work()
        await sql.raw('commit').execute(db)
        return result
      } catch (error) {
        await sql.raw('rollback').execute(db)
        throw error
      }
    },
  })
}

async function open(path: string): Promise<SqliteDatabase> {
  const drivers = [
    async () => new (await load<{ DatabaseSync: Driver }>('node:sqlite')).DatabaseSync(path),
    async () => new (await load<{ default: Driver }>('better-sqlite3')).default(path),
    async () => new (await load<{ default: Driver }>('libsql')).default(path),
  ]
  const failures: unknown[] = []
  for (const driver of drivers) {
    try {
      return await driver()
    } catch (error) {
      if (!isMissing(error)) throw error
      failures.push(error)
    }
  }
  throw new ConfigurationError(
    'There is no SQLite: use Node.js 22.13 or newer, or install better-sqlite3@12 (where a compiler or its prebuilt binary is available) or libsql.',
    { cause: failures.at(-1) },
  )
}

type Driver = new (path: string) => SqliteDatabase

/** By a name that no bundler follows: each is there on some installations only. */
const load = async <T>(name: string): Promise<T> => (await import(name)) as T

function isMissing(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return ['ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(String(code))
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, part] of least.entries()) {
    const own = parts[index] ?? 0
    if (own !== part) return own > part
  }
  return true
}
