import type { Outbox, OutboxEvent, OutboxOptions, OutboxPlan, QuietHours } from '@flowroute/outbox'
import type { Action } from '../../command.ts'
import { confirm, dollars } from '../../confirm.ts'
import { defined } from '../../defined.ts'
import { exitCodes, Failure, refused, usage } from '../../failures.ts'
import { Progress } from '../../output/progress.ts'
import type { Session } from '../../session.ts'
import { type LedgerOptions, withOutbox } from './open.ts'

interface Options extends LedgerOptions {
  from: string[]
  rate?: number
  quietHours?: string
  dailyCap?: number
  maxCost?: number
}

/** Says what a run would do. */
export const plan = async (session: Session, options: Options): Promise<void> =>
  withOutbox(
    options,
    async (outbox) => {
      const { problems, ...counts } = await outbox.plan()
      await session.printer.item({
        ...counts,
        problems: problems.map(({ key, message }) => `${key}: ${message}`),
      })
    },
    await sendingOf(session, options),
  )

/** Sends what is due. */
export const run: Action<Options> = (session, options) => start(session, options, async () => {})

/** Undoes a pause, and sends what is due. */
export const resume: Action<Options> = (session, options) =>
  start(session, options, (outbox) => outbox.resume())

async function start(
  session: Session,
  options: Options,
  prepare: (outbox: Outbox) => Promise<void>,
): Promise<void> {
  if (session.isDryRun) return plan(session, options)
  await withOutbox(
    options,
    async (outbox) => {
      await ask(session, await outbox.plan())
      await prepare(outbox)
      await send(session, outbox)
    },
    await sendingOf(session, options),
  )
}

async function sendingOf(
  session: Session,
  { from, rate, quietHours, dailyCap, maxCost }: Options,
): Promise<Omit<OutboxOptions, 'ledger'>> {
  return {
    client: await session.client(),
    from,
    ...defined({
      rate: rate === undefined ? undefined : { sms: rate },
      quietHours: quietHours === undefined ? undefined : hoursOf(quietHours),
      dailyCap,
      maxCost,
    }),
  }
}

function hoursOf(text: string): QuietHours {
  const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? []
  if (from === undefined || until === undefined) throw usage('--quiet-hours must be such as 21:00-08:00.')
  return { from, until }
}

/** Asks once for all messages; `--max-cost` bounds the run, so that it may begin whatever the plan says. */
async function ask(session: Session, { messages, cost, segments }: OutboxPlan): Promise<void> {
  if (session.options.maxCost !== undefined) return
  const question = `Send ${messages} messages of ${segments} segments for about ${dollars(cost)}?`
  await confirm({ question, cost }, session.options, session.context)
}

/** Runs to the end, and shows on a terminal how far it is. */
async function send(session: Session, outbox: Outbox): Promise<void> {
  const { printer, context } = session
  const progress = new Progress(context, 'Sending …')
  let stopped: Extract<OutboxEvent, { type: 'stopped' }> | undefined
  try {
    for await (const event of outbox.run({ signal: context.signal })) {
      if (event.type === 'stopped') stopped = event
      else if (event.type === 'slowed') {
        printer.warn(
          `Flowroute answered 429: ${event.perSecond} ${event.kind.toUpperCase()} a second from now on.`,
        )
      } else if (event.type === 'progress') {
        const { done, remaining, rate, cost } = event
        const bar = barOf(done / Math.max(1, done + remaining))
        progress.update(`${bar} ${done} done, ${remaining} left, ${rate.toFixed(1)}/s, ${dollars(cost)}`)
      }
    }
  } finally {
    progress.end()
  }
  const stats = await outbox.stats()
  await printer.item(stats)
  context.signal.throwIfAborted()
  if (stopped !== undefined) {
    throw new Failure(stopped.detail, {
      exitCode: stopped.reason === 'credentials' ? exitCodes.credentials : exitCodes.refused,
      next: stopped.reason === 'paused' ? 'flowroute outbox resume' : undefined,
    })
  }
  if (stats.unresolved > 0) {
    throw refused(
      `${stats.unresolved} messages may have been sent or not.`,
      'flowroute outbox export --state unresolved',
    )
  }
}

const barOf = (share: number): string => {
  const width = 24
  const done = Math.round(share * width)
  return `${'█'.repeat(done)}${'░'.repeat(width - done)}`
}
