import { checkText, Messages, type SendOptions, toAscii } from '@flowroute/messages'
import type { Action } from '../../command.ts'
import { dollars } from '../../confirm.ts'
import { defined } from '../../defined.ts'
import { readInput } from '../../input.ts'
import { Progress } from '../../output/progress.ts'
import type { Session } from '../../session.ts'

interface Options {
  from: string
  to: string
  body?: string
  media?: string[]
  ascii?: true
  callback?: string
  price?: number
  wait?: 'accepted' | 'delivered'
}

/** Prices in Flowroute's documentation, in US dollars; an account may have others, and carriers add to them. */
const listPrice = { segment: 0.004, mms: 0.0095 }

/** Milliseconds to wait for a receipt. */
const patience = 120_000

/** Sends a message, once its price is accepted. */
export const send: Action<Options> = async (session, options) => {
  const { from, to, media, ascii, callback, wait } = options
  const body = options.body === '-' ? (await readInput('-', session.context)).trimEnd() : options.body
  const message = { from, to, ...defined({ body, mediaUrls: media, ascii, dlrCallback: callback }) }
  const messages = new Messages(await session.client())
  const { cost, parts } = priceOf(message, options.price)
  await session.confirm({ question: `Send ${parts} to ${to} for about ${dollars(cost)}?`, cost })
  const since = new Date().toISOString()
  const sent = await session.write(() => messages.send(message, session.request), {
    ifUnknown: `It may be sent: flowroute messages resolve --from ${from} --to ${to} --since ${since}`,
  })
  if (!sent) return
  const { id } = sent.result
  await session.printer.done(sent.result, `Sent as ${id}.`)
  if (wait) await waitFor(session, messages, id, wait)
}

function priceOf(
  { body = '', mediaUrls, ascii }: SendOptions,
  price?: number,
): { cost: number; parts: string } {
  if (mediaUrls) return { cost: price ?? listPrice.mms, parts: 'an MMS' }
  const { segments } = checkText(ascii ? toAscii(body).text : body)
  return {
    cost: segments * (price ?? listPrice.segment),
    parts: segments === 1 ? 'an SMS' : `an SMS of ${segments} segments`,
  }
}

async function waitFor(
  { context, printer, request }: Session,
  messages: Messages,
  id: string,
  until: 'accepted' | 'delivered',
): Promise<void> {
  const progress = new Progress(context, `Waiting until it is ${until} …`)
  try {
    const { status } = await messages.waitFor(id, { until, timeout: patience }, request)
    progress.end()
    printer.success(`Receipt: ${status}.`)
  } finally {
    progress.end()
  }
}
