import type { Command } from 'commander'
import type { CommonOptions, Session } from './session.ts'
import { amount, count } from './values.ts'

/** What a command does. Its arguments come as the command line has them, each checked by its parser. */
export type Action<Options = object, Arguments extends readonly unknown[] = []> = (
  session: Session,
  options: CommonOptions & Options,
  ...args: Arguments
) => Promise<void>

/** Turns an action that is loaded when it runs into one for commander. */
export type Run = (load: () => Promise<Action<never, never>>) => (...args: unknown[]) => Promise<void>

/** Adds the options of a command that uses the account. */
export const account = (command: Command): Command =>
  command
    .optionsGroup('Account:')
    .option('--profile <name>', 'use the credentials of this profile (FR_PROFILE)')
    .option('--base-url <url>', 'use this service, such as an emulator (FR_BASE_URL)')
    .option('--verbose', 'tell about every request on stderr')

/** Adds the options of a command that prints data. */
export const output = (command: Command): Command =>
  command
    .optionsGroup('Output:')
    .option('--json [fields]', 'print JSON, of these fields only: id,alias')
    .option('--csv', 'print CSV')

/** A command that reads from the account. */
export const reads = (command: Command): Command => account(output(command))

/** A command that reads a list from the account, all of it unless `--limit` says otherwise. */
export const lists = (command: Command): Command =>
  reads(command.option('--limit <count>', 'at most so many', count))

/** A command that changes something on the account. */
export const writes = (command: Command): Command =>
  reads(command.optionsGroup('Safety:').option('--dry-run', 'print the request, and send nothing'))

/** A command that cannot be undone, and asks before. */
export const asks = (command: Command): Command =>
  writes(command.optionsGroup('Safety:').option('--yes', 'do it without asking'))

/** A command that costs money, and asks before. */
export const charges = (command: Command): Command =>
  asks(
    command
      .optionsGroup('Safety:')
      .option('--max-cost <usd>', 'do it without asking if it costs at most this', amount),
  )
