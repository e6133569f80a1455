import { expect, test } from 'vitest'
import { exactlyOnce, kinds, patience, rough, simulateMany } from './crashes/campaigns.ts'
import { recordDelay } from './crashes/simulate.ts'
import { openSqliteStorage as storage } from './crashes/sqlite.ts'

test.each(kinds)(
  'a campaign %s: nothing twice, nothing lost, every message settled or listed',
  async (name, campaign) => {
    const sum = await simulateMany(name, { ...campaign, storage }, exactlyOnce)
    expect(sum.kills).toBeGreaterThan(0)
  },
  patience,
)

test(
  'the policy "resend" leaves nothing unresolved, and sends nothing twice while records are in time',
  async () => {
    const campaign = { storage, trouble: rough, skew: 0, processes: 1, unresolved: 'resend' as const }
    const all = { twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0, unresolvedNotSent: 0, accepted: 60 }
    await simulateMany('resend', campaign, all)
  },
  patience,
)

test(
  'the policy "resend" sends twice what appears later than `recordDelay`',
  async () => {
    const trouble = { ...rough, recordsLateBy: 2 * recordDelay }
    const campaign = { storage, trouble, skew: 0, processes: 1, unresolved: 'resend' as const }
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
