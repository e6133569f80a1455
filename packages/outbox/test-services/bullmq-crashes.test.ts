import { runOnBullmq } from '@flowroute/outbox/bullmq'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exactlyOnce, kinds, patience, simulateMany } from '../test/crashes/campaigns.ts'
import { Chance } from '../test/crashes/chance.ts'
import type { Trouble } from '../test/crashes/service.ts'
import type { Engine } from '../test/crashes/simulate.ts'
import { postgresStorage } from './postgres-storage.ts'
import { openPostgres, openRedis, type Service } from './servers.ts'

let postgres: Service
let redis: Service

beforeAll(async () => {
  postgres = await openPostgres()
  redis = await openRedis()
})

afterAll(async () => {
  await postgres?.[Symbol.asyncDispose]()
  await redis?.[Symbol.asyncDispose]()
})

/** Campaigns of each kind at a time: mostly they wait. */
const atOnce = 6

/** A connection that breaks when its process dies, with those that BullMQ makes from it. */
class MortalRedis extends Redis {
  readonly #copies: Redis[] = []

  override duplicate(...options: Parameters<Redis['duplicate']>): Redis {
    const copy = super.duplicate(...options)
    copy.on('error', () => {})
    this.#copies.push(copy)
    return copy
  }

  break(): void {
    for (const copy of this.#copies) copy.disconnect()
    this.disconnect()
  }
}

let queues = 0

/** BullMQ with a queue of its own, of which Redis loses everything at some of the deaths. */
function openEngine(url: string): Engine {
  const queue = `crash-${process.pid}-${++queues}`
  const chance = new Chance(queues)
  return {
    // Half a minute is what a campaign takes then: it has to be seen that nobody sends a message any more.
    options: { sendDeadline: 1_000, recordDelay: 0, rate: { sms: 50 } },
    async *run(outbox, process) {
      const connection = new MortalRedis(url, { maxRetriesPerRequest: null })
      connection.on('error', () => {})
      const ending = new AbortController()
      process.whenDead(() => {
        connection.break()
        ending.abort()
      })
      const options = { connection, queue, sweepEvery: 300, concurrency: 3, signal: ending.signal }
      try {
        yield* runOnBullmq(outbox, options)
      } finally {
        connection.break()
        if (process.isDead && chance.percent(30)) await empty(url, queue)
      }
    },
  }
}

/** Takes a queue out of Redis, as a restart without its append-only file would. */
async function empty(url: string, queue: string): Promise<void> {
  const redis = new Redis(url)
  const keys = await redis.keys(`bull:${queue}:*`)
  if (keys.length > 0) await redis.del(keys)
  redis.disconnect()
}

/**
 * Shorter than in simulated time: it has to be over before a message is looked for, which is six seconds after its send
 * began, and a busy machine needs some of them.
 */
const soon = (trouble: Trouble): Trouble => ({
  ...trouble,
  lateBy: 400,
  recordsLateBy: Math.min(trouble.recordsLateBy, 800),
})

test.concurrent.each(kinds)(
  'BullMQ, a campaign %s: nothing twice, nothing lost, every message settled or listed',
  async (name, { trouble, skew, processes }) => {
    const sum = await simulateMany(
      name,
      {
        trouble: soon(trouble),
        skew,
        processes,
        messages: 12,
        kills: 4,
        storage: postgresStorage(postgres.url),
        openEngine: () => openEngine(redis.url),
      },
      exactlyOnce,
      atOnce,
    )
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)
