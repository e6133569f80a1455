import type { Command } from 'commander'
import { charges, count, type Run, reads } from '../command.ts'

/** Adds `numbers`. */
export function addNumbers(program: Command, run: Run): void {
  program.commandsGroup('Resources:')
  const numbers = program.command('numbers').description('search, buy and manage phone numbers')
  reads(
    numbers
      .command('search')
      .description('search the numbers that are for sale')
      .option('--state <code>', 'two letters, such as WA')
      .option('--rate-center <name>', 'such as seattle; needs --state')
      .option('--starts-with <digits>', 'such as 1206')
      .option('--contains <digits>', 'digits anywhere in it')
      .option('--ends-with <digits>', 'digits at its end')
      .option('--number-type <type>', 'longcode or toll-free')
      .option('--tier <name>', 'price tier')
      .option('--limit <count>', 'at most so many', count, 20),
  ).action(run(() => import('./numbers/search.ts').then(({ search }) => search)))
  charges(
    numbers
      .command('buy')
      .description('buy a number: its setup and first month are charged')
      .argument('<number>', 'such as 12065014377')
      .option('--messaging', 'enable messages')
      .option('--cnam-lookups', 'look up the names of callers; each lookup is charged'),
  ).action(run(() => import('./numbers/buy.ts').then(({ buy }) => buy)))
}
