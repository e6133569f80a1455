import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SqliteDatabase, sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'
import type { MortalProcess } from './process.ts'
import type { OpenStorage } from './storage.ts'

/** A file system in memory, where there is one: the deaths are simulated, and need no disk. */
const memory = '/dev/shm'

/** A file of SQLite. */
export const openSqliteStorage: OpenStorage = async () => {
  const folder = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'flowroute-crash-'))
  const file = join(folder, 'outbox.db')
  const opened: InstanceType<typeof Database>[] = []
  const connect = (): InstanceType<typeof Database> => {
    const database = new Database(file)
    opened.push(database)
    return database
  }
  return {
    open: (process, now) => sqliteLedger({ database: mortal(connect(), process), now }),
    look: (now) => sqliteLedger({ database: connect(), now }),
    // SQLite answers at once.
    idle: () => new Promise((resolve) => setImmediate(resolve)),
    async [Symbol.asyncDispose]() {
      for (const database of opened) database.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** The database as a process sees it that may die. */
function mortal(inner: SqliteDatabase, process: MortalProcess): SqliteDatabase {
  process.whenDead(() => {
    // As the operating system does: what was not committed is gone, and its lock with it.
    try {
      inner.prepare('rollback').run()
    } catch {
      // There was no transaction.
    }
  })
  return {
    prepare(text) {
      const statement = inner.prepare(text)
      return {
        all: (...parameters) => process.do(() => statement.all(...parameters)),
        run: (...parameters) =>
          process.do(() => {
            const side = text === 'commit' ? process.countCommit() : undefined
            if (side === 'before') process.die()
            const result = statement.run(...parameters)
            if (side === 'after') process.die()
            return result
          }),
      }
    },
    close: () => inner.close(),
  }
}
