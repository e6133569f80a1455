import { type InsertResult, sql, type Transaction } from 'kysely'
import { prepared } from '../ledger/prepared.ts'
import type { MessageRow, Tables } from '../ledger/tables.ts'
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
  { recipient, wanted_sender: wanted }: Pick<MessageRow, 'recipient' | 'wanted_sender'>,
  known: string | null,
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
  // A number that has left the pool is not written from any more.
  if (known !== null && pool.includes(known)) return mayStill(known) ? { sender: known } : tomorrow
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
  { connection }: Settings,
  db: Transaction<Tables>,
  { sender, recipient, known, now }: { sender: string; recipient: string; known: string | null; now: number },
): Promise<void> {
  await countSend(connection, db, { sender, day: dayOf(now) })
  if (sender !== known) await rememberSender(connection, db, { sender, recipient })
}

const countSend = prepared<{ sender: string; day: string }, InsertResult>((db, value) =>
  db
    .insertInto('outbox_sender_day')
    .values({ sender: value('sender'), day: value('day'), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['sender', 'day']).doUpdateSet({ count: sql`outbox_sender_day.count + 1` }),
    ),
)

const rememberSender = prepared<{ sender: string; recipient: string }, InsertResult>((db, value) =>
  db
    .insertInto('outbox_recipient')
    .values({ recipient: value('recipient'), sender: value('sender') })
    .onConflict((conflict) => conflict.column('recipient').doUpdateSet({ sender: value('sender') })),
)
