import { Argument, type Command } from 'commander'
import { account, output, type Run } from '../command.ts'
import { count, duration, time } from '../values.ts'

/** What `trigger` can post. */
const events = ['sms', 'mms', 'receipt', 'stop', 'port-status']

/** Adds `listen` and `trigger`. */
export function addWebhooks(program: Command, run: Run): void {
  account(
    output(
      program
        .command('listen')
        .description('pass received messages and receipts on to a local program, without a tunnel')
        .requiredOption('--forward-to <url>', 'where to post them, as Flowroute would')
        .option('--since <time>', 'those since then too (default: from now on)', time)
        .option('--state <file>', 'remember in this file what was passed on, for the next start')
        .option('--interval <time>', 'look so often (default: 5s)', duration),
    ),
  ).action(run(() => import('./webhooks/listen.ts').then(({ listen }) => listen)))
  output(
    program
      .command('trigger')
      .description('post a webhook to a program, as Flowroute would; Flowroute is not asked')
      .addArgument(new Argument('<event>', 'what to post').choices(events))
      .requiredOption('--to <url>', 'where to post it')
      .option('--sender <number>', 'who sent the message')
      .option('--recipient <number>', 'who received it')
      .option('--body <text>', 'its text')
      .option('--message <id>', 'a receipt is for this message')
      .option('--code <number>', 'the code of a receipt, such as 1003', count)
      .option('--order <id>', 'a status is that of this port order')
      .option('--status <status>', 'the status of the port order'),
  ).action(run(() => import('./webhooks/trigger.ts').then(({ trigger }) => trigger)))
}
