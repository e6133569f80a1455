/** The part of a statement that is used, of better-sqlite3, libsql and `node:sqlite` alike. */
interface SqliteStatement {
  all(...parameters: unknown[]): unknown[]
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
}

/**
 * The part of a database that is used: better-sqlite3 12, libsql 0.5 and `node:sqlite` have it.
 *
 * @example const database: SqliteDatabase = new Database('outbox.db') // of better-sqlite3 or libsql
 */
export interface SqliteDatabase {
  prepare(statement: string): SqliteStatement
  close(): unknown
}

interface AdaptedStatement {
  readonly reader: boolean
  all(parameters: readonly unknown[]): unknown[]
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>
}

/** Statements kept prepared; the outbox has some dozens of different ones. */
const mostPrepared = 200

/**
 * One face for all drivers: parameters are spread (`node:sqlite` takes an array for named ones) and converted before
 * they are bound (a boolean ends the process in libsql), and a transaction takes the write lock at once: one that reads
 * first and writes later fails immediately when another process has written in between.
 */
export function adapt(database: SqliteDatabase): {
  prepare(statement: string): AdaptedStatement
  close(): void
  read(statement: string): unknown
} {
  const prepared = new Map<string, AdaptedStatement>()
  const prepare = (text: string): AdaptedStatement => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    const statement = database.prepare(text === 'begin' ? 'begin immediate' : text)
    const all = (parameters: readonly unknown[]): unknown[] => statement.all(...parameters.map(bindable))
    const adapted: AdaptedStatement = {
      // Not by the driver's own word: `columns()` is missing in Node.js 22.13.
      reader: /^\s*(select|with|pragma)\b|\breturning\b/i.test(text),
      all,
      run: (parameters) => statement.run(...parameters.map(bindable)),
      iterate: (parameters) => all(parameters)[Symbol.iterator](),
    }
    if (prepared.size < mostPrepared) prepared.set(text, adapted)
    return adapted
  }
  return {
    prepare,
    read: (text) => prepare(text).all([])[0],
    close: () => void database.close(),
  }
}

function bindable(value: unknown): string | number | bigint | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new TypeError(`A ${typeof value} cannot be stored.`)
}
