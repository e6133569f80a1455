import { type Command, Option } from 'commander'
import { type Run, reads } from '../command.ts'

/** Adds `audit`. */
export function addAudit(program: Command, run: Run): void {
  reads(
    program
      .command('audit')
      .description('report what is wrong on the account, or costs money in vain; changes nothing')
      .addOption(
        new Option('--fail-on <severity>', 'give exit code 1 for findings that are at least so bad').choices([
          'error',
          'warning',
          'info',
        ]),
      )
      .option('--junit', 'print a JUnit report, for CI'),
  ).action(run(() => import('./audit/audit.ts').then(({ audit }) => audit)))
}
