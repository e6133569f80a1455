import type { MessageState, OutboxRecord } from '@flowroute/outbox'
import type { Action } from '../../command.ts'
import { type LedgerOptions, withOutbox } from './open.ts'

/** Counts the messages in each state. */
export const status: Action<LedgerOptions> = ({ printer }, options) =>
  withOutbox(options, async (outbox) => printer.item(await outbox.stats()))

/** Stops every run on the ledger. */
export const pause: Action<LedgerOptions> = ({ printer }, options) =>
  withOutbox(options, async (outbox) => {
    await outbox.pause()
    printer.note('Paused: every run ends after the sends under way. "flowroute outbox resume" goes on.')
  })

/** Prints every message. */
export const exportMessages: Action<LedgerOptions & { state?: MessageState }> = ({ printer }, options) =>
  withOutbox(options, (outbox) =>
    printer.stream<OutboxRecord>(outbox.list({ state: options.state }), {
      columns: ['key', 'to', 'from', 'state', 'messageId', 'sentAt', 'code', 'reason', 'segments', 'body'],
      line: ({ key, to, state, reason }, { bold, dim }) =>
        `${bold(state)} ${key} ${to} ${dim(reason ?? '')}`.trim(),
    }),
  )

/** Lists the numbers that have opted out, after changing them. */
export const optOuts: Action<LedgerOptions & { add?: string[]; remove?: string[] }> = (
  { printer },
  options,
) =>
  withOutbox(options, async (outbox) => {
    for (const number of options.add ?? []) await outbox.optOut(number, 'the command line')
    for (const number of options.remove ?? []) await outbox.optIn(number)
    const found = []
    for await (const record of outbox.optOuts()) found.push(record)
    await printer.list(found, ['number', 'at', 'source'])
  })
