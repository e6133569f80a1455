import { setImmediate } from 'node:timers/promises'
import type { List, Page } from '@flowroute/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Item, idsIn, idsOf, itemsOf, startList, unhandledDuring } from './list-server.ts'

/** How a service cuts its list into pages, and how a reader asks for them. */
const plans = fc.record({
  total: fc.nat({ max: 24 }),
  lengths: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  delays: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 8 }),
  honoursLimit: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 12 }),
  offset: fc.nat({ max: 5 }),
  prefetch: fc.nat({ max: 5 }),
})

type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never

/** The value an endless repetition of the given ones has at an index. */
const repeated = (values: readonly number[], index: number): number => values[index % values.length] ?? 0

/** Runs a property on plans, each with a list of its own on the one server. */
async function assertPlans(
  numRuns: number,
  property: (plan: Plan, list: List<Item>, offsets: () => number[]) => Promise<void>,
): Promise<void> {
  const runs: Plan[] = []
  await using service = await startList(async (request) => {
    const offset = Number(request.query['offset'])
    const plan = runs[Number(request.query['run'])]
    if (plan === undefined) return { status: 404 }
    const { total, lengths, delays, honoursLimit } = plan
    const length = repeated(lengths, offset)
    for (let turn = 0; turn < repeated(delays, offset); turn++) await setImmediate()
    return itemsOf(total, honoursLimit ? undefined : () => length)(request)
  })
  const unhandled = await unhandledDuring(() =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const run = runs.push(plan) - 1
        const { pageSize, offset, prefetch } = plan
        // Requests that an earlier run has given up may come in late.
        const asked = (): number[] =>
          service.server.requests
            .filter(({ query }) => query['run'] === String(run))
            .map(({ query }) => Number(query['offset']))
        await property(plan, service.list({ pageSize, offset, prefetch, run }), asked)
      }),
      { numRuns },
    ),
  )
  expect(unhandled).toEqual([])
}

describe('a list cut into pages in any way', () => {
  test('gives each item once and in order, whatever page size and prefetch', async () => {
    await assertPlans(60, async ({ total, offset }, list) => {
      const pages: Page<Item>[] = []
      for await (const page of list.pages()) pages.push(page)
      expect(pages.flatMap((page) => idsIn(page))).toEqual(idsOf(offset, total))
      for (const page of pages) expect(page.items[0]?.id).toBe(`item-${page.offset}`)
    })
  })

  test('gives as many as are taken, and asks for no page beyond them', async () => {
    await assertPlans(60, async ({ total, offset, lengths }, list, offsets) => {
      const count = lengths.length * 3
      expect(idsIn(await list.take(count))).toEqual(idsOf(offset, Math.min(offset + count, total)))
      expect(offsets()[0]).toBe(offset)
      expect(offsets().filter((asked) => asked >= offset + count)).toEqual([])
    })
  })
})
