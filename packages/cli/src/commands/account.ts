import type { Command } from 'commander'
import { account, output, type Run, reads } from '../command.ts'

const load = {
  profiles: () => import('./account/profiles.ts'),
}

/** Adds what is about the credentials. */
export function addAccountCommands(program: Command, run: Run): void {
  output(
    program
      .command('login')
      .description('keep the credentials of an account as a profile; the secret key is asked for')
      .argument('[profile]', 'its name', 'default')
      .option('--access-key <key>', 'instead of being asked for it')
      .option('--secret-stdin', 'read the secret key from stdin')
      .option('--base-url <url>', 'the service they are for, such as an emulator (FR_BASE_URL)')
      .option('--no-check', 'keep them without asking Flowroute whether they are valid'),
  ).action(run(() => import('./account/login.ts').then(({ login }) => login)))
  output(
    program
      .command('logout')
      .description('forget a profile')
      .argument('[profile]', 'its name (default: the one in use)')
      .option('--all', 'forget all of them'),
  ).action(run(() => load.profiles().then(({ logout }) => logout)))
  reads(
    program.command('whoami').description('show which credentials are used, and whether they are valid'),
  ).action(run(() => import('./account/whoami.ts').then(({ whoami }) => whoami)))
  output(
    program
      .command('profiles')
      .description('list the profiles, or use another one')
      .argument('[use]', 'the name of the one to use from now on'),
  ).action(run(() => load.profiles().then(({ profiles }) => profiles)))
  account(
    output(program.command('doctor').description('check runtime, credentials, connection and clock')),
  ).action(run(() => import('./account/doctor.ts').then(({ doctor }) => doctor)))
}
