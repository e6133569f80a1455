import process from 'node:process'
import { Command } from 'commander'
import { checkChangesets } from './changesets.ts'
import { checkApi } from './check-api.ts'
import { checkPackages } from './check-packages.ts'
import { rootFolder } from './packages.ts'
import { release } from './release.ts'
import { run } from './run.ts'
import { installTools } from './tools.ts'
import { tryRuntimes } from './try-runtimes.ts'

const command = new Command('compatibility').description('Tries the packed packages as a user would.')

command
  .command('runtimes')
  .description('Installs each package alone, outside the workspace, and runs a program in every runtime.')
  .argument('[names...]', 'packages (numbers), runtimes (node22, bun, types …) or both; default all')
  .option('--keep', 'keep the folders, and say where they are')
  .action(async (names: string[], options: { keep?: boolean }) => {
    if (!(await tryRuntimes(names, options))) process.exitCode = 1
  })

command
  .command('packages')
  .description('Checks the tarball of every package: publint, are the types wrong, what is inside.')
  .action(async () => {
    if (!(await checkPackages())) process.exitCode = 1
  })

command
  .command('api')
  .description('Compares the public surface of every package with the one that is kept in its folder "api".')
  .option('--update', 'keep the surface as it is now')
  .action(async (options: { update?: boolean }) => {
    if (!(await checkApi(options))) process.exitCode = 1
  })

command
  .command('knip')
  .description('Looks for files, exports and dependencies that nobody uses.')
  .action(async () => {
    const tools = await installTools((text) => console.error(text))
    const { code, output } = await run(process.execPath, [tools.path('knip', 'bin/knip.js')], {
      cwd: rootFolder,
    })
    console.log(output.trim() || 'Nothing is unused.')
    process.exitCode = code
  })

command
  .command('changesets')
  .description('Checks that every published package that was changed is named in a changeset.')
  .option('--since <branch>', 'the branch that changes are for', 'origin/main')
  .action(async ({ since }: { since: string }) => {
    if (!(await checkChangesets(since))) process.exitCode = 1
  })

command
  .command('release')
  .description('Publishes what the registry does not have; for the release workflow.')
  .option('--dry-run', 'show what the next release would publish')
  .action((options: { dryRun?: boolean }) => release(options))

try {
  await command.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
