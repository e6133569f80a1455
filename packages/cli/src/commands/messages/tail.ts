import { setTimeout as pause } from 'node:timers/promises'
import { type Message, Messages } from '@flowroute/messages'
import type { Action } from '../../command.ts'

interface Options {
  since?: Date
  interval?: number
  direction?: string
}

/** Milliseconds: a record may appear after one that is newer. */
const overlap = 120_000

/** Prints messages as they come. */
export const tail: Action<Options> = async (session, { since, interval = 5_000, direction }) => {
  const messages = new Messages(await session.client())
  const { signal } = session.context
  const start = since ?? new Date()
  session.printer.note('Waiting for messages; Ctrl+C ends it.')
  await session.printer.stream(follow(messages, { start, interval, direction, signal }), {
    columns: ['timestamp', 'direction', 'from', 'to', 'status', 'body'],
    line: ({ timestamp, from, to, body, isMms }, { dim, cyan }) =>
      `${dim(timestamp.toISOString())} ${cyan(from)} → ${cyan(to)} ${body || (isMms ? '(media)' : '')}`,
  })
}

interface Following {
  start: Date
  interval: number
  direction: string | undefined
  signal: AbortSignal
}

/** Each message once, in the order of time as far as records appear in it. */
async function* follow(
  messages: Messages,
  { start, interval, direction, signal }: Following,
): AsyncGenerator<Message> {
  const seen = new Map<string, number>()
  let newest = start.getTime()
  for (;;) {
    const startDate = new Date(Math.max(start.getTime(), newest - overlap))
    const records = await messages.list({ startDate }, { signal }).toArray()
    for (const record of records.sort((one, other) => +one.timestamp - +other.timestamp)) {
      const time = record.timestamp.getTime()
      if (seen.has(record.id)) continue
      seen.set(record.id, time)
      newest = Math.max(newest, time)
      if (direction === undefined || record.direction === direction) yield record
    }
    // Records this old are not read again.
    for (const [id, time] of seen) if (time < newest - 2 * overlap) seen.delete(id)
    await pause(interval, undefined, { signal })
  }
}
