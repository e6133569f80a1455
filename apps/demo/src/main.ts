#!/usr/bin/env node
import { Command } from 'commander'
import { programs, runDemo } from './demo.ts'

const command = new Command('demo')
  .description('Runs the demo programs: against a local emulator, or with --live against the real service.')
  .argument('[names...]', `which ones: ${programs.map(({ name }) => name).join(', ')}; default all`)
  .option(
    '--live',
    'use the real service, with FR_ACCESS_KEY, FR_SECRET_KEY and MOBILE_NUMBER (also from .env)',
  )
  .option('--buy', 'with --live: buy a number, which costs money')
  .option('--send', 'with --live: send a message, which costs money')
  .option('--json', 'print the raw results')
  .action(async (names: string[], options) => {
    try {
      const terminal = process.stdout.isTTY ? process.stdout : undefined
      await runDemo(names, options, (text) => console.log(text), terminal)
    } catch (error) {
      console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
    }
  })

await command.parseAsync()
