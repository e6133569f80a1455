import type { Command } from 'commander'
import { type Run, reads } from '../command.ts'

/** Adds `whoami` and what else is about the credentials. */
export function addAccountCommands(program: Command, run: Run): void {
  program.commandsGroup('Account:')
  reads(
    program.command('whoami').description('show which credentials are used, and whether they are valid'),
  ).action(run(() => import('./account/whoami.ts').then(({ whoami }) => whoami)))
}
