import type { Command } from 'commander'
import { asks, charges, lists, type Run, reads, writes } from '../command.ts'
import { count, onOff } from '../values.ts'

const load = {
  reading: () => import('./numbers/read.ts'),
  changing: () => import('./numbers/change.ts'),
}

/** Adds `numbers`. */
export function addNumbers(program: Command, run: Run): void {
  const numbers = program.command('numbers').description('search, buy and manage phone numbers')
  const digits = (command: Command): Command =>
    command
      .option('--starts-with <digits>', 'such as 1206')
      .option('--contains <digits>', 'digits anywhere in it')
      .option('--ends-with <digits>', 'digits at its end')
  reads(
    digits(numbers.command('search').description('search the numbers that are for sale'))
      .option('--state <code>', 'two letters, such as WA')
      .option('--rate-center <name>', 'such as seattle; needs --state')
      .option('--number-type <type>', 'longcode or toll-free')
      .option('--tier <name>', 'price tier')
      .option('--limit <count>', 'at most so many', count, 20),
  ).action(run(() => load.reading().then(({ search }) => search)))
  lists(
    digits(numbers.command('list').description("list the account's numbers")).option(
      '--alias <text>',
      'with this alias',
    ),
  ).action(run(() => load.reading().then(({ list }) => list)))
  reads(numbers.command('get').description('show a number').argument('<number>')).action(
    run(() => load.reading().then(({ get }) => get)),
  )
  charges(
    numbers
      .command('buy')
      .description('buy a number: its setup and first month are charged')
      .argument('<number>', 'such as 12065014377')
      .option('--messaging', 'enable messages')
      .option('--cnam-lookups', 'look up the names of callers; each lookup is charged'),
  ).action(run(() => import('./numbers/buy.ts').then(({ buy }) => buy)))
  asks(
    numbers
      .command('release')
      .description('give a number back; it may never be had again')
      .argument('<number>'),
  ).action(run(() => load.changing().then(({ release }) => release)))
  writes(
    numbers
      .command('set')
      .description('change a number')
      .argument('<number>')
      .option('--alias <text>', 'its name; empty for none')
      .option('--messaging <on|off>', 'whether it sends and receives messages', onOff)
      .option('--cnam-lookups <on|off>', 'look up the names of callers; each lookup is charged', onOff)
      .option('--route <id>', 'the primary route; "none" removes it')
      .option('--failover <id>', 'the failover route; "none" removes it'),
  ).action(run(() => load.changing().then(({ set }) => set)))
  writes(
    numbers
      .command('callback')
      .description('show, set or remove the webhook of a number')
      .argument('<number>')
      .argument('<kind>', 'sms_callback, mms_callback, sms_dlr_callback, mms_dlr_callback or dlr_callback')
      .argument('[url]', 'where Flowroute shall post to; without it, the present one is shown')
      .option('--remove', 'remove it'),
  ).action(run(() => import('./numbers/callback.ts').then(({ callback }) => callback)))
}
