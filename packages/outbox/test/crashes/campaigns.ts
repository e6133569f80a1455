import { expect } from 'vitest'
import type { Trouble } from './service.ts'
import { type Campaign, type Outcome, simulate } from './simulate.ts'

/** Seeds of each kind of campaign: a few here, `OUTBOX_RUNS=400` for the table in the README. */
const runs = Number(process.env['OUTBOX_RUNS'] ?? 2)

/** Milliseconds for a test. */
export const patience = Math.max(300_000, runs * 60_000)

const calm: Trouble = {
  lostBefore: 0,
  lostAfter: 0,
  proxy: 0,
  tooMany: 0,
  late: 0,
  lateBy: 0,
  recordsLateBy: 0,
}
export const rough: Trouble = {
  lostBefore: 5,
  lostAfter: 7,
  proxy: 5,
  tooMany: 3,
  late: 5,
  lateBy: 50_000,
  recordsLateBy: 300_000,
}

/** Campaigns with deaths on both sides of commits. */
export const kinds: [string, Pick<Campaign, 'trouble' | 'skew' | 'processes'>][] = [
  ['killed at its writes, on a calm network', { trouble: calm, skew: 0, processes: 1 }],
  ['and on a rough network, with late records', { trouble: rough, skew: 0, processes: 1 }],
  ['with a clock ten minutes ahead', { trouble: rough, skew: 600_000, processes: 1 }],
  ['with a clock ten minutes behind', { trouble: rough, skew: -600_000, processes: 1 }],
  ['as two processes on one ledger', { trouble: rough, skew: 0, processes: 2 }],
]

/** How each of them has to end. */
export const exactlyOnce: Partial<Outcome> = { twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0 }

/** Runs a campaign with each seed, so many at a time; every one must come to what is expected. */
export async function simulateMany(
  name: string,
  campaign: Omit<Campaign, 'seed' | 'messages' | 'kills'> & Partial<Campaign>,
  expected: Partial<Outcome>,
  atOnce = 1,
): Promise<Outcome> {
  const sum: Outcome = {
    kills: 0,
    messages: 0,
    twice: 0,
    lost: 0,
    unsettled: 0,
    unresolvedSent: 0,
    unresolvedNotSent: 0,
    accepted: 0,
  }
  let next = 1
  const worker = async (): Promise<void> => {
    for (let seed = next++; seed <= runs; seed = next++) {
      const outcome = await simulate({ messages: 60, kills: 6, ...campaign, seed })
      expect({ seed, ...outcome }).toMatchObject(expected)
      for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += outcome[key]
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (runs > 20) console.log(name, JSON.stringify(sum))
  return sum
}
