import type { Command } from 'commander'
import { asks, lists, type Run, reads, writes } from '../command.ts'

const load = () => import('./cnam/actions.ts')

/** Adds `cnam`. */
export function addCnam(program: Command, run: Run): void {
  const cnam = program.command('cnam').description('the names that people see when you call')
  lists(
    cnam
      .command('list')
      .description('list the caller names')
      .option('--approved', 'those that may be assigned only')
      .option('--value <text>', 'with this name'),
  ).action(run(() => load().then(({ list }) => list)))
  reads(cnam.command('get').description('show a caller name').argument('<id>')).action(
    run(() => load().then(({ get }) => get)),
  )
  writes(
    cnam.command('create').description('ask for a caller name; its review takes days').argument('<name>'),
  ).action(run(() => load().then(({ create }) => create)))
  writes(
    cnam
      .command('update')
      .description('change a caller name; it is reviewed again')
      .argument('<id>')
      .argument('<name>'),
  ).action(run(() => load().then(({ update }) => update)))
  asks(cnam.command('delete').description('delete a caller name').argument('<id>')).action(
    run(() => load().then(({ remove }) => remove)),
  )
  writes(
    cnam.command('assign').description('give a number a name').argument('<id>').argument('<number>'),
  ).action(run(() => load().then(({ assign }) => assign)))
  writes(cnam.command('unassign').description('take the name from a number').argument('<number>')).action(
    run(() => load().then(({ unassign }) => unassign)),
  )
}
