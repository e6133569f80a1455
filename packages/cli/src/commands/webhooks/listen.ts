import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { isFlowrouteError } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { backfill, createWebhookHandler } from '@flowroute/webhooks'
import type { Action } from '../../command.ts'
import type { Printer } from '../../output/printer.ts'
import { type Forwarded, Forwarder } from './forwarder.ts'
import { ListenState } from './listen-state.ts'
import { targetUrl } from './post.ts'

interface Options {
  forwardTo: string
  since?: Date
  state?: string
  interval?: number
}

/** Milliseconds: a record, or a receipt of an earlier message, may appear so late. */
const delay = 3_600_000

/** Milliseconds at most until the next look after failures. */
const longest = 60_000

/**
 * Passes on what arrives: reads the records again and again, and posts what is new in the form of webhooks. Nothing is
 * changed on the account.
 */
export const listen: Action<Options> = async (
  session,
  { forwardTo, since, state: file, interval = 5_000 },
) => {
  const url = targetUrl(forwardTo)
  const messages = new Messages(await session.client())
  const state = ListenState.open(file)
  let start = state.since ?? since ?? new Date()
  state.advance(start)
  const { printer, context, request } = session
  const { lines, printed } = openOutput(printer)
  const forwarder = new Forwarder(url, printer, (item) => lines.write(item))
  const pass = forwarder.pass.bind(forwarder)
  const handler = createWebhookHandler({ onMessage: pass, onReceipt: pass, onError: () => {}, seen: state })
  printer.note(`Passing on to ${url.href} what arrives from ${start.toISOString()} on; Ctrl+C ends it.`)
  try {
    for (let failures = 0; ; ) {
      const now = Date.now()
      try {
        forwarder.beginRound()
        const { failed } = await backfill({ messages, handler, since: start, receiptDelay: delay, request })
        failures = failed.length > 0 ? failures + 1 : 0
        const next = new Date(Math.max(start.getTime(), now - delay))
        if (failed.length === 0) {
          start = next
          state.advance(start)
        }
      } catch (error) {
        if (context.signal.aborted || !isTemporary(error)) throw error
        failures++
        printer.warn((error as Error).message)
      }
      const wait = Math.min(interval * 2 ** failures, Math.max(interval, longest))
      await pause(wait, undefined, { signal: context.signal })
    }
  } finally {
    lines.end()
    await printed
  }
}

/** Whether the next look may succeed. */
const isTemporary = (error: unknown): boolean =>
  isFlowrouteError(error) &&
  ['ConnectionError', 'TimeoutError', 'RateLimitError', 'ServerError', 'ResponseFormatError'].includes(
    error.name,
  )

function openOutput(printer: Printer): { lines: PassThrough; printed: Promise<void> } {
  const lines = new PassThrough({ objectMode: true })
  const printed = printer.stream<Forwarded>(lines, {
    columns: ['time', 'type', 'id', 'from', 'to', 'status'],
    line: ({ time, type, from, to, status, body }, { dim, green, cyan }) =>
      `${dim(time)} ${green(String(status))} ${type} ${cyan(from)} → ${cyan(to)} ${body}`,
  })
  return { lines, printed }
}
