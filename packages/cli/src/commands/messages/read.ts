import { describeReceipt, Messages } from '@flowroute/messages'
import type { Action } from '../../command.ts'
import { take } from '../../take.ts'

/** Shows a message; for people, with what its last receipt means. */
export const get: Action<object, [id: string]> = async (session, _, id) => {
  const messages = new Messages(await session.client())
  const message = await messages.get(id, session.request)
  await session.printer.item(message)
  const code = message.deliveryReceipts?.at(-1)?.statusCode
  if (session.printer.format !== 'table' || typeof code !== 'number') return
  const { meaning, advice } = describeReceipt(code)
  session.printer.note(`${meaning}. ${advice}`)
}

interface Filters {
  since?: Date
  until?: Date
  direction?: string
  limit?: number
}

/** Lists messages. */
export const list: Action<Filters> = async (session, { since, until, direction, limit }) => {
  const messages = new Messages(await session.client())
  const startDate = since ?? new Date(Date.now() - 24 * 3_600_000)
  const found = messages.list({ startDate, endDate: until }, session.request)
  // The API cannot filter by direction: read on until there are enough.
  const all = await take(session, found, direction === undefined ? limit : undefined)
  const wanted = all.filter((message) => direction === undefined || message.direction === direction)
  const columns = ['timestamp', 'from', 'to', 'status', 'body']
  const csvColumns = [
    'id',
    'timestamp',
    'direction',
    'from',
    'to',
    'status',
    'amountDisplay',
    'isMms',
    'body',
  ]
  await session.printer.list(wanted.slice(0, limit), columns, csvColumns)
}
