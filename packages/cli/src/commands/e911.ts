import { type Command, Option } from 'commander'
import { asks, lists, type Run, reads, writes } from '../command.ts'

const load = () => import('./e911/actions.ts')

/** Adds `e911`. */
export function addE911(program: Command, run: Run): void {
  const e911 = program.command('e911').description('emergency addresses')
  const address = (command: Command): Command =>
    command
      .option('--label <text>', 'its name on the account')
      .option('--first-name <name>')
      .option('--last-name <name>')
      .option('--street-number <text>', 'such as 7742')
      .option('--street-name <text>', 'such as 20th Ave SW')
      .option('--unit-type <type>', 'Apartment, Suite, Floor …')
      .option('--unit <text>', 'such as 12')
      .option('--city <name>')
      .option('--state <code>', 'two letters, such as WA')
      .option('--zip <code>', 'such as 98106')
      .addOption(new Option('--country <code>').choices(['US', 'CA']))
  lists(
    e911
      .command('list')
      .description('list the addresses')
      .option('--label <text>', 'with this label')
      .option('--street-name <text>', 'in this street')
      .option('--city <name>', 'in this city')
      .option('--state <code>', 'in this state'),
  ).action(run(() => load().then(({ list }) => list)))
  reads(e911.command('get').description('show an address').argument('<id>')).action(
    run(() => load().then(({ get }) => get)),
  )
  reads(address(e911.command('validate').description('ask whether an address can be found'))).action(
    run(() => load().then(({ validate }) => validate)),
  )
  writes(address(e911.command('create').description('create an address'))).action(
    run(() => load().then(({ create }) => create)),
  )
  writes(address(e911.command('update').description('change an address').argument('<id>'))).action(
    run(() => load().then(({ update }) => update)),
  )
  asks(e911.command('delete').description('delete an address that no number uses').argument('<id>')).action(
    run(() => load().then(({ remove }) => remove)),
  )
  writes(
    e911.command('assign').description('give a number an address').argument('<id>').argument('<number>'),
  ).action(run(() => load().then(({ assign }) => assign)))
  asks(
    e911
      .command('unassign')
      .description('take the address from a number; emergency calls from it are then charged')
      .argument('<number>'),
  ).action(run(() => load().then(({ unassign }) => unassign)))
  lists(e911.command('numbers').description('list the numbers at an address').argument('<id>')).action(
    run(() => load().then(({ numbers }) => numbers)),
  )
}
