import { postgresLedger } from '@flowroute/outbox/postgres'
import { Pool, type PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exactlyOnce, kinds, patience, simulateMany } from '../test/crashes/campaigns.ts'
import type { MortalProcess } from '../test/crashes/process.ts'
import type { OpenStorage } from '../test/crashes/storage.ts'
import { openPostgres, type Service } from './servers.ts'

let postgres: Service

beforeAll(async () => {
  postgres = await openPostgres()
})

afterAll(() => postgres?.[Symbol.asyncDispose]())

let schemas = 0

/** A schema of PostgreSQL; each process has a pool of its own, and its connections break when it dies. */
const storage: OpenStorage = async () => {
  const schema = `crash_${process.pid}_${++schemas}`
  const pools: Pool[] = []
  let busy = 0
  const connect = (): Pool => {
    const pool = new Pool({
      connectionString: postgres.url,
      options: `-c search_path=${schema} -c synchronous_commit=off`,
    })
    // Of connections that broke while they were idle.
    pool.on('error', () => {})
    pools.push(pool)
    return pool
  }
  const watch = async <T>(query: () => Promise<T>): Promise<T> => {
    busy++
    try {
      return await query()
    } finally {
      busy--
    }
  }
  const admin = new Pool({ connectionString: postgres.url, max: 1 })
  await admin.query(`create schema ${schema}`)
  return {
    open: (process, now) => postgresLedger({ pool: mortal(connect(), process, watch), now }),
    look: (now) => postgresLedger({ pool: connect(), now }),
    async idle() {
      do await new Promise((resolve) => setImmediate(resolve))
      while (busy > 0)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(pools.map((pool) => pool.end()))
      await admin.query(`drop schema ${schema} cascade`)
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

test.each(kinds)(
  'PostgreSQL, a campaign %s: nothing twice, nothing lost, every message settled or listed',
  async (name, campaign) => {
    // Fewer messages than on SQLite: each takes five times as long.
    const sum = await simulateMany(name, { ...campaign, storage, messages: 12, kills: 4 }, exactlyOnce)
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)
