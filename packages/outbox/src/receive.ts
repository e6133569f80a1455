import { phoneNumber } from '@flowroute/core/resource'
import type { MessageReceipt, MessageReceived, WebhookEvent } from '@flowroute/webhooks'
import { transaction } from './ledger/ledger.ts'
import type { MessageRow } from './ledger/tables.ts'
import type { Settings } from './settings.ts'

/** Words that opt a recipient out, or in again; Flowroute itself acts on STOP and UNSTOP alone, per number. */
const optOutWords = /^(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i
const optInWords = /^(start|unstop|yes)$/i

/** Codes of receipts that end a message. Others, such as "accepted by the carrier", say that it is on its way. */
const delivered = 1004
const progress = new Set([1000, 1001, 1002, 1003])

/**
 * Takes note of what Flowroute posted: receipts end messages, STOP and its like opt recipients out.
 *
 * @returns the message that the event is about, if its state changed
 */
export async function receive(settings: Settings, event: WebhookEvent): Promise<MessageRow | undefined> {
  if (event.type === 'message.receipt') return receiveReceipt(settings, event)
  if (event.type === 'message.received') await receiveMessage(settings, event)
  return undefined
}

async function receiveReceipt(
  { connection }: Settings,
  { messageId, statusCode, statusCodeDescription, status }: MessageReceipt,
): Promise<MessageRow | undefined> {
  if (statusCode === null || progress.has(statusCode)) return undefined
  return transaction(connection, async (db) => {
    const now = await connection.now(db)
    const isDelivered = statusCode === delivered
    return (
      db
        .updateTable('outbox_message')
        .set({
          state: isDelivered ? 'delivered' : 'undelivered',
          code: String(statusCode),
          reason: isDelivered ? null : statusCodeDescription || status || null,
          changed_at: now,
        })
        .where('flowroute_id', '=', messageId)
        // A receipt that comes twice, or late, does not undo a delivery.
        .where('state', 'in', ['accepted', 'undelivered'])
        .returningAll()
        .executeTakeFirst()
    )
  })
}

async function receiveMessage(settings: Settings, { from, body }: MessageReceived): Promise<void> {
  const word = (body ?? '').trim()
  if (optOutWords.test(word)) await optOut(settings, from, `the word ${word.toUpperCase()}`)
  else if (optInWords.test(word)) await optIn(settings, from)
}

/** Sends nothing to a number any more, from any sender. */
export async function optOut({ connection }: Settings, number: string, source: string): Promise<void> {
  const recipient = phoneNumber(number)
  await transaction(connection, async (db) => {
    const at = await connection.now(db)
    await db
      .insertInto('outbox_opt_out')
      .values({ recipient, at, source })
      .onConflict((conflict) => conflict.column('recipient').doNothing())
      .execute()
  })
}

/** Undoes an opt-out. */
export async function optIn({ connection }: Settings, number: string): Promise<void> {
  const recipient = phoneNumber(number)
  await transaction(connection, (db) =>
    db.deleteFrom('outbox_opt_out').where('recipient', '=', recipient).execute(),
  )
}
