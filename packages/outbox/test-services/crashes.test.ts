import { afterAll, beforeAll, expect, test } from 'vitest'
import { exactlyOnce, kinds, patience, simulateMany } from '../test/crashes/campaigns.ts'
import { usualRecordDelay } from '../test/crashes/simulate.ts'
import { postgresStorage } from './postgres-storage.ts'
import { openPostgres, type Service } from './servers.ts'

let postgres: Service

beforeAll(async () => {
  postgres = await openPostgres()
})

afterAll(() => postgres?.[Symbol.asyncDispose]())

test.each(kinds)(
  'PostgreSQL, a campaign %s: nothing twice, nothing lost, every message settled or listed',
  async (name, campaign) => {
    // Fewer messages than on SQLite, and less waiting for late records: each query takes five times as long.
    const { trouble } = campaign
    const shorter = {
      messages: 12,
      kills: 4,
      recordDelay: usualRecordDelay / 6,
      trouble: { ...trouble, recordsLateBy: trouble.recordsLateBy / 6 },
    }
    const sum = await simulateMany(
      name,
      { ...campaign, ...shorter, storage: postgresStorage(postgres.url) },
      exactlyOnce,
      // Mostly they wait for the database.
      3,
    )
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)
