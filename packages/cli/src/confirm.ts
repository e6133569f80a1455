import { type Context, isInteractive } from './context.ts'
import { refused, usage } from './failures.ts'

/** The options of commands that ask before they act. */
export interface ConfirmOptions {
  yes?: boolean
  /** US dollars. */
  maxCost?: number
}

/** What is asked. */
export interface Question {
  /** With the price, where there is one: `Buy 12065014377 for $1.00 and $1.25 a month?` */
  question: string
  /** US dollars charged at once; undefined where it is not known. */
  cost?: number | undefined
}

/**
 * Lets the command go on if an option allows it or somebody says yes. Without a terminal nobody is asked.
 *
 * @throws {Failure} it may not go on
 */
export async function confirm(
  { question, cost }: Question,
  options: ConfirmOptions,
  context: Context,
): Promise<void> {
  const { yes, maxCost } = options
  if (maxCost !== undefined) {
    if (cost === undefined) throw refused('The price is not known, so --max-cost cannot allow it.')
    if (cost > maxCost) throw refused(`It costs ${dollars(cost)}, which is more than ${dollars(maxCost)}.`)
    return
  }
  if (yes) return
  if (!isInteractive(context)) {
    const limit = cost === undefined ? '' : ' or --max-cost'
    throw usage(`Without a terminal this needs --yes${limit}: ${question}`)
  }
  const { askYesNo } = await import('./prompts.ts')
  if (!(await askYesNo(question, context))) throw refused('Nothing was done.')
}

/** US dollars as people write them, with as many decimals as there are: `$1.00`, `$0.0075`. */
export function dollars(amount: number): string {
  const exact = amount.toFixed(6).replace(/0{1,4}$/, '')
  return `$${exact}`
}
