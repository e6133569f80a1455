import process from 'node:process'
import { Command } from 'commander'
import { checkExamples } from './check.ts'

const program = new Command('examples')
  .description(
    'Type-checks the examples of the documentation, and runs the whole programs against the emulator.',
  )
  .argument('[files...]', 'only those in files whose path has one of these in it')
  .option('--no-run', 'type-check only')
  .action(async (files: string[], options: { run: boolean }) => {
    if (!(await checkExamples(files, options))) process.exitCode = 1
  })

await program.parseAsync()
