#!/usr/bin/env node
import { Command } from 'commander'
import { tryMatrix } from './matrix.ts'
import { complaintsOf, tableOf } from './table.ts'

const list = (text: string): string[] => text.split(',')

new Command('campaign')
  .description(
    'Every public method against every way a server can misbehave; exits with 1 when anything is wrong.',
  )
  .option('--methods <names>', 'only these, such as Messages.send,Numbers.get', list)
  .option('--faults <names>', 'only these, such as 503,silence', list)
  .action(async (options: { methods?: string[]; faults?: string[] }) => {
    const cells = await tryMatrix(options)
    const complaints = complaintsOf(cells)
    console.log(tableOf(cells))
    console.log(complaints.join('\n'))
    process.exitCode = complaints.length === 0 && cells.length > 0 ? 0 : 1
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
