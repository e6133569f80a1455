import { sql, type Transaction } from 'kysely'
import type { Tables } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'

/** The day that a daily cap counts, in UTC. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The sender for a recipient, or when there may be one again. */
export type Choice = { sender: string } | { notBefore: number }

/**
 * Chooses the number to send from: the one the message names; else the one this recipient knows; else one with the
 * recipient's area code; else the one that has sent least today. One that has reached its cap for the day waits for the
 * next.
 */
export async function chooseSender(
  db: Transaction<Tables>,
  { pool, dailyCap }: Settings,
  recipient: string,
  wanted: string | null,
  now: number,
): Promise<Choice> {
  const counts = new Map<string, number>()
  if (Number.isFinite(dailyCap) || pool.length > 1) {
    const rows = await db.selectFrom('outbox_sender_day').selectAll().where('day', '=', dayOf(now)).execute()
    for (const { sender, count } of rows) counts.set(sender, count)
  }
  const tomorrow = { notBefore: Date.parse(`${dayOf(now + 86_400_000)}T00:00:00Z`) }
  const mayStill = (sender: string): boolean => (counts.get(sender) ?? 0) < dailyCap
  if (wanted !== null) return mayStill(wanted) ? { sender: wanted } : tomorrow
  if (pool.length === 1) return mayStill(pool[0] as string) ? { sender: pool[0] as string } : tomorrow
  const known = await db
    .selectFrom('outbox_recipient')
    .select('sender')
    .where('recipient', '=', recipient)
    .executeTakeFirst()
  // A number that has left the pool is not written from any more.
  if (known !== undefined && pool.includes(known.sender)) {
    return mayStill(known.sender) ? { sender: known.sender } : tomorrow
  }
  const area = recipient.slice(0, 4)
  const [best] = pool
    .filter(mayStill)
    .sort(
      (one, other) =>
        Number(other.startsWith(area)) - Number(one.startsWith(area)) ||
        (counts.get(one) ?? 0) - (counts.get(other) ?? 0),
    )
  return best === undefined ? tomorrow : { sender: best }
}

/** Counts a send towards the day's cap, and remembers the sender for the recipient. */
export async function noteSender(
  db: Transaction<Tables>,
  sender: string,
  recipient: string,
  now: number,
): Promise<void> {
  await db
    .insertInto('outbox_sender_day')
    .values({ sender, day: dayOf(now), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['sender', 'day']).doUpdateSet({ count: sql`outbox_sender_day.count + 1` }),
    )
    .execute()
  await db
    .insertInto('outbox_recipient')
    .values({ recipient, sender })
    .onConflict((conflict) => conflict.column('recipient').doUpdateSet({ sender }))
    .execute()
}
