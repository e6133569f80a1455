import { checkText, Messages, toAscii } from '@flowroute/messages'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { notFound } from '../../failures.ts'
import { readInput } from '../../input.ts'
import { Progress } from '../../output/progress.ts'

/** Counts what a text takes and costs. */
export const check: Action<{ price?: number }, [text: string]> = async (session, { price }, given) => {
  const text = given === '-' ? (await readInput('-', session.context)).trimEnd() : given
  const { nonAscii, ...checked } = checkText(text, { pricePerSegment: price })
  const ascii = toAscii(text)
  await session.printer.item({
    ...checked,
    cost: checked.cost ?? null,
    nonAscii: [...new Set(nonAscii.map(({ character }) => character))],
    asciiSegments: checkText(ascii.text).segments,
    asciiText: ascii.text,
  })
}

interface Lost {
  to: string
  since: Date
  from?: string
  body?: string
  wait?: number
}

/** Finds out whether a message was sent. */
export const resolve: Action<Lost> = async (session, { to, since, from, body, wait = 35_000 }) => {
  const messages = new Messages(await session.client())
  const progress = new Progress(session.context, 'Looking for its record …')
  try {
    const target = { to, since, ...defined({ from, body }) }
    const { record, searches } = await messages.resolve(target, { waits: waitsOf(wait) }, session.request)
    progress.end()
    if (record === undefined) {
      throw notFound(
        `No such message was found in ${searches} searches.`,
        'Its record may appear later: look again before you send it again.',
      )
    }
    await session.printer.item(record)
  } finally {
    progress.end()
  }
}

/** Waits of 5 seconds, and a shorter one at the end. */
function waitsOf(milliseconds: number): number[] {
  const waits = Array.from({ length: Math.floor(milliseconds / 5_000) }, () => 5_000)
  const rest = milliseconds % 5_000
  return rest > 0 ? [...waits, rest] : waits
}
