import { expect, test } from 'vitest'
import type { Trouble } from './crashes/service.ts'
import { type Campaign, type Outcome, recordDelay, simulate } from './crashes/simulate.ts'

/** Seeds of each kind of campaign: a few here, `OUTBOX_RUNS=2000` for the table in the README. */
const runs = Number(process.env['OUTBOX_RUNS'] ?? 2)

/** Milliseconds for a test. */
const patience = Math.max(300_000, runs * 60_000)

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
    const sum = await simulateMany(name, campaign, { twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0 })
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)

test(
  'the policy "resend" leaves nothing unresolved, and sends nothing twice while records are in time',
  async () => {
    const campaign = { trouble: rough, skew: 0, processes: 1, unresolved: 'resend' as const }
    const all = { twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0, unresolvedNotSent: 0, accepted: 60 }
    await simulateMany('resend', campaign, all)
  },
  patience,
)

test(
  'the policy "resend" sends twice what appears later than `recordDelay`',
  async () => {
    const trouble = { ...rough, recordsLateBy: 2 * recordDelay }
    const campaign = { trouble, skew: 0, processes: 1, unresolved: 'resend' as const }
    const sum = await simulateMany('resend, with records up to twice as late', campaign, { lost: 0 })
    expect(sum.twice).toBeGreaterThan(0)
    const careful = await simulateMany(
      'keep, with such records',
      { ...campaign, unresolved: 'keep' },
      { lost: 0 },
    )
    expect(careful.twice).toBe(0)
  },
  patience,
)

/** Runs a campaign with each seed; every one must come to what is expected. */
async function simulateMany(
  name: string,
  campaign: Omit<Campaign, 'seed' | 'messages' | 'kills'>,
  expected: Partial<Outcome>,
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
  for (let seed = 1; seed <= runs; seed++) {
    const outcome = await simulate({ seed, messages: 60, kills: 6, ...campaign })
    expect({ seed, ...outcome }).toMatchObject(expected)
    for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += outcome[key]
  }
  if (runs > 20) console.log(name, JSON.stringify(sum))
  return sum
}
