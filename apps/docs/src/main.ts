import process from 'node:process'
import { Command } from 'commander'
import { writeCatalogue } from './catalogue/write.ts'
import { buildSite, serveSite } from './site/build.ts'

const program = new Command('docs').description('The documentation site.')
program.command('build', { isDefault: true }).description('builds the site and checks it').action(buildSite)
program
  .command('dev')
  .description('serves the pages, and renders them again when they change')
  .action(serveSite)
program
  .command('errors')
  .description('writes the catalogue of errors from the sources')
  .action(writeCatalogue)

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
