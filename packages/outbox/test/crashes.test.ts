import { expect, test } from 'vitest'
import type { Trouble } from './crashes/service.ts'
import { type Outcome, simulate } from './crashes/simulate.ts'

/** Seeds of each kind of campaign: a few here, `OUTBOX_RUNS=2000` for the table in the README. */
const runs = Number(process.env['OUTBOX_RUNS'] ?? 2)

const calm: Trouble = {
  lostBefore: 0,
  lostAfter: 0,
  proxy: 0,
  tooMany: 0,
  late: 0,
  lateBy: 0,
  recordsLateBy: 0,
}
const rough: Trouble = {
  lostBefore: 5,
  lostAfter: 7,
  proxy: 5,
  tooMany: 3,
  late: 5,
  lateBy: 50_000,
  recordsLateBy: 1_800_000,
}

const kinds: [string, { trouble: Trouble; skew: number; processes: number }][] = [
  ['killed at its writes, on a calm network', { trouble: calm, skew: 0, processes: 1 }],
  ['and on a rough network, with late records', { trouble: rough, skew: 0, processes: 1 }],
  ['with a clock ten minutes ahead', { trouble: rough, skew: 600_000, processes: 1 }],
  ['with a clock ten minutes behind', { trouble: rough, skew: -600_000, processes: 1 }],
  ['as two processes on one ledger', { trouble: rough, skew: 0, processes: 2 }],
]

test.each(kinds)(
  'a campaign %s: nothing twice, nothing lost, every message settled or listed',
  async (name, campaign) => {
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
    for (let seed = 1; seed <= runs; seed++) {
      const outcome = await simulate({ seed, messages: 60, kills: 6, ...campaign })
      expect({ seed, ...outcome }).toMatchObject({ twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0 })
      for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += outcome[key]
    }
    expect(sum.kills).toBeGreaterThan(0)
    if (runs > 100) console.log(name, JSON.stringify(sum))
  },
  Math.max(300_000, runs * 30_000),
)
