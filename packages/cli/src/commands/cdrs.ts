import { Argument, type Command, Option } from 'commander'
import { lists, type Run, reads } from '../command.ts'
import { collect, count, time } from '../values.ts'

/** Adds `cdrs`. */
export function addCdrs(program: Command, run: Run): void {
  const cdrs = program.command('cdrs').description('call records and what calls cost')
  // Each of these makes an export on the account, which costs nothing and goes away by itself.
  const ofCalls = (command: Command): Command =>
    reads(
      command
        .option('--from <time>', 'calls from then on, such as 2026-11-01 or 7d', time)
        .option('--to <time>', 'calls before then (default: now)', time)
        .option('--destination <number>', 'only calls to this number; may be given several times', collect)
        .option('--callerid <number>', 'only calls from this number; may be given several times', collect)
        .option('--longer-than <seconds>', 'only calls that lasted longer', count)
        .option('--export <id>', 'read this export instead of making one'),
    )
  ofCalls(cdrs.command('export').description('print the calls as CSV or lines of JSON, as they come')).action(
    run(() => import('./cdrs/export.ts').then(({ exportCalls }) => exportCalls)),
  )
  ofCalls(
    cdrs
      .command('cost')
      .description('add up what calls cost')
      .addArgument(new Argument('<by>', 'what to add up by').choices(['number', 'day', 'destination'])),
  ).action(run(() => import('./cdrs/cost.ts').then(({ cost }) => cost)))
  lists(
    cdrs
      .command('list')
      .description('list the exports of the account')
      .addOption(
        new Option('--status <status>', 'only these').choices(['processing', 'completed', 'failed']),
      ),
  ).action(run(() => import('./cdrs/list.ts').then(({ list }) => list)))
}
