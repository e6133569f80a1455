import { confirm, isCancel, password, text } from '@clack/prompts'
import { type Context, Interrupted } from './context.ts'
import { sanitize } from './output/sanitize.ts'

/** Asks on stderr: stdout is for data. */
const on = ({ stdin, stderr, signal }: Context) => ({ input: stdin, output: stderr, signal })

/** @throws {Interrupted} Ctrl+C */
export async function askYesNo(question: string, context: Context): Promise<boolean> {
  return answerOf(await confirm({ message: sanitize(question), initialValue: false, ...on(context) }))
}

/** @throws {Interrupted} Ctrl+C */
export async function askText(message: string, context: Context): Promise<string> {
  return answerOf(await text({ message, validate: filled, ...on(context) })).trim()
}

/** Asks for a secret, which is not shown. @throws {Interrupted} Ctrl+C */
export async function askSecret(message: string, context: Context): Promise<string> {
  return answerOf(await password({ message, validate: filled, ...on(context) })).trim()
}

const filled = (value: string | undefined): string | undefined =>
  value?.trim() ? undefined : 'It must not be empty.'

function answerOf<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Interrupted(130)
  return answer as Exclude<T, symbol>
}
