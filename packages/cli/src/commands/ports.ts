import type { Command } from 'commander'
import { asks, charges, lists, type Run, reads, writes } from '../command.ts'
import { duration } from '../values.ts'

const load = {
  orders: () => import('./ports/orders.ts'),
  documents: () => import('./ports/documents.ts'),
}

/** Adds `ports`. */
export function addPorts(program: Command, run: Run): void {
  const ports = program.command('ports').description('bring numbers from other carriers')
  reads(
    ports.command('check').description('ask whether numbers can be brought').argument('<number...>'),
  ).action(run(() => load.orders().then(({ check }) => check)))
  lists(
    ports.command('list').description('list the port orders').option('--status <state>', 'in this state'),
  ).action(run(() => load.orders().then(({ list }) => list)))
  reads(ports.command('get').description('show a port order').argument('<id>')).action(
    run(() => load.orders().then(({ get }) => get)),
  )
  writes(
    ports
      .command('create')
      .description('create a port order; it is submitted, and charged, once it is signed')
      .argument(
        '<file>',
        'JSON with numbers, billingName, street, city, state, zip, country, provider …; "-": stdin',
      ),
  ).action(run(() => load.orders().then(({ create }) => create)))
  asks(ports.command('cancel').description('cancel a port order').argument('<id>')).action(
    run(() => load.orders().then(({ cancel }) => cancel)),
  )
  reads(
    ports
      .command('watch')
      .description('print each change of the state of a port order, until it is done')
      .argument('<id>')
      .option('--timeout <time>', 'give up then', duration),
  ).action(run(() => load.orders().then(({ watch }) => watch)))
  reads(
    ports.command('loa').description('show the letter of agency that is to be signed').argument('<id>'),
  ).action(run(() => load.documents().then(({ loa }) => loa)))
  charges(
    ports
      .command('sign')
      .description('sign the letter of agency: the order is submitted, and each number is charged')
      .argument('<id>')
      .requiredOption('--name <name>', 'who signs')
      .requiredOption('--title <title>', 'such as Owner'),
  ).action(run(() => load.documents().then(({ sign }) => sign)))
  reads(ports.command('documents').description('list the documents of an order').argument('<id>')).action(
    run(() => load.documents().then(({ documents }) => documents)),
  )
  writes(
    ports
      .command('upload')
      .description('add a document, such as a bill, to an order')
      .argument('<id>')
      .argument('<file>'),
  ).action(run(() => load.documents().then(({ upload }) => upload)))
}
