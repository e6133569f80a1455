import type { Command } from 'commander'
import { asks, charges, lists, type Run, reads, writes } from '../command.ts'
import { duration } from '../values.ts'

const load = {
  orders: () => import('./ports/orders.ts'),
  changes: () => import('./ports/changes.ts'),
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
  writes(
    ports
      .command('set')
      .description('change what the numbers of an order get, or its details')
      .argument('<id>')
      .option('--alias <text>', 'its name; empty for none')
      .option('--route <id>', 'the primary route; "none" removes it')
      .option('--failover <id>', 'the failover route; "none" removes it')
      .option('--e911 <id>', 'the emergency address; "none" removes it')
      .option('--cnam <id>', 'the name that is shown; "none" removes it')
      .option(
        '--details <file>',
        'JSON with billingName, street, zip … as the old carrier has them; "-": stdin',
      ),
  ).action(run(() => load.changes().then(({ set }) => set)))
  writes(
    ports
      .command('numbers')
      .description('add numbers to a pending order, or take them out of it')
      .argument('<id>')
      .option('--add <number...>', 'of the same carrier')
      .option('--remove <number...>', 'which are then not brought'),
  ).action(run(() => load.changes().then(({ numbers }) => numbers)))
  writes(
    ports
      .command('add')
      .description('add numbers to a group: each joins the order of its carrier, or a new one')
      .argument('<group>')
      .argument('<number...>'),
  ).action(run(() => load.changes().then(({ add }) => add)))
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
