import { isFlowrouteError } from '@flowroute/core'
import { sql } from 'kysely'
import { batchesOf, rowOf } from './add.ts'
import type { OutboxMessage } from './options.ts'
import type { Settings } from './settings.ts'

/**
 * What a run would do, and cost.
 *
 * @example const { segments, cost, expectedEnd, problems }: OutboxPlan = await outbox.plan(messages)
 */
export interface OutboxPlan {
  /** Messages that would be sent. */
  messages: number
  sms: number
  mms: number
  /** Segments that are charged. */
  segments: number
  /** Expected cost in USD. */
  cost: number
  /** Messages whose key is in the ledger already, or stands twice among those given. */
  duplicates: number
  /** Messages to recipients who have opted out. */
  optedOut: number
  /** Messages that are not valid, with every problem; at most 100 are listed. */
  problems: readonly { key: string; message: string }[]
  invalid: number
  /** When the last message would be sent at the set rate, quiet hours not considered. */
  expectedEnd: Date
  /** Whether `maxCost` would stop it. */
  exceedsMaxCost: boolean
}

const mostProblems = 100

/** Counts what is queued, and what would be added; sends and stores nothing. */
export async function plan(
  settings: Settings,
  given: Iterable<OutboxMessage> | AsyncIterable<OutboxMessage> = [],
): Promise<OutboxPlan> {
  const { connection, interval } = settings
  const { db } = connection
  const now = await connection.now(db)
  const queued = await db
    .selectFrom('outbox_message')
    .select([
      'kind',
      sql<number>`count(*)`.as('count'),
      sql<number>`sum(segments)`.as('segments'),
      sql<number>`sum(cost)`.as('cost'),
    ])
    .where('state', '=', 'queued')
    .where('recipient', 'not in', db.selectFrom('outbox_opt_out').select('recipient'))
    .groupBy('kind')
    .execute()
  const total = { sms: 0, mms: 0, segments: 0, cost: 0 }
  for (const { kind, count, segments, cost } of queued) {
    total[kind] += Number(count)
    total.segments += Number(segments)
    total.cost += Number(cost)
  }
  const result = {
    duplicates: 0,
    optedOut: 0,
    invalid: 0,
    problems: [] as { key: string; message: string }[],
  }
  const keys = new Set<string>()
  for await (const batch of batchesOf(given)) {
    const rows = batch.flatMap((message) => {
      try {
        return [rowOf(message, settings, now)]
      } catch (error) {
        if (!isFlowrouteError(error)) throw error
        result.invalid++
        if (result.problems.length < mostProblems) {
          result.problems.push({ key: String(message?.key), message: error.message })
        }
        return []
      }
    })
    if (rows.length === 0) continue
    const known = await db
      .selectFrom('outbox_message')
      .select('key')
      .where(
        'key',
        'in',
        rows.map(({ key }) => key),
      )
      .execute()
    const optOuts = await db
      .selectFrom('outbox_opt_out')
      .select('recipient')
      .where(
        'recipient',
        'in',
        rows.map(({ recipient }) => recipient),
      )
      .execute()
    const [knownKeys, optedOut] = [
      new Set(known.map(({ key }) => key)),
      new Set(optOuts.map((row) => row.recipient)),
    ]
    for (const { key, recipient, kind, segments, cost } of rows) {
      if (knownKeys.has(key) || keys.has(key)) result.duplicates++
      else if (optedOut.has(recipient)) result.optedOut++
      else {
        total[kind]++
        total.segments += segments
        total.cost += cost
      }
      keys.add(key)
    }
  }
  const spent = await db
    .selectFrom('outbox_pace')
    .select(sql<number | null>`sum(spent)`.as('spent'))
    .executeTakeFirst()
  return {
    ...result,
    messages: total.sms + total.mms,
    sms: total.sms,
    mms: total.mms,
    segments: total.segments,
    cost: total.cost / 1e9,
    expectedEnd: new Date(now + Math.max(total.sms * interval.sms, total.mms * interval.mms)),
    exceedsMaxCost: Number(spent?.spent ?? 0) + total.cost > settings.maxCost,
  }
}
