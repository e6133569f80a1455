import type { Command } from 'commander'
import { asks, lists, type Run, reads, writes } from '../command.ts'

const load = () => import('./routes/actions.ts')

/** Adds `routes`. */
export function addRoutes(program: Command, run: Run): void {
  const routes = program.command('routes').description('where the calls to your numbers go')
  const attributes = (command: Command): Command =>
    command
      .option('--alias <text>', 'its name')
      .option('--type <type>', 'host, number or uri')
      .option('--value <text>', 'such as sip.example.com:5060, 12065550100 or sip:me@example.com')
      .option('--edge-strategy <id>', 'the point of presence; see "flowroute routes strategies"')
  lists(
    routes.command('list').description('list the routes').option('--type <type>', 'of this type only'),
  ).action(run(() => load().then(({ list }) => list)))
  writes(attributes(routes.command('create').description('create a route'))).action(
    run(() => load().then(({ create }) => create)),
  )
  writes(attributes(routes.command('update').description('change a route').argument('<id>'))).action(
    run(() => load().then(({ update }) => update)),
  )
  asks(routes.command('delete').description('delete a route that no number uses').argument('<id>')).action(
    run(() => load().then(({ remove }) => remove)),
  )
  writes(
    routes
      .command('assign')
      .description('send the calls to a number to a route')
      .argument('<id>', 'the route; "none" removes it')
      .argument('<number>')
      .option('--failover', 'for when the primary route fails'),
  ).action(run(() => load().then(({ assign }) => assign)))
  reads(routes.command('strategies').description('list the edge strategies')).action(
    run(() => load().then(({ strategies }) => strategies)),
  )
}
