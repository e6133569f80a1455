import type { Command } from 'commander'
import { output, type Run, reads } from '../command.ts'
import { amount, collect, count, time } from '../values.ts'

/** Where the ledger is. */
const onLedger = (command: Command): Command =>
  command.option('--ledger <file>', 'the SQLite file that holds the messages', 'outbox.db')

/** How messages are sent. */
const sends = (command: Command): Command =>
  onLedger(reads(command))
    .requiredOption('--from <number>', 'a number to send from; may be given several times', collect)
    .option('--rate <count>', 'SMS a second (default: 5)', count)
    .option('--quiet-hours <hours>', 'no messages in these hours of the recipients, such as 21:00-08:00')
    .option('--daily-cap <count>', 'messages that a number sends in a day at most', count)

/** Adds `outbox`. */
export function addOutbox(program: Command, run: Run): void {
  const outbox = program
    .command('outbox')
    .description('send many messages durably: each at most once, whatever happens')
  const load = {
    ledger: () => import('./outbox/ledger.ts'),
    sending: () => import('./outbox/sending.ts'),
  }
  onLedger(
    output(
      outbox
        .command('add')
        .description(
          'add a message for each row of a CSV file; those that were added before stay as they are',
        )
        .argument('<file>', 'CSV with a line of column names; "-" reads it from stdin')
        .requiredOption('--to <column>', 'the column with the recipient')
        .requiredOption('--template <text>', 'the text, with columns in braces: "Hello {name}"')
        .option('--key <template>', 'what makes a message one of its own (default: recipient and text)')
        .option('--not-before <time>', 'send it then at the earliest', time)
        .option('--expires <time>', 'do not send it after then', time),
    ),
  ).action(run(() => import('./outbox/add.ts').then(({ add }) => add)))
  sends(
    outbox.command('plan').description('count messages, segments and cost, and find problems; sends nothing'),
  ).action(run(() => load.sending().then(({ plan }) => plan)))
  for (const [name, description] of [
    ['run', 'send what is due; Ctrl+C ends it, and a new run goes on'],
    ['resume', 'undo a pause, then send what is due'],
  ] as const) {
    sends(outbox.command(name).description(description))
      .option('--dry-run', 'say what would be sent, and send nothing')
      .option('--yes', 'do it without asking')
      .option('--max-cost <usd>', 'do it without asking, and stop before it costs more than this', amount)
      .action(run(() => load.sending().then(({ run: send, resume }) => (name === 'run' ? send : resume))))
  }
  onLedger(
    outbox.command('pause').description('stop every run on the ledger after the sends under way'),
  ).action(run(() => load.ledger().then(({ pause }) => pause)))
  onLedger(output(outbox.command('status').description('count the messages in each state'))).action(
    run(() => load.ledger().then(({ status }) => status)),
  )
  onLedger(
    output(
      outbox
        .command('export')
        .description('print every message with its state, as CSV or lines of JSON')
        .option('--state <state>', 'only those in this state, such as unresolved'),
    ),
  ).action(run(() => load.ledger().then(({ exportMessages }) => exportMessages)))
  onLedger(
    output(
      outbox
        .command('optouts')
        .description('list the numbers that are sent nothing any more, or change them')
        .option('--add <number>', 'send nothing to this number; may be given several times', collect)
        .option('--remove <number>', 'this number may be sent to again; may be given several times', collect),
    ),
  ).action(run(() => load.ledger().then(({ optOuts }) => optOuts)))
}
