import process from 'node:process'
import { Argument, Command } from 'commander'
import { checkApi, checkPackages, checkUnused } from './contents/index.ts'
import { checkRuntimes } from './matrix/index.ts'
import { checkFirstPrograms, packageManagerNames } from './readmes/index.ts'
import { checkChangesets, release } from './releases/index.ts'

const program = new Command('compatibility').description('Checks the packages as a user gets them.')

/** Runs a check; the exit code is 1 if it returns false. */
const check =
  <T extends unknown[]>(run: (...args: T) => Promise<boolean>) =>
  async (...args: T): Promise<void> => {
    if (!(await run(...args))) process.exitCode = 1
  }

program
  .command('runtimes')
  .description('Installs each package alone, outside the workspace, and runs a program in every runtime.')
  .argument('[names...]', 'packages (numbers), runtimes (node22, bun, types7.0 …) or both; default all')
  .option('--keep', 'keep the folders, and print where they are')
  .action(check((names: string[], options: { keep?: boolean }) => checkRuntimes(names, options)))

program
  .command('readmes')
  .description('Runs the first program of every README, in an empty folder.')
  .addArgument(
    new Argument('[managers...]', 'package managers to install with')
      .choices(packageManagerNames)
      .default(packageManagerNames),
  )
  .action(check(checkFirstPrograms))

program
  .command('packages')
  .description('Checks the tarball of every package: publint, are the types wrong, contents.')
  .action(check(checkPackages))

program
  .command('api')
  .description('Compares the public surface of every package with the one kept in its folder "api".')
  .option('--update', 'keep the surface as it is now')
  .action(check((options: { update?: boolean }) => checkApi(options)))

program
  .command('knip')
  .description('Looks for files, exports and dependencies that nothing uses.')
  .action(check(checkUnused))

program
  .command('changesets')
  .description('Checks that every published package that was changed is named in a changeset.')
  .option('--since <branch>', 'the branch that the changes are for', 'origin/main')
  .action(check(({ since }: { since: string }) => checkChangesets(since)))

program
  .command('release')
  .description('Publishes what the registry does not have. For the release workflow.')
  .option('--dry-run', 'print what the next release would publish')
  .action((options: { dryRun?: boolean }) => release(options))

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
