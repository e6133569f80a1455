import type { Command } from 'commander'
import { asks, type Run } from '../command.ts'
import { collect } from '../values.ts'

/** Adds `api`. */
export function addApi(program: Command, run: Run): void {
  asks(
    program
      .command('api')
      .description('make any request, with the credentials, retries and errors of the other commands')
      .argument('<method>', 'GET, POST, PUT, PATCH or DELETE')
      .argument('<path>', 'such as /v2/numbers?limit=5')
      .option('--query <name=value>', 'a parameter; may be given several times', collect)
      .option('--input <file>', 'JSON to send; "-" reads it from stdin')
      .option('--paginate', 'read all pages, and print their items'),
  ).action(run(() => import('./api/request.ts').then(({ request }) => request)))
}
