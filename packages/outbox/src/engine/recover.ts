import { transaction } from '../ledger/ledger.ts'
import type { MessageRow } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'

/**
 * Turns messages whose sender must have ended by now from `sending` into `unknown`: their process died, or lost its
 * answer. Not before their time, since another process may still be sending them.
 */
export async function giveUp(settings: Settings): Promise<MessageRow[]> {
  const { connection } = settings
  return transaction(connection, async (db) => {
    const now = await connection.now(db)
    return db
      .updateTable('outbox_message')
      .set({
        state: 'unknown',
        reason: 'Its sender ended, or lost the answer, while the request was on its way.',
        next_look: now,
        changed_at: now,
      })
      .where('state', '=', 'sending')
      .where('give_up_at', '<=', now)
      .returningAll()
      .execute()
  })
}
