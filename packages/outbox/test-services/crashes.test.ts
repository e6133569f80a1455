import { afterAll, beforeAll, expect, test } from 'vitest'
import { exactlyOnce, kinds, patience, simulateMany } from '../test/crashes/campaigns.ts'
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
    // Fewer messages than on SQLite: each query takes five times as long.
    const sum = await simulateMany(
      name,
      { ...campaign, storage: postgresStorage(postgres.url), messages: 12, kills: 4 },
      exactlyOnce,
      // Mostly they wait for the database.
      3,
    )
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)
