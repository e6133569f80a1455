import { Outbox, type OutboxEvent } from '@flowroute/outbox'
import { runOnBullmq } from '@flowroute/outbox/bullmq'
import { postgresLedger } from '@flowroute/outbox/postgres'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import { Redis } from 'ioredis'
import { Pool } from 'pg'

/** What a worker is told, as JSON in its first argument. */
export interface WorkerOrder {
  /** URL of PostgreSQL, or the path of a file for SQLite. */
  ledger: string
  /** URL of Redis; without it, the engine in the process. */
  redis: string | undefined
  baseUrl: string
  accessKey: string
  secretKey: string
  from: string
  perSecond: number
  recordDelay: number
}

const order = JSON.parse(process.argv[2] as string) as WorkerOrder
const { accessKey, secretKey, baseUrl, from, recordDelay } = order
const isPostgres = order.ledger.startsWith('postgres')
const pool = isPostgres ? new Pool({ connectionString: order.ledger }) : undefined
const ledger = pool === undefined ? await sqliteLedger(order.ledger) : await postgresLedger({ pool })
const outbox = new Outbox({
  client: { accessKey, secretKey, baseUrl },
  ledger,
  from,
  rate: { sms: order.perSecond },
  recordDelay,
  sendDeadline: 3_000,
  stopAfterFailures: 1_000_000,
})
const redis = order.redis === undefined ? undefined : new Redis(order.redis, { maxRetriesPerRequest: null })
redis?.on('error', () => {})
const events: AsyncIterable<OutboxEvent> =
  redis === undefined
    ? outbox.run()
    : runOnBullmq(outbox, { connection: redis, sweepEvery: 500, concurrency: 20 })
for await (const event of events) if (event.type === 'stopped') console.error(event)
redis?.disconnect()
await pool?.end()
