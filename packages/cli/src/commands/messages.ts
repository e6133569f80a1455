import { type Command, Option } from 'commander'
import { charges, lists, output, type Run, reads } from '../command.ts'
import { amount, collect, duration, time } from '../values.ts'

const load = {
  reading: () => import('./messages/read.ts'),
  checking: () => import('./messages/check.ts'),
}

/** Adds `messages`. */
export function addMessages(program: Command, run: Run): void {
  const messages = program.command('messages').description('send, find and check SMS and MMS')
  const direction = (command: Command): Command =>
    command.addOption(new Option('--direction <direction>', 'only these').choices(['inbound', 'outbound']))
  charges(
    messages
      .command('send')
      .description('send a message: each of its segments is charged')
      .requiredOption('--from <number>', 'a number of the account')
      .requiredOption('--to <number>', 'the recipient')
      .option('--body <text>', 'the text; "-" reads it from stdin')
      .option('--media <url>', 'a file; makes it an MMS; may be given several times', collect)
      .option('--ascii', 'replace typographic characters, which more than double the segments')
      .option('--callback <url>', 'where Flowroute shall post the receipts of this message')
      .option('--price <usd>', 'what a segment or MMS is taken to cost (default: $0.0040, $0.0095)', amount)
      .addOption(
        new Option('--wait <state>', 'wait at most 2 minutes for a receipt').choices([
          'accepted',
          'delivered',
        ]),
      ),
  ).action(run(() => import('./messages/send.ts').then(({ send }) => send)))
  reads(messages.command('get').description('show a message and its receipts').argument('<id>')).action(
    run(() => load.reading().then(({ get }) => get)),
  )
  lists(
    direction(
      messages
        .command('list')
        .description('list the messages of some time')
        .option('--since <time>', 'from then on (default: 24h, that is, since 24 hours)', time)
        .option('--until <time>', 'up to then', time),
    ),
  ).action(run(() => load.reading().then(({ list }) => list)))
  reads(
    direction(
      messages
        .command('tail')
        .description('print messages as they come, until Ctrl+C')
        .option('--since <time>', 'those since then too', time)
        .option('--interval <time>', 'look so often (default: 5s)', duration),
    ),
  ).action(run(() => import('./messages/tail.ts').then(({ tail }) => tail)))
  output(
    messages
      .command('check')
      .description('count segments and find what makes a text dear; sends nothing')
      .argument('<text>', '"-" reads it from stdin')
      .option('--price <usd>', 'what a segment costs', amount),
  ).action(run(() => load.checking().then(({ check }) => check)))
  reads(
    messages
      .command('resolve')
      .description('find out whether a message was sent, should that not be known')
      .requiredOption('--to <number>', 'the recipient')
      .requiredOption('--since <time>', 'when it was sent at the earliest', time)
      .option('--from <number>', 'the sender (default: any)')
      .option('--body <text>', 'the whole text (default: any)')
      .option('--wait <time>', 'look again until then (default: 35s)', duration),
  ).action(run(() => load.checking().then(({ resolve }) => resolve)))
}
