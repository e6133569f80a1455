import { postgresLedger } from '@flowroute/outbox/postgres'
import { Pool, type PoolClient } from 'pg'
import type { MortalProcess } from '../test/crashes/process.ts'
import type { OpenStorage } from '../test/crashes/storage.ts'

let databases = 0

/**
 * A database of PostgreSQL, since opening a ledger fails while somebody drops a schema in the same one. Each process has a
 * pool of its own, and its connections break when it dies.
 */
export const postgresStorage =
  (url: string): OpenStorage =>
  async () => {
    const name = `crash_${process.pid}_${++databases}`
    const own = Object.assign(new URL(url), { pathname: `/${name}` }).href
    const pools = new Set<Pool>()
    let busy = 0
    const waiting: (() => void)[] = []
    const connect = (): Pool => {
      const pool = new Pool({
        connectionString: own,
        // Of each process, of which there are many.
        max: 3,
        options: '-c synchronous_commit=off',
      })
      // Of connections that broke while they were idle.
      pool.on('error', () => {})
      pools.add(pool)
      return pool
    }
    const watch = async <T>(query: () => Promise<T>): Promise<T> => {
      busy++
      try {
        return await query()
      } finally {
        if (--busy === 0) for (const go of waiting.splice(0)) setImmediate(go)
      }
    }
    const admin = new Pool({ connectionString: url, max: 1 })
    await admin.query(`create database ${name}`)
    return {
      async open(process, now) {
        const pool = connect()
        const ledger = mortal(pool, process, watch)
        process.whenDead(() => {
          pools.delete(pool)
          void pool.end()
        })
        return postgresLedger({ pool: ledger, now })
      },
      look: (now) => postgresLedger({ pool: connect(), now }),
      async idle() {
        await new Promise<void>((resolve) => setImmediate(resolve))
        while (busy > 0) await new Promise<void>((resolve) => waiting.push(resolve))
      },
      async [Symbol.asyncDispose]() {
        await Promise.all([...pools].map((pool) => pool.end()))
        await admin.query(`drop database ${name} with (force)`)
        await admin.end()
      },
    }
  }

type Watch = <T>(query: () => Promise<T>) => Promise<T>

/** The pool as a process sees it that may die. */
function mortal(pool: Pool, process: MortalProcess, watch: Watch): Pick<Pool, 'connect' | 'end'> {
  const inUse = new Set<PoolClient>()
  const release = (client: PoolClient): void => {
    // Destroyed, so that the server rolls back what was not committed.
    if (inUse.delete(client)) client.release(process.isDead)
  }
  process.whenDead(() => {
    for (const client of inUse) release(client)
  })
  const connect = async () => {
    const client = await process.do(() => watch(() => pool.connect()))
    inUse.add(client)
    const query = async (text: string, parameters: unknown[]) => {
      const side = process.do(() => (text === 'commit' ? process.countCommit() : undefined))
      if (side === 'before') process.die()
      const result = await watch(() => client.query(text, parameters))
      if (side === 'after') process.die()
      return process.do(() => result)
    }
    return { query, release: () => release(client) } as unknown as PoolClient
  }
  return { connect: connect as Pool['connect'], end: async () => {} }
}
